import { access, readdir } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { Failure } from '../domain/failure.ts';
import { nearest } from '../domain/nearest.ts';
import { failed, type Result, success } from '../domain/result.ts';
import { codeOf } from './files/disk-failure.ts';
import { readGivenFile } from './files/given-file.ts';
import { readStandardInput } from './files/standard-input.ts';

/** Where runbooks are known by name. The folders need not exist. */
export type RunbookPlaces = {
  /** Those that come with the tool. */
  package: string;
  /** Our data folder, with the user's own in `runbooks`. */
  data?: string;
  /** Where the command was given: `runbooks` in it is looked at last, and paths begin here. Left out: here. */
  working?: string;
  /** What `-` reads. */
  stdin: AsyncIterable<Uint8Array | string>;
};

type RunbookOrigin = 'package' | 'user' | 'project' | 'path' | 'stdin';
/** `from` says which of several it is; worth saying whenever it is not the package's. */
export type RunbookText = { name: string; from: RunbookOrigin; file?: string; text: string };
type Named = { name: string; from: RunbookOrigin; file: string; shadowedBy?: RunbookOrigin };
/** `text` is empty where the file cannot be read; finding it by name says why. */
export type ListedRunbook = Named & { text: string };

const ENDINGS = ['.yaml', '.yml'];
const MOST_BYTES = 1_048_576;
/** The one to begin with stands first. */
const FIRST = 'bff-server';

/**
 * RUNBOOK as somebody wrote it: `-` is standard input, a path has a slash or an ending, all else is a name. Names of the
 * package come first, so that no file lying about can take their place.
 */
export async function findRunbook(reference: string, places: RunbookPlaces): Promise<Result<RunbookText>> {
  if (reference === '-') return fromStream(places.stdin);
  const working = places.working ?? process.cwd();
  if (isPath(reference)) return fromFile(nameOf(reference), 'path', resolve(working, reference), reference);
  const { named, trouble } = await namedRunbooks(places);
  const found = named.find(({ name }) => name === reference);
  // A folder that cannot be listed is no reason to refuse a name that another one has.
  if (!found && trouble) return failed(trouble);
  return found ? fromFile(found.name, found.from, found.file, found.file) : unknownName(reference, named, working);
}

/** Every runbook that is known by name, in the order in which names are looked up. */
export async function listRunbooks(places: RunbookPlaces): Promise<ListedRunbook[]> {
  const { named } = await namedRunbooks(places);
  return Promise.all(
    named.map(async row => {
      const read = await fromFile(row.name, row.from, row.file, row.file);
      return { ...row, text: read.ok ? read.value.text : '' };
    }),
  );
}

async function namedRunbooks({
  package: ours,
  data,
  working,
}: RunbookPlaces): Promise<{ named: Named[]; trouble?: Failure }> {
  const folders: [RunbookOrigin, string][] = [
    ['package', ours],
    ...(data === undefined ? [] : [['user', join(data, 'runbooks')] satisfies [RunbookOrigin, string]]),
    ['project', join(working ?? process.cwd(), 'runbooks')],
  ];
  const named: Named[] = [];
  let trouble: Failure | undefined;
  for (const [from, folder] of folders) {
    // In a checkout of this tool the package's folder is the project's too.
    if (from === 'project' && folder === resolve(ours)) continue;
    const files = await filesIn(folder);
    if (!files.ok) {
      trouble ??= files.failure;
      continue;
    }
    for (const file of files.value) {
      const name = nameOf(file);
      const earlier = named.find(other => other.name === name);
      named.push({ name, from, file: join(folder, file), ...(earlier && { shadowedBy: earlier.from }) });
    }
  }
  return { named, ...(trouble && { trouble }) };
}

async function filesIn(folder: string): Promise<Result<string[]>> {
  try {
    const files = (await readdir(folder)).filter(file => ENDINGS.includes(extname(file)) && nameOf(file) !== '');
    const rank = (file: string) => (nameOf(file) === FIRST ? '' : file);
    return success(files.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return success([]);
    return failed({ kind: 'not-valid', problem: `the runbooks in ${folder} cannot be listed (${code})` });
  }
}

async function fromFile(name: string, from: RunbookOrigin, path: string, shown: string): Promise<Result<RunbookText>> {
  const file = await readGivenFile('the runbook', path, MOST_BYTES);
  if (!file.ok) return file;
  const text = decoded(file.value.bytes);
  return text === undefined ? failed(notText(shown)) : success({ name, from, file: shown, text });
}

async function fromStream(stream: AsyncIterable<Uint8Array | string>): Promise<Result<RunbookText>> {
  const bytes = await readStandardInput('the runbook', stream, MOST_BYTES);
  if (!bytes.ok) return bytes;
  const text = decoded(bytes.value);
  return text === undefined
    ? failed(notText('standard input'))
    : success({ name: 'standard input', from: 'stdin', text });
}

async function unknownName(name: string, listed: Named[], working: string): Promise<Result<never>> {
  const names = [...new Set(listed.map(({ name: known }) => known))];
  const near = nearest(name, names);
  const beside = await fileBeside(working, name);
  const hint =
    beside !== undefined
      ? `For the file here, write ./${beside}`
      : near !== undefined
        ? `Did you mean "${near}"?`
        : `Known names: ${names.join(', ') || 'none'}. A path has a slash or ends in .yaml.`;
  return failed({ kind: 'not-valid', problem: `no runbook is called ${JSON.stringify(name.slice(0, 100))}`, hint });
}

async function fileBeside(folder: string, name: string): Promise<string | undefined> {
  for (const file of [name, ...ENDINGS.map(ending => `${name}${ending}`)]) {
    try {
      await access(join(folder, file));
      if (name !== '') return file;
    } catch (error) {
      codeOf(error);
    }
  }
  return undefined;
}

function isPath(reference: string): boolean {
  return /[/\\]/.test(reference) || ENDINGS.includes(extname(reference));
}

function nameOf(path: string): string {
  const file = basename(path);
  return ENDINGS.includes(extname(file)) ? file.slice(0, -extname(file).length) : file;
}

function decoded(bytes: Buffer): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}

function notText(where: string): { kind: 'not-valid'; problem: string; hint: string } {
  return { kind: 'not-valid', problem: `the runbook ${where} is no UTF-8 text`, hint: 'Save it as UTF-8.' };
}
