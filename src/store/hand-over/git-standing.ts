import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ifRefused } from '../files/disk-failure.ts';

/** How git sees a file: `open` is neither tracked nor ignored, so the next `git add` may take it. */
export type GitStanding = 'tracked' | 'ignored' | 'open';

const MOST_MS = 5_000;
// Nothing of our own environment: it may hold tokens, and GIT_DIR and its kin would ask another repository.
const PASSED_ON = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'XDG_CONFIG_HOME'];

/** Undefined outside of a repository, where git is not installed, or where it does not answer. */
export async function gitStanding(path: string): Promise<GitStanding | undefined> {
  if (!(await isInRepository(dirname(path)))) return undefined;
  const tracked = await git(path, '--literal-pathspecs', 'ls-files', '--error-unmatch');
  if (tracked === 0) return 'tracked';
  if (tracked !== 1) return undefined;
  const ignored = await git(path, 'check-ignore', '--quiet');
  return ignored === 0 ? 'ignored' : ignored === 1 ? 'open' : undefined;
}

async function isInRepository(folder: string): Promise<boolean> {
  const isHere = await access(join(folder, '.git')).then(() => true, ifRefused(false));
  return isHere || (dirname(folder) !== folder && isInRepository(dirname(folder)));
}

/** git's exit code; undefined where it could not be run to its end. */
function git(path: string, ...command: string[]): Promise<number | undefined> {
  const environment = PASSED_ON.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // A repository may name a program for fsmonitor; asking about a file must not run it.
  const commandLine = ['-c', 'core.fsmonitor=false', ...command, '--', `./${basename(path)}`];
  const options = { cwd: dirname(path), env: Object.fromEntries(environment), timeout: MOST_MS, windowsHide: true };
  return new Promise(resolve => {
    const child = execFile('git', commandLine, options, () => resolve(child.exitCode ?? undefined));
  });
}
