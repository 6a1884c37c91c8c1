import { readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { isJsonObject, parseJson } from '../../domain/json.ts';
import { type Result, success } from '../../domain/result.ts';
import { codeOf, ifRefused, refusedToWrite } from './disk-failure.ts';
import { createFile } from './private-file.ts';

export type Lock = { release(): Promise<void> };

type Holder = { pid: number; host: string; started?: string };

const RETRY_MS = 20;
// A holder writes its name right after it made the file; without one for that long, it died in between.
const NAMELESS_MS = 10_000;

/**
 * Takes the lock at `path`, a file that names the process holding it. A dead holder's lock is taken over; a living
 * one's is waited for up to `waitMs`, and then is a failure with the code EBUSY.
 */
export async function takeLock(path: string, waitMs: number): Promise<Result<Lock>> {
  const waitUntil = performance.now() + waitMs;
  for (;;) {
    const taken = await createFile(path, JSON.stringify(await thisProcess()));
    if (taken.ok) return success({ release: () => rm(path, { force: true }).catch(ifRefused(undefined)) });
    if (taken.failure.kind !== 'not-written' || taken.failure.code !== 'EEXIST') return taken;
    if (await removedDead(path)) continue;
    if (performance.now() >= waitUntil) return refusedToWrite(path, 'EBUSY', await whoHolds(path));
    await pause(RETRY_MS);
  }
}

/** Whether a living process has this lock; nothing is taken. */
export async function isHeld(path: string): Promise<boolean> {
  const isThere = await stat(path).then(() => true, ifRefused(false));
  return isThere && !(await isDead(path));
}

async function whoHolds(path: string): Promise<string> {
  const holder = await readHolder(path);
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return `${who} is at work on the same thing: let it end, then try again (if it is gone, remove this file)`;
}

// Only one process at a time may judge and remove: of two, the slower could remove the lock the faster just took.
async function removedDead(path: string): Promise<boolean> {
  const guard = `${path}.judging`;
  const mine = await createFile(guard, '');
  if (!mine.ok) {
    if (await isOlderThan(guard, NAMELESS_MS)) await rm(guard, { force: true });
    return false;
  }
  try {
    if (!(await isDead(path))) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function isDead(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  if (!holder) return isOlderThan(path, NAMELESS_MS);
  if (holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  return holder.started !== undefined && holder.started !== (await startOf(holder.pid));
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const found = parseJson(await textOf(path));
  if (!isJsonObject(found) || typeof found['pid'] !== 'number' || typeof found['host'] !== 'string') return undefined;
  const holder = { pid: found['pid'], host: found['host'] };
  return typeof found['started'] === 'string' ? { ...holder, started: found['started'] } : holder;
}

async function thisProcess(): Promise<Holder> {
  const started = await startOf(process.pid);
  return { pid: process.pid, host: hostname(), ...(started === undefined ? {} : { started }) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** When a process began, where the system says so (Linux): a number that another process took over later tells it. */
async function startOf(pid: number): Promise<string | undefined> {
  // proc_pid_stat(5): the name in brackets may hold anything; starttime is the 20th field after it.
  const stat = await textOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(ifRefused(''));
}

async function isOlderThan(path: string, ms: number): Promise<boolean> {
  const modified = await stat(path).then(stats => stats.mtimeMs, ifRefused(Number.POSITIVE_INFINITY));
  return Date.now() - modified > ms;
}
