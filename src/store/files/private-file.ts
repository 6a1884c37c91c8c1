import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { grouped } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf, notRead, notWritten, refusedToWrite, writing } from './disk-failure.ts';
import { readBounded, withFile } from './open-file.ts';

// On Windows the profile's access list protects files: there are no modes or owners, and a folder cannot be fsynced.
const POSIX = process.platform !== 'win32';
const NO_FOLLOW = POSIX ? constants.O_NOFOLLOW : 0;
// A FIFO in the place of a file must not hold us up.
const READ_ONLY = POSIX ? constants.O_RDONLY | NO_FOLLOW | constants.O_NONBLOCK : constants.O_RDONLY;
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW;

const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/** How the names of half-written files begin; the next run may remove them. */
export const TEMPORARY_PREFIX = '.dcr-runbook-';

/** Makes a folder that only this user can enter, with the folders above it. A wider mode of one that is ours is tightened. */
export async function ensurePrivateFolder(path: string): Promise<Result<void>> {
  try {
    await makeFolder(path);
    const stats = await lstat(path);
    const refusal = whyNotOurs(stats);
    if (refusal !== undefined) return refusedToWrite(path, refusal.code, refusal.message);
    if (POSIX && (stats.mode & 0o777) !== PRIVATE_FOLDER) await chmod(path, PRIVATE_FOLDER);
    return success(undefined);
  } catch (error) {
    return failed(notWritten(path, error));
  }
}

function whyNotOurs(stats: Stats): { code: string; message: string } | undefined {
  if (stats.isSymbolicLink())
    return { code: 'ELOOP', message: 'it is a symbolic link; secrets go only into a real folder: replace the link' };
  if (!stats.isDirectory()) return { code: 'ENOTDIR', message: 'it is a file where a folder is needed: move it away' };
  const user = process.geteuid?.();
  if (user !== undefined && stats.uid !== user)
    return {
      code: 'EPERM',
      message: `it belongs to another user (uid ${stats.uid}): run as that user, or set the XDG folders to places of your own`,
    };
  return undefined;
}

// Level by level: Node's own `recursive` never returns where the system answers ENOENT below a folder that is there.
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: PRIVATE_FOLDER });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: PRIVATE_FOLDER }).catch(again => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
  await syncFolder(dirname(path));
}

export type FileStyle = { mode: number; owner?: { uid: number; gid: number } };

/**
 * Puts the bytes in the place of what is at `path`: another process sees the old file or the new one, whole, also after
 * a crash. A link at `path` is replaced, not followed. Leaves nothing behind on failure.
 */
export function replaceFile(path: string, bytes: string | Uint8Array, style: FileStyle): Promise<Result<void>> {
  return writing(path, async () => {
    const temporary = temporaryBeside(path);
    await writeNew(temporary, bytes, style);
    await rename(temporary, path).catch(error => discardAndThrow(temporary, error));
    await syncFolder(dirname(path));
  });
}

/** Writes a file that was not there (0600); one that is there is a failure with the code EEXIST. */
export function createFile(path: string, bytes: string | Uint8Array): Promise<Result<void>> {
  return writing(path, async () => {
    await writeNew(path, bytes, { mode: PRIVATE_FILE });
    await syncFolder(dirname(path));
  });
}

/** Creates `<stem><ending>`, or the first of `<stem>-2<ending>`, `<stem>-3<ending>` … that nobody has; its path. */
export async function createNumberedFile(
  folder: string,
  stem: string,
  ending: string,
  bytes: string | Uint8Array,
): Promise<Result<string>> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${stem}${number === 1 ? '' : `-${number}`}${ending}`);
    const created = await createFile(path, bytes);
    if (created.ok) return success(path);
    if (created.failure.kind !== 'not-written' || created.failure.code !== 'EEXIST') return created;
  }
}

/** Writes over a file of ours in its own place, shortens it to the bytes, and fsyncs: what fits takes no new room. */
export async function overwriteInPlace(path: string, bytes: Uint8Array): Promise<void> {
  await withFile(path, constants.O_WRONLY | NO_FOLLOW, async file => {
    await file.writeFile(bytes);
    await file.truncate(bytes.length);
    await file.sync();
  });
}

/** The bytes of a file of ours; a link, anything that is no file, and more than `atMost` bytes are refused. */
export async function readPrivateFile(path: string, { atMost }: { atMost: number }): Promise<Result<Buffer>> {
  const refused = (why: string) => failed({ kind: 'not-valid', problem: `${path} is not read: ${why}` });
  try {
    return await withFile(path, READ_ONLY, async file => {
      if (!(await file.stat()).isFile()) return refused('it is not a file');
      const bytes = await readBounded(file, atMost);
      return bytes ? success(bytes) : refused(`it is larger than ${grouped(atMost)} bytes`);
    });
  } catch (error) {
    return failed(notRead('the file', path, error));
  }
}

/** A new name in the same folder, where a rename can replace `path` in one step. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(9).toString('base64url')}.tmp`);
}

async function writeNew(path: string, bytes: string | Uint8Array, { mode, owner }: FileStyle): Promise<void> {
  const file = await open(path, NEW_FILE, mode & PRIVATE_FILE);
  try {
    await file.writeFile(bytes);
    if (POSIX) await dress(file, mode, owner);
    await file.sync();
  } catch (error) {
    await file.close();
    return discardAndThrow(path, error);
  }
  await file.close();
}

async function dress(file: FileHandle, mode: number, owner: FileStyle['owner']): Promise<void> {
  const stats = await file.stat();
  if (owner && (owner.uid !== stats.uid || owner.gid !== stats.gid)) await file.chown(owner.uid, owner.gid);
  if ((stats.mode & 0o7777) !== mode) await file.chmod(mode);
}

async function discardAndThrow(path: string, error: unknown): Promise<never> {
  // What went wrong first is what the operator has to hear; a file that cannot be removed either is swept later.
  await rm(path, { force: true }).catch(codeOf);
  throw error;
}

/** A new name in a folder outlives a power cut only once the folder itself is on disk. */
export async function syncFolder(path: string): Promise<void> {
  if (!POSIX) return;
  try {
    await withFile(path, constants.O_RDONLY | constants.O_DIRECTORY, folder => folder.sync());
  } catch (error) {
    // Some network file systems cannot fsync a folder, and one may be writable without being readable.
    if (!['EINVAL', 'ENOTSUP', 'EACCES'].includes(codeOf(error))) throw error;
  }
}
