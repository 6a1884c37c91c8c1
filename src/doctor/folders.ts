import { constants, type Stats } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Probed } from './probed.ts';

const POSIX = process.platform !== 'win32';
const named = { layer: 'configuration', check: 'folders' } as const;

/** Whether records, keys and journals can be written to these folders, and only this user reads them. Writes nothing. */
export async function foldersCheck(folders: readonly string[]): Promise<Probed> {
  const problems = (await Promise.all(folders.map(problemOf))).filter(problem => problem !== undefined);
  const [first] = problems.toSorted((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));
  if (first === undefined) {
    return { ...named, status: 'ok', seen: `${folders.join(' and ')} can be written, by this user alone` };
  }
  const seen = problems.map(problem => problem.seen).join('; ');
  return { ...named, status: first.status, seen, try: [...new Set(problems.map(problem => problem.advice))] };
}

type Problem = { status: 'failed' | 'warning'; seen: string; advice: string };

async function problemOf(folder: string): Promise<Problem | undefined> {
  const stats = await statsOf(folder);
  // Not there yet: it is made when it is needed, so what counts is the nearest one above that is there.
  if (stats === undefined) return dirname(folder) === folder ? undefined : await problemAbove(dirname(folder));
  if (!stats.isDirectory()) {
    const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
    return { status: 'failed', seen: `${folder} is ${what}`, advice: 'A real folder is needed there: move it away.' };
  }
  const user = process.geteuid?.();
  if (user !== undefined && stats.uid !== user) {
    const seen = `${folder} belongs to another user (uid ${stats.uid})`;
    return { status: 'failed', seen, advice: 'Run as that user, or set XDG_DATA_HOME and XDG_STATE_HOME.' };
  }
  if (!(await isWritable(folder))) return notWritable(folder);
  const mode = stats.mode & 0o777;
  if (!POSIX || (mode & 0o077) === 0) return undefined;
  const seen = `${folder} is open to others (mode ${mode.toString(8)})`;
  return { status: 'warning', seen, advice: 'It is set to 700 by itself when it is next used.' };
}

async function problemAbove(folder: string): Promise<Problem | undefined> {
  const stats = await statsOf(folder, stat);
  if (stats === undefined) return dirname(folder) === folder ? undefined : problemAbove(dirname(folder));
  return stats.isDirectory() && (await isWritable(folder)) ? undefined : notWritable(folder);
}

function notWritable(folder: string): Problem {
  const advice = 'Change its permissions, or set XDG_DATA_HOME and XDG_STATE_HOME to places that can be written.';
  return { status: 'failed', seen: `${folder} cannot be written`, advice };
}

async function statsOf(path: string, look: (path: string) => Promise<Stats> = lstat): Promise<Stats | undefined> {
  try {
    return await look(path);
  } catch {
    return undefined; // not there, or nobody may look: whether it can be written is asked of the folder above
  }
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
