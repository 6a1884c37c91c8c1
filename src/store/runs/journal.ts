import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EpochMillis } from '../../domain/instant.ts';
import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { redact } from '../../domain/secrets/secret.ts';
import type { JournalEntry } from '../../engine/ports.ts';
import { writing } from '../files/disk-failure.ts';
import { withFile } from '../files/open-file.ts';
import { ensurePrivateFolder, PRIVATE_FILE, readPrivateFile, syncFolder } from '../files/private-file.ts';
import { isRunId } from './run-id.ts';

/** One line of a journal. `at` is ISO 8601. */
export type JournalLine = { at: string } & JournalEntry;

export type Journal = { path: string; append(entry: JournalEntry): Promise<Result<void>> };

/** What a journal's file says. `unreadable`: lines that are torn (the process died in them) or of no known kind. */
export type JournalText = { lines: JournalLine[]; unreadable: number };

const MOST_BYTES = 16 * 1_048_576;
const APPEND =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (process.platform === 'win32' ? 0 : constants.O_NOFOLLOW);

/**
 * The append-only journal of a run: `runs/<run>.ndjson` in the state folder. Made at the first line. Lines stand in the
 * order in which they were given; those that come while one is being written go to disk together.
 */
export function createJournal(stateFolder: string, run: string, now: () => EpochMillis): Journal {
  const folder = runsFolder(stateFolder);
  const path = join(folder, `${run}.ndjson`);
  let waiting: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<Result<void>> | undefined;

  const writeWaiting = async (): Promise<Result<void>> => {
    const lines = waiting.join('');
    waiting = [];
    next = undefined;
    const made = await ensurePrivateFolder(folder);
    return made.ok ? writing(path, () => appendLines(path, lines)) : made;
  };
  return {
    path,
    append: async entry => {
      if (!isRunId(run))
        return failed({ kind: 'not-valid', problem: `${JSON.stringify(run)} cannot be the name of a run` });
      waiting.push(lineOf({ at: new Date(now()).toISOString(), ...entry }));
      next ??= last.then(writeWaiting);
      last = next;
      return next;
    },
  };
}

export function runsFolder(stateFolder: string): string {
  return join(stateFolder, 'runs');
}

// Each text by itself: a secret with a quote in it must not be cut across two members.
function lineOf(line: JournalLine): string {
  return `${JSON.stringify(line, (_, value) => (typeof value === 'string' ? redact(value) : value))}\n`;
}

async function appendLines(path: string, lines: string): Promise<void> {
  const size = await withFile(path, APPEND, async file => {
    const before = (await file.stat()).size;
    if (before === 0) await file.chmod(PRIVATE_FILE);
    // A line torn by a crash must not swallow the next one.
    await file.writeFile((await endsInsideLine(file, before)) ? `\n${lines}` : lines);
    await file.sync();
    return before;
  });
  if (size === 0) await syncFolder(dirname(path));
}

async function endsInsideLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

/** Reads a journal leniently: what cannot be read is counted and passed over. */
export async function readJournal(path: string): Promise<Result<JournalText>> {
  const bytes = await readPrivateFile(path, { atMost: MOST_BYTES });
  if (!bytes.ok) return bytes;
  const texts = bytes.value
    .toString('utf8')
    .split('\n')
    .filter(text => text.trim() !== '');
  const lines = texts.map((text): unknown => parseJson(text)).filter(isJournalLine);
  return success({ lines, unreadable: texts.length - lines.length });
}

/** The members that an entry cannot do without. */
const NEEDED: { [T in JournalEntry['type']]: Record<string, 'string' | 'number' | 'array' | 'object'> } = {
  'run-began': { version: 'string' },
  'run-resumed': { version: 'string' },
  answered: { step: 'string', answer: 'object' },
  'iat-minted': { lifetime_seconds: 'number' },
  'key-kept': { private_key_file: 'string' },
  'about-to-register': { request_id: 'string', endpoint: 'string' },
  registered: { client_id: 'string' },
  'registration-refused': { status: 'number' },
  'registration-not-sent': { because: 'string' },
  'registration-unknown': { because: 'string' },
  'registration-found': { client_id: 'string', record: 'string' },
  'never-happened': {},
  'about-to-update': { client_id: 'string', request_id: 'string', endpoint: 'string' },
  'about-to-delete': { client_id: 'string', request_id: 'string', endpoint: 'string' },
  updated: { client_id: 'string' },
  deleted: { client_id: 'string' },
  'change-refused': { status: 'number' },
  'change-not-sent': { because: 'string' },
  'change-unknown': { because: 'string' },
  'change-settled': { client_id: 'string', because: 'string' },
  'handed-over': { files: 'array' },
  'run-ended': { outcome: 'string', exit_code: 'number' },
};

function isJournalLine(value: unknown): value is JournalLine {
  if (!isJsonObject(value) || typeof value['at'] !== 'string' || !isKnownType(value['type'])) return false;
  return Object.entries(NEEDED[value['type']]).every(
    ([member, type]) => (Array.isArray(value[member]) ? 'array' : typeof value[member]) === type,
  );
}

function isKnownType(type: Json | undefined): type is JournalEntry['type'] {
  return typeof type === 'string' && Object.hasOwn(NEEDED, type);
}
