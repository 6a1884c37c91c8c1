import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;

export type Ended = { exitCode: number | null; stdout: string; stderr: string };

/** `within`: a command that runs the tool, in surroundings that it makes first. */
export type RunOptions = { input?: string; env?: Record<string, string>; cwd?: string; within?: string[] };

/** The built tool with a home of its own: what a user has, without what the machine's user has. */
export type Tool = {
  home: string;
  data: string;
  run(args: string[], options?: RunOptions): Promise<Ended>;
  /** Runs with --json and parses the one document. */
  json(args: string[], options?: RunOptions): Promise<Ended & { document: Document }>;
  /** Every file below the home, with its bytes as text and its mode. */
  files(): Promise<{ path: string; text: string; mode: number }[]>;
  remove(): Promise<void>;
};

export type Document = {
  outcome: string;
  exit_code: number;
  client?: Record<string, unknown> & { record: string; client_id: string };
  initial_access_token?: Record<string, unknown>;
  failure?: Record<string, unknown>;
  diagnosis?: { cause: string; confidence: number; evidence: string[] }[];
  differences?: { member: string; asked: unknown; granted?: unknown }[];
  [member: string]: unknown;
};

export async function createTool(): Promise<Tool> {
  const home = await mkdtemp(join(tmpdir(), 'dcr-runbook-test-'));
  const work = join(home, 'work');
  await mkdir(work);
  const run: Tool['run'] = (args, options = {}) =>
    spawned([...(options.within ?? []), process.execPath, MAIN, ...args], {
      cwd: options.cwd ?? work,
      env: environment(home, options.env ?? {}),
      input: options.input ?? '',
    });
  return {
    home,
    data: join(home, 'data', 'dcr-runbook'),
    run,
    json: async (args, options) => {
      const ended = await run([...args, '--json'], options);
      try {
        return { ...ended, document: JSON.parse(ended.stdout) as Document };
      } catch {
        throw new Error(`no JSON document on standard output: ${JSON.stringify(ended)}`);
      }
    },
    files: () => filesBelow(home),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

function environment(home: string, more: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    LANG: 'C.UTF-8',
    ...more,
  };
}

type Spawning = { cwd: string; env: Record<string, string>; input: string };

function spawned([command = '', ...args]: string[], { cwd, env, input }: Spawning): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env });
    const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ended.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ended.stderr += text;
    });
    child.on('error', reject);
    child.on('close', exitCode => resolve({ ...ended, exitCode }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

async function filesBelow(folder: string): Promise<{ path: string; text: string; mode: number }[]> {
  const { stat } = await import('node:fs/promises');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async path => ({ path, text: await readFile(path, 'latin1'), mode: (await stat(path)).mode & 0o777 })),
  );
}
