import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, lstat, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FailureOf } from '../../domain/failure.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf, ifRefused, notWritten, writing } from '../files/disk-failure.ts';
import { type Lock, takeLock } from '../files/lock.ts';
import { readBounded, withFile } from '../files/open-file.ts';
import { createFile, PRIVATE_FILE, replaceFile, TEMPORARY_PREFIX, temporaryBeside } from '../files/private-file.ts';

/** A file that values go to, as it is now. `text` is left out where there is none yet. */
export type TargetFile = { path: string; text?: string; hasMark?: boolean; stats?: Stats };

/** In the place of a path. */
export const STANDARD_OUTPUT = '-';

/** Names for what a process has open: behind them may lie a file that somebody else is writing. */
const STREAM = /^\/(dev\/(std(in|out|err)$|fd\/|tty)|proc\/(self|\d+)\/fd\/)/;
const MOST_BYTES = 5 * 1_048_576;
const WAIT_MS = 10_000;
const BYTE_ORDER_MARK = '\ufeff';

/** Where the file really lies: links are followed, and the folder has to be there. */
export async function locateTarget(file: string): Promise<Result<string>> {
  const path = resolve(file);
  if (STREAM.test(path)) {
    return failed(refusal(path, 'EINVAL', 'it is no file: for standard output write - in its place (dotenv:-)'));
  }
  try {
    return success(await realpath(path));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') return failed(notWritten(path, error));
  }
  const isLink = await lstat(path).then(() => true, ifRefused(false));
  if (isLink) return failed(refusal(path, 'ELOOP', 'it is a link to nothing: name the file itself'));
  const folder = dirname(path);
  return writing(path, async () => join(await realpath(folder), basename(path)));
}

/** Reads the target at a path from {@link locateTarget}. */
export async function readTarget(path: string): Promise<Result<TargetFile>> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return failed(refusal(path, 'EISDIR', 'it is a folder: name a file'));
    if (!stats.isFile()) return failed(refusal(path, 'EINVAL', 'it is no file; standard output is -'));
    // A rename would go over a file that its owner made read-only.
    await access(path, constants.R_OK | constants.W_OK);
    const bytes = await withFile(path, 'r', file => readBounded(file, MOST_BYTES));
    if (!bytes) return failed(refusal(path, 'EFBIG', 'it is larger than 5 MiB: is it the right file?'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (bytes.includes(0)) return failed(refusal(path, 'EILSEQ', 'it is no text: is it the right file?'));
    return success({ path, text, hasMark: bytes.toString('utf8').startsWith(BYTE_ORDER_MARK), stats });
  } catch (error) {
    if (error instanceof TypeError && codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return failed(refusal(path, 'EILSEQ', 'it is not UTF-8 text: convert it first'));
    }
    return codeOf(error) === 'ENOENT' ? success({ path }) : failed(notWritten(path, error));
  }
}

/** Whether a new file can be made beside the target, tried by making one. */
export async function tryFolder(path: string): Promise<Result<void>> {
  const temporary = temporaryBeside(path);
  const made = await createFile(temporary, '');
  if (!made.ok) return made.failure.kind === 'not-written' ? failed({ ...made.failure, path: dirname(path) }) : made;
  return writing(temporary, () => rm(temporary));
}

/** Writes atomically; whose file it is stays as it was. */
export function writeTarget({ path, hasMark, stats }: TargetFile, text: string, mode: number): Promise<Result<void>> {
  const owner = stats && { uid: stats.uid, gid: stats.gid };
  return replaceFile(path, `${hasMark ? BYTE_ORDER_MARK : ''}${text}`, { mode, ...(owner && { owner }) });
}

/** The mode that the file gets: its own, or 0600 where it is new or holds a secret. */
export function modeFor({ stats }: TargetFile, holdsSecret: boolean): number {
  const own = stats ? stats.mode & 0o777 : PRIVATE_FILE;
  return holdsSecret && process.platform !== 'win32' && (own & 0o077) !== 0 ? PRIVATE_FILE : own;
}

/** Two processes that edit one file one after the other lose nothing; at once, the second would undo the first. */
export function lockTarget(path: string): Promise<Result<Lock>> {
  const name = createHash('sha256').update(basename(path)).digest('hex').slice(0, 16);
  return takeLock(join(dirname(path), `${TEMPORARY_PREFIX}${name}.lock`), WAIT_MS);
}

function refusal(path: string, code: string, message: string): FailureOf<'not-written'> {
  return { kind: 'not-written', path, code, message };
}
