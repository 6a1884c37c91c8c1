import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

export const IS_ROOT = process.geteuid?.() === 0;

/** A folder of its own for one test, removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The permission bits, for example 0o600. */
export async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** All names in a folder, hidden ones too, sorted. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * A Node process that runs a module; `{store}` in an import stands for the store's folder. It gets the arguments as
 * process.argv from 1, and is ended with the test. `limitKiB`: no file of it may grow beyond that.
 */
export function startNode(code: string, args: string[], limitKiB?: number): Child {
  const source = code.replaceAll('{store}', new URL('../../src/store', import.meta.url).href);
  const node = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    source,
    ...args,
  ];
  // The shell counts blocks of 512 bytes (POSIX) or of 1 KiB (bash as sh does the former).
  const command = limitKiB === undefined ? node : ['sh', '-c', `ulimit -f ${limitKiB * 2} && exec "$@"`, 'sh', ...node];
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** What the process printed, once it ended; an end by anything but itself is an error with its stderr. */
export async function outputOf(child: Child): Promise<string> {
  const [output, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended(child)]);
  if (child.exitCode !== 0) throw new Error(`the process ended with ${child.exitCode ?? child.signalCode}: ${errors}`);
  return output;
}

/** Kills it with SIGKILL as soon as it has printed so many lines, and waits for its end; the lines it printed. */
export async function killedAfter(child: Child, lines: number): Promise<string[]> {
  let output = '';
  const finished = ended(child);
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.split('\n').length > lines) child.kill('SIGKILL');
  }
  await finished;
  return output.split('\n').slice(0, -1);
}

function ended(child: Child): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('close', () => resolve());
    child.once('error', reject);
  });
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
