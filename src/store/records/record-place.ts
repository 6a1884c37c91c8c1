import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isJsonObject, parseJson } from '../../domain/json.ts';
import type { RegistrationDraft } from '../../domain/management/client-record.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import type { RawAnswer } from '../../domain/server/request.ts';
import type { RecordPlace } from '../../engine/ports.ts';
import { codeOf, writing } from '../files/disk-failure.ts';
import {
  createFile,
  createNumberedFile,
  ensurePrivateFolder,
  overwriteInPlace,
  PRIVATE_FILE,
  readPrivateFile,
  replaceFile,
  syncFolder,
  TEMPORARY_PREFIX,
} from '../files/private-file.ts';
import { isRunId } from '../runs/run-id.ts';
import { recordText } from './record-file.ts';

/** What a record is called while its place is only reserved, or its answer is being written. */
export const PART = '.part';
export const MOST_RECORD_BYTES = 16 * 1_048_576;

export const ROOM_FOR_ANSWER = 65_536;
const DAY_MS = 86_400_000;

/** Reserves the place of a record and its room on disk; see {@link RecordPlace}. */
export async function placeRecord(
  clientsFolder: string,
  answersFolder: string,
  draft: RegistrationDraft,
): Promise<Result<RecordPlace>> {
  if (!isRunId(draft.run)) {
    return failed({ kind: 'not-valid', problem: `${JSON.stringify(draft.run)} cannot be the name of a run` });
  }
  for (const folder of [clientsFolder, answersFolder]) {
    const made = await ensurePrivateFolder(folder);
    if (!made.ok) return made;
  }
  const path = await reserve(clientsFolder, draft);
  if (!path.ok) return path;
  await sweep(clientsFolder, `${path.value}${PART}`);
  return success(recordPlace(path.value, answersFolder, draft));
}

// Whoever made the .part file owns the name without it; nobody else then creates or renames to that name.
async function reserve(folder: string, draft: RegistrationDraft): Promise<Result<string>> {
  const begin = Buffer.from(recordText(draft));
  // Blanks after a JSON text are still JSON, so a part is readable whenever the process dies.
  const room = Buffer.concat([begin, Buffer.alloc(ROOM_FOR_ANSWER, ' ')]);
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${draft.run}${number === 1 ? '' : `-${number}`}.json`);
    if (await isThere(path)) continue;
    const reserved = await createFile(`${path}${PART}`, room);
    if (!reserved.ok) {
      if (reserved.failure.kind === 'not-written' && reserved.failure.code === 'EEXIST') continue;
      return reserved;
    }
    // Its last owner may have finished between the look and the reservation.
    if (!(await isThere(path))) return success(path);
    await rm(`${path}${PART}`, { force: true });
  }
}

function recordPlace(path: string, answersFolder: string, draft: RegistrationDraft): RecordPlace {
  const part = `${path}${PART}`;
  let at: 'part' | 'path' | 'gone' = 'part';
  let kept: RawAnswer | undefined;
  let isGranted = false;

  const write = async (text: string): Promise<Result<void>> => {
    const bytes = Buffer.from(text);
    if (at === 'path') return replaceFile(path, bytes, { mode: PRIVATE_FILE });
    return writing(path, async () => {
      await overwriteInPlace(part, bytes);
      await rename(part, path);
      at = 'path';
      await syncFolder(dirname(path));
    });
  };

  const release = async () => {
    if (isGranted || at === 'gone') return;
    // A part that stays is swept later; the registration's own outcome must not hang on it.
    await rm(at === 'part' ? part : path, { force: true }).catch(codeOf);
    at = 'gone';
  };

  return {
    path,
    keepAnswer: answer => {
      kept = answer;
      return write(recordText(draft, answer));
    },
    keepClient: async (client, deviations, registeredAt) => {
      const written = await write(recordText(draft, kept, { client, deviations, registeredAt }));
      if (written.ok) isGranted = true;
      return written;
    },
    setAside: async () => {
      if (isGranted || at === 'gone') return undefined;
      if (!kept) {
        await release();
        return undefined;
      }
      const source = at === 'part' ? part : path;
      at = 'gone';
      return moveInto(answersFolder, draft.run, source);
    },
    release,
  };
}

/** The file's new path; the old one where it cannot be moved. */
export async function moveInto(folder: string, stem: string, source: string): Promise<string> {
  // An empty file of a free name, for the rename to replace: a rename alone would replace another's file.
  const claimed = await createNumberedFile(folder, stem, '.json', '');
  if (!claimed.ok) return source;
  const moved = await writing(source, async () => {
    await rename(source, claimed.value);
    await syncFolder(folder);
    await syncFolder(dirname(source));
  });
  return moved.ok ? claimed.value : source;
}

export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    error => codeOf(error) !== 'ENOENT',
  );
}

/** Removes what dead processes left: places without an answer after a week, half-written files after a day. */
async function sweep(folder: string, justMade: string): Promise<void> {
  // Whether it works or not, nothing hangs on it: the next placing sweeps again.
  await writing(folder, async () => {
    // The clock of the file system, which need not be this machine's.
    const now = (await stat(justMade)).mtimeMs;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const days = (now - (await lstat(path)).mtimeMs) / DAY_MS;
      const isOver =
        (name.endsWith(PART) && days > 7 && (await isEmptyPlace(path))) ||
        (name.startsWith(TEMPORARY_PREFIX) && days > 1);
      if (isOver) await rm(path, { force: true });
    }
  });
}

async function isEmptyPlace(path: string): Promise<boolean> {
  const bytes = await readPrivateFile(path, { atMost: MOST_RECORD_BYTES });
  const text = bytes.ok ? bytes.value.toString('utf8') : undefined;
  const file = text === undefined ? undefined : parseJson(text);
  // Blanks only: the room of an update that never had an answer.
  return text?.trim() === '' || (isJsonObject(file) && file['answer'] === undefined);
}
