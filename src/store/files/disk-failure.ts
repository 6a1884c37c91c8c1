import { isAbsolute } from 'node:path';
import type { FailureOf } from '../../domain/failure.ts';
import { failed, type Result, success } from '../../domain/result.ts';

/** What an error code of the system means here, and what to do. Clauses that follow a path and a colon. */
const WORDS: Record<string, string> = {
  EACCES: 'this user may not do that here: change the permissions of the file and its folder, or choose another place',
  EPERM: 'the system does not allow it (another owner, or a locked file): change that, or choose another place',
  EROFS: 'the file system is read-only: choose another place, or make it writable',
  ENOSPC: 'no space is left on the disk: make room, then try again',
  EDQUOT: 'your disk quota is used up: make room, then try again',
  EFBIG: 'the file would be larger than this process may write: raise the limit (ulimit -f), then try again',
  ENOENT: 'there is no such file or folder: create the folder, or correct the path',
  ENOTDIR: 'a part of the path is a file where a folder is needed: move it away, or correct the path',
  EISDIR: 'it is a folder: name a file',
  ELOOP: 'it is a symbolic link, which is not followed here: name the file itself, or remove the link',
  EEXIST: 'something of that name is there already and is not written over: move it away, or choose another name',
  ENAMETOOLONG: 'the name is too long for this file system: choose a shorter one',
  EMFILE: 'too many files are open: close some, or raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine: close some programs, then try again',
  EBUSY: 'something else holds it: end that, then try again',
  EIO: 'the disk reports an error: choose a place on another disk, and look at this one',
};

/** The code of an error that the system (or Node, for a path with a NUL in it) reports; a bug of ours is thrown on. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

/** What stands for an answer where the system refuses one and no harm is in that; a bug of ours is thrown on. */
export function ifRefused<T>(value: T): (error: unknown) => T {
  return error => {
    codeOf(error);
    return value;
  };
}

/** `error` in words. The path is not repeated in `message`: whoever shows the failure puts it before. */
export function notWritten(path: string, error: unknown): FailureOf<'not-written'> {
  const code = codeOf(error);
  return { kind: 'not-written', path, code, message: WORDS[code] ?? `it cannot be written (${code})` };
}

/** A failure of ours with a code of the system's, for what the system itself would allow. */
export function refusedToWrite(path: string, code: string, message: string): Result<never> {
  return failed({ kind: 'not-written', path, code, message });
}

/** What is to be read has to be there already. */
const NOT_THERE = 'there is no such file: correct the path';
const NO_FOLDER = 'there is no such folder: name a file that is there';

/** `what`: how to call the file, for example `the admin token file`. */
export function notRead(what: string, path: string, error: unknown): FailureOf<'not-valid'> {
  const code = codeOf(error);
  const why = code !== 'ENOENT' ? (WORDS[code] ?? code) : /[\\/]$/.test(path) ? NO_FOLDER : NOT_THERE;
  const problem = `${what} ${path} cannot be read: ${why}`;
  if (path.startsWith('~'))
    return { kind: 'not-valid', problem, hint: 'The ~ was not expanded: write the path in full.' };
  const isElsewhere = code === 'ENOENT' && !isAbsolute(path);
  return { kind: 'not-valid', problem, ...(isElsewhere && { hint: `Paths begin at ${process.cwd()}.` }) };
}

/** Does the work on disk; what the system refuses becomes a failure about `path`. */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    return failed(notWritten(path, error));
  }
}
