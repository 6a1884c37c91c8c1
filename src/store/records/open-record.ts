import { rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isJsonObject, type JsonObject, parseJson } from '../../domain/json.ts';
import type { ClientRecord, KeptRecord } from '../../domain/management/client-record.ts';
import { withTokensToTry } from '../../domain/management/record-after.ts';
import { salvagedTokens } from '../../domain/registration/salvaged.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import type { OpenRecord } from '../../engine/ports.ts';
import { codeOf, writing } from '../files/disk-failure.ts';
import { type Lock, takeLock } from '../files/lock.ts';
import {
  createFile,
  createNumberedFile,
  ensurePrivateFolder,
  overwriteInPlace,
  PRIVATE_FILE,
  readPrivateFile,
  replaceFile,
  syncFolder,
} from '../files/private-file.ts';
import { type Judge, readRecord } from './record-file.ts';
import { answeredMembers, fileText, judgedAnswer, managedMembers, withAnswerOf } from './record-members.ts';
import { isThere, MOST_RECORD_BYTES, moveInto, PART, ROOM_FOR_ANSWER } from './record-place.ts';

const WAIT_FOR_OTHERS_MS = 2_000;

/** Locks a client's record and takes room on disk for an answer; see {@link OpenRecord}. */
export async function openRecord(path: string, answersFolder: string, judge: Judge): Promise<Result<OpenRecord>> {
  // Hidden, so that it is not taken for a record.
  const lock = await takeLock(join(dirname(path), `.${basename(path)}.lock`), WAIT_FOR_OTHERS_MS);
  if (!lock.ok) return lock;
  const opened = await openLocked(path, answersFolder, judge, lock.value);
  if (!opened.ok) await lock.value.release();
  return opened;
}

async function openLocked(path: string, answersFolder: string, judge: Judge, lock: Lock): Promise<Result<OpenRecord>> {
  const found = await recovered(path, answersFolder, judge);
  if (!found.ok) return found;
  const { record } = found.value;
  const text = Buffer.byteLength(JSON.stringify(found.value.file, null, 2));
  const room = await createFile(`${path}${PART}`, Buffer.alloc(text + ROOM_FOR_ANSWER, ' '));
  return room.ok ? success(handle({ path, record }, found.value.file, answersFolder, lock)) : room;
}

/** The record as it stands, with what a process left behind that died over it. */
async function recovered(
  path: string,
  answersFolder: string,
  judge: Judge,
): Promise<Result<{ file: JsonObject; record: ClientRecord }>> {
  const part = `${path}${PART}`;
  const left = (await isThere(part)) ? await readPrivateFile(part, { atMost: MOST_RECORD_BYTES }) : undefined;
  const leftText = left?.ok ? left.value.toString('utf8').trim() : '';
  const isWhole = recordIn(leftText, judge) !== undefined;
  const cleared = await putAway(part, isWhole ? path : undefined, leftText === '' ? undefined : answersFolder);
  if (!cleared.ok) return cleared;
  const bytes = await readPrivateFile(path, { atMost: MOST_RECORD_BYTES });
  if (!bytes.ok) return bytes;
  const text = bytes.value.toString('utf8');
  const [file, record] = [parseJson(text), recordIn(text, judge)];
  if (!isJsonObject(file) || !record) {
    return failed({ kind: 'not-valid', problem: `${path} is no usable client record` });
  }
  // What broke off in the middle of being written may have the newest token whole.
  return success({ file, record: withTokensToTry(record, isWhole ? [] : salvagedTokens(leftText)) });
}

function recordIn(text: string, judge: Judge): ClientRecord | undefined {
  const reading = readRecord(text, judge);
  return reading !== 'no-client' && 'record' in reading ? reading.record : undefined;
}

/** Half-written files: a whole one becomes the record, one with nothing in it goes, and any other is kept aside. */
async function putAway(
  part: string,
  record: string | undefined,
  answersFolder: string | undefined,
): Promise<Result<void>> {
  if (record === undefined && answersFolder !== undefined) {
    const made = await ensurePrivateFolder(answersFolder);
    if (!made.ok) return made;
    await moveInto(answersFolder, basename(part, `.json${PART}`), part);
    return success(undefined);
  }
  return writing(part, async () => {
    if (record === undefined) await rm(part, { force: true });
    else await rename(part, record);
    await syncFolder(dirname(part));
  });
}

function handle(kept: KeptRecord, file: JsonObject, answersFolder: string, lock: Lock): OpenRecord {
  const { path } = kept;
  const part = `${path}${PART}`;
  let hasRoom = true;
  let answered: JsonObject | undefined;

  const write = async (members: JsonObject): Promise<Result<void>> => {
    const bytes = Buffer.from(fileText(members));
    if (!hasRoom) return replaceFile(path, bytes, { mode: PRIVATE_FILE });
    return writing(path, async () => {
      await overwriteInPlace(part, bytes);
      await rename(part, path);
      hasRoom = false;
      await syncFolder(dirname(path));
    });
  };

  return {
    kept,
    keepAnswer: (answer, context) => {
      answered = answeredMembers(managedMembers(file, kept.record), answer, context);
      return write(answered);
    },
    keepRecord: (record, { keepsAnswer } = { keepsAnswer: false }) =>
      write({ ...managedMembers(file, record), ...(keepsAnswer && answered && judgedAnswer(answered)) }),
    setAside: async record => {
      if (!answered) return undefined;
      const aside = await writtenAside(answersFolder, basename(path, '.json'), answered);
      const members = managedMembers(file, record);
      // While it lies nowhere else, it stays in the record, where it hides nothing.
      await write(aside === undefined ? withAnswerOf(members, answered) : members);
      return aside;
    },
    remove: () =>
      writing(path, async () => {
        await unlink(path);
        await syncFolder(dirname(path));
      }),
    close: async () => {
      if (hasRoom) await rm(part, { force: true }).catch(codeOf);
      hasRoom = false;
      await lock.release();
    },
  };
}

async function writtenAside(folder: string, stem: string, members: JsonObject): Promise<string | undefined> {
  const made = await ensurePrivateFolder(folder);
  const written = made.ok ? await createNumberedFile(folder, stem, '.json', fileText(members)) : made;
  return written.ok ? written.value : undefined;
}
