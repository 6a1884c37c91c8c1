import type { Failure } from '../../domain/failure.ts';
import type { FileTarget, HandedOver, HandOverTarget, HandOverValue, HandOverValues } from '../../domain/hand-over.ts';
import { plainText } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { SECRET_MARK, Secret } from '../../domain/secrets/secret.ts';
import { editCompose } from './compose.ts';
import { editDotenv } from './dotenv.ts';
import type { Edited, Entry } from './edit.ts';
import { gitStanding } from './git-standing.ts';
import { editJson } from './json.ts';
import { editKubernetesSecret } from './k8s-secret.ts';
import {
  locateTarget,
  lockTarget,
  modeFor,
  readTarget,
  type TargetFile,
  tryFolder,
  writeTarget,
} from './target-file.ts';

const STANDARD_OUTPUT = '-';
const SECRET_VALUES: readonly HandOverValue[] = ['client_secret', 'registration_access_token', 'initial_access_token'];

type Lacking = { key: string; name: HandOverValue };
type Filled = { entries: Entry[]; secretKeys: string[]; lacking: Lacking[] };

/** Writes the values to the targets, one after the other. What cannot be written is said in its `problem`. */
export function handOver(targets: readonly HandOverTarget[], values: HandOverValues): Promise<HandedOver[]> {
  return each(targets, values, true);
}

/** The same without writing: the difference that would be made. */
export function previewHandOver(targets: readonly HandOverTarget[], values: HandOverValues): Promise<HandedOver[]> {
  return each(targets, values, false);
}

/** Whether all targets can be written, looked at before anything is sent: folder, file, form, service. */
export async function checkTargets(targets: readonly HandOverTarget[]): Promise<Result<void>> {
  for (const target of targets.filter(isFile)) {
    const problem = await checkTarget(target);
    if (problem) return failed(problem);
  }
  return success(undefined);
}

function isFile(target: HandOverTarget): target is FileTarget {
  return target.to !== 'checklist';
}

async function checkTarget(target: FileTarget): Promise<Failure | undefined> {
  const inAnyCase = Object.keys(target.set).map(key => ({ key, value: 'x' }));
  const notEditable = (edited: Edited): Failure | undefined =>
    'problem' in edited ? { kind: 'not-valid', problem: `${target.to} ${target.file}: ${edited.problem}` } : undefined;
  if (target.file === STANDARD_OUTPUT) return notEditable(edit(undefined, target, inAnyCase));
  const path = await locateTarget(target.file);
  if (!path.ok) return path.failure;
  const file = await readTarget(path.value);
  if (!file.ok) return file.failure;
  const folder = await tryFolder(path.value);
  return folder.ok ? notEditable(edit(file.value.text, target, inAnyCase)) : folder.failure;
}

async function each(
  targets: readonly HandOverTarget[],
  values: HandOverValues,
  isWritten: boolean,
): Promise<HandedOver[]> {
  const handedOver: HandedOver[] = [];
  // In order, not side by side: two targets may be one file.
  for (const target of targets.filter(isFile)) handedOver.push(await one(target, filled(target, values), isWritten));
  return handedOver;
}

function filled({ set }: FileTarget, values: HandOverValues): Filled {
  const found: Filled = { entries: [], secretKeys: [], lacking: [] };
  for (const [key, name] of Object.entries(set)) {
    const value = values[name];
    if (value === undefined) {
      found.lacking.push({ key, name });
      continue;
    }
    found.entries.push({ key, value: value instanceof Secret ? value.reveal() : value });
    if (value instanceof Secret || SECRET_VALUES.includes(name)) found.secretKeys.push(key);
  }
  return found;
}

async function one(target: FileTarget, values: Filled, isWritten: boolean): Promise<HandedOver> {
  const missing = values.lacking.map(({ name }) => name);
  const nothing = { to: target.to, file: target.file, changes: [], missing, warnings: [] };
  if (values.entries.length === 0) return { ...nothing, warnings: await staleIn(target, values) };
  if (target.file === STANDARD_OUTPUT) {
    const edited = edit(undefined, target, values.entries);
    if ('problem' in edited) return { ...nothing, problem: edited.problem };
    return { ...nothing, ...outcome(edited, values), text: new Secret(edited.text) };
  }
  const path = await locateTarget(target.file);
  if (!path.ok) return { ...nothing, problem: inWords(path.failure) };
  const lock = isWritten ? await lockTarget(path.value) : undefined;
  if (lock && !lock.ok) return { ...nothing, problem: inWords(lock.failure) };
  try {
    const file = await readTarget(path.value);
    if (!file.ok) return { ...nothing, problem: inWords(file.failure) };
    const edited = edit(file.value.text, target, values.entries);
    if ('problem' in edited) return { ...nothing, problem: edited.problem };
    const written = isWritten ? await write(file.value, edited.text, values) : success(undefined);
    if (!written.ok) return { ...nothing, problem: inWords(written.failure) };
    const { changes, warnings } = outcome(edited, values);
    return {
      ...nothing,
      changes,
      warnings: [...warnings, ...stale(file.value.text, target, values), ...(await warningsAbout(file.value, values))],
    };
  } finally {
    await lock?.value.release();
  }
}

/** A file that is given nothing now may still have what an earlier client left in it. */
async function staleIn(target: FileTarget, values: Filled): Promise<string[]> {
  const path = target.file === STANDARD_OUTPUT ? undefined : await locateTarget(target.file);
  const file = path?.ok ? await readTarget(path.value) : undefined;
  return file?.ok ? stale(file.value.text, target, values) : [];
}

/** Keys of the target that have a value from before, of which there is none now: beside a new client_id they mislead. */
function stale(text: string | undefined, target: FileTarget, { lacking }: Filled): string[] {
  return lacking.flatMap(({ key, name }) => {
    // To be emptied is a change only where something stands.
    const emptied = edit(text, target, [{ key, value: '' }]);
    const stands = !('problem' in emptied) && emptied.changes.some(({ change }) => change === 'changed');
    return stands
      ? [`${key} is still the one from before, and there is no ${name} now: remove it, or set it by hand`]
      : [];
  });
}

function edit(text: string | undefined, target: FileTarget, entries: Entry[]): Edited {
  switch (target.to) {
    case 'dotenv':
      return editDotenv(text, entries);
    case 'compose':
      return editCompose(text, target.service, entries);
    case 'json':
      return editJson(text, entries);
    case 'k8s-secret':
      return editKubernetesSecret(text, target.name, entries);
  }
}

async function write(file: TargetFile, text: string, { secretKeys }: Filled): Promise<Result<void>> {
  const mode = modeFor(file, secretKeys.length > 0);
  const isSame = file.text === text && (file.stats?.mode ?? 0) % 0o1000 === mode;
  return isSame ? success(undefined) : writeTarget(file, text, mode);
}

function outcome(
  { changes, warnings = [] }: Exclude<Edited, { problem: string }>,
  { entries, secretKeys }: Filled,
): Pick<HandedOver, 'changes' | 'warnings'> {
  const shown = new Map(entries.map(({ key, value }) => [key, plainText(value, 200)]));
  const shownAs = (key: string) => (secretKeys.includes(key) ? SECRET_MARK : (shown.get(key) ?? ''));
  return { changes: changes.map(({ key, change }) => ({ key, change, value: shownAs(key) })), warnings };
}

async function warningsAbout(file: TargetFile, { secretKeys }: Filled): Promise<string[]> {
  const holdsSecret = secretKeys.length > 0;
  const before = file.stats ? file.stats.mode & 0o777 : undefined;
  const warnings: string[] = [];
  if (before !== undefined && before !== modeFor(file, holdsSecret)) {
    const octal = before.toString(8).padStart(4, '0');
    warnings.push(`it holds a secret, so its mode is 0600 and no longer ${octal}: other users cannot read it now`);
  }
  const standing = await gitStanding(file.path);
  if (standing === 'tracked') {
    warnings.push(
      holdsSecret
        ? 'it is tracked by git and holds a secret now: do not commit it'
        : 'it is tracked by git: the change is in your next commit',
    );
  }
  if (standing === 'open' && holdsSecret) warnings.push('git does not ignore it: put it into .gitignore');
  return warnings;
}

function inWords(failure: Failure): string {
  if (failure.kind === 'not-written') return failure.message;
  return failure.kind === 'not-valid' ? failure.problem : failure.kind;
}
