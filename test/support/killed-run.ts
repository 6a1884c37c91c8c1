import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { spawn as spawnOnTerminal } from '@lydell/node-pty';
import { clientIn } from '../../src/cli/world.ts';
import { createClientRecords } from '../../src/store/records/client-records.ts';
import type { FickleServer, Manner } from './fickle-server.ts';
import { flagsFor } from './served.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const ENTER_MS = 40;

export type How = 'headless' | 'guided';
export type Kill = {
  how: How;
  server: FickleServer;
  adminToken: string;
  clientName: string;
  runbook: string;
  manner: Manner;
  /** Left out: it lives to its own end. */
  moment?: Moment;
};

/** Milliseconds after the process began, or after its registration came in at the server. */
export type Moment = { since: 'start' | 'sent'; ms: number };

/** What a killed run came to, and what `resume` made of it. `wrong`: every promise that was broken, in words. */
export type Aftermath = {
  /** Where the kill fell: nothing was sent, sent without an answer on disk, the answer on disk, or too late. */
  fell: 'before sending' | 'before the answer was kept' | 'after the answer was kept' | 'after the end';
  resumed: string;
  ranMs: number;
  wrong: string[];
};

/** Kills the built tool in the middle of a run with a home of its own, resumes it twice, and looks at all that is left. */
export async function killedRun(kill: Kill): Promise<Aftermath> {
  const home = await mkdtemp(join(tmpdir(), 'dcr-runbook-kill-'));
  try {
    return await killedIn(home, kill);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function killedIn(home: string, kill: Kill): Promise<Aftermath> {
  const { server, clientName, manner } = kill;
  const tokenFile = join(home, 'token');
  await writeFile(tokenFile, kill.adminToken, { mode: 0o600 });
  await mkdir(join(home, 'work'));
  server.answers(clientName, manner);
  const began = performance.now();
  const died = await (kill.how === 'headless' ? headless(home, kill, tokenFile) : guided(home, kill, tokenFile));
  const ranMs = performance.now() - began;

  const wrong: string[] = [];
  const promise = (holds: boolean, words: string) => {
    if (!holds) wrong.push(`${clientName} (${manner}, ${JSON.stringify(kill.moment)}): ${words}`);
  };
  const sent = await settled(() => server.registered(clientName));
  const store = createClientRecords(join(home, 'data', 'dcr-runbook'), clientIn);
  const before = await store.listRecords();
  const ids = before.records.map(({ record }) => record.client.client_id);
  promise(before.problems.length === 0, `something half-written is a problem: ${before.problems.join('; ')}`);
  promise(sent.length <= 1, `one run registered ${sent.length} clients`);
  promise(ids.length <= 1 && ids.every(id => sent.some(({ clientId }) => clientId === id)), 'a record of no client');
  const told = sent.filter(({ clientId }) => died.text.includes(clientId));
  // A body that broke off is no registration; what it names is shown, and kept with it.
  const aside = await textsIn(join(home, 'data', 'dcr-runbook', 'answers'));
  const isOnDisk = (id: string) => ids.includes(id) || aside.includes(id);
  promise(
    told.every(({ clientId }) => isOnDisk(clientId)),
    'a client was shown and is not on disk',
  );

  const resume = await tool(home, ['resume', '--yes', '--json', '--admin-token-file', tokenFile]);
  const document = readDocument(resume.stdout);
  const { outcome, exit_code: exitCode } = document;
  const after = server.registered(clientName);
  promise(exitCode === resume.exitCode, `resume ended with ${resume.exitCode}: ${resume.stdout}${resume.stderr}`);
  if (ids.length > 0) {
    const isSame = outcome === 'nothing-to-resume' || document.client?.client_id === ids[0];
    promise(exitCode === 0 && isSame, `a kept client was not gone on with: ${resume.stdout}`);
  } else if (sent.length > 0) {
    promise(exitCode === 8, `an unknown outcome was reported as ${outcome}`);
    promise(document.failure?.request_id === sent[0]?.requestId, 'the unknown request is not named');
  } else {
    const mayBe = ['registered', 'unknown', 'nothing-to-resume'];
    promise(mayBe.includes(outcome), `resume came to ${outcome}: ${resume.stdout}${resume.stderr}`);
  }
  promise(after.length === Math.max(sent.length, after.length > 0 && sent.length === 0 ? 1 : 0), 'registered twice');
  if (outcome === 'registered') promise(after.length === 1, `registered, and the server has ${after.length}`);

  const again = await tool(home, ['resume', '--yes', '--json', '--admin-token-file', tokenFile]);
  const expected = outcome === 'unknown' ? ['unknown', 8] : ['nothing-to-resume', 0];
  const second = [readDocument(again.stdout).outcome, again.exitCode];
  promise(`${second}` === `${expected}`, `a second resume came to ${second}: ${again.stdout}${again.stderr}`);
  promise(server.registered(clientName).length === after.length, 'a second resume registered again');
  const list = await tool(home, ['client', 'list', '--json']);
  const listed = (readDocument(list.stdout).clients ?? []).map(({ client_id }) => client_id);
  promise(outcome !== 'registered' || listed.length === 1, `client list has ${listed.join(', ')}`);
  promise(
    ids.every(id => listed.includes(id)),
    'a kept client is not in client list',
  );
  promise(!list.stderr.includes('/clients/'), `client list complains: ${list.stderr}`);
  return { fell: fellAt(died.isKilled, sent.length, ids.length), resumed: outcome, ranMs, wrong };
}

async function textsIn(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))).join('\n');
}

function fellAt(isKilled: boolean, sent: number, kept: number): Aftermath['fell'] {
  if (!isKilled) return 'after the end';
  if (kept > 0) return 'after the answer was kept';
  return sent > 0 ? 'before the answer was kept' : 'before sending';
}

/** A request that was written just before its sender was killed may still be on its way through the server. */
async function settled<T>(look: () => T[]): Promise<T[]> {
  const { setTimeout: pause } = await import('node:timers/promises');
  for (let round = 0; round < 12 && look().length === 0; round += 1) await pause(10);
  return look();
}

/** Kills at that moment; what it returns calls it off. */
function killAt(moment: Moment | undefined, sent: Promise<void>, kill: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isSpared = moment === undefined;
  const begin = () => {
    if (!isSpared) timer = setTimeout(kill, moment?.ms);
  };
  if (moment?.since === 'start') begin();
  else void sent.then(begin);
  return () => {
    isSpared = true;
    clearTimeout(timer);
  };
}

type Death = { text: string; isKilled: boolean };

function headless(home: string, { runbook, clientName, server, moment }: Kill, tokenFile: string): Promise<Death> {
  const args = ['run', runbook, '--yes', '--json', ...flags(server, clientName, tokenFile)];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: join(home, 'work'), env: environment(home) });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const spare = killAt(moment, server.whenSent(clientName), () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      spare();
      resolve({ text, isKilled: signal === 'SIGKILL' });
    });
  });
}

/** Somebody who holds Enter down. */
function guided(home: string, { runbook, clientName, server, moment }: Kill, tokenFile: string): Promise<Death> {
  const args = [runbook, ...flags(server, clientName, tokenFile)];
  const child = spawnOnTerminal(process.execPath, [MAIN, ...args], {
    cols: 100,
    rows: 30,
    cwd: join(home, 'work'),
    env: { ...environment(home), TERM: 'xterm-256color' },
  });
  let text = '';
  child.onData(data => {
    text += data;
  });
  const enter = setInterval(() => child.write('\r'), ENTER_MS);
  const spare = killAt(moment, server.whenSent(clientName), () => child.kill('SIGKILL'));
  return new Promise(resolve => {
    child.onExit(({ signal }) => {
      clearInterval(enter);
      spare();
      resolve({ text: stripVTControlCharacters(text), isKilled: signal === 9 });
    });
  });
}

function flags(server: FickleServer, clientName: string, tokenFile: string): string[] {
  const named = ['--set', `client_name=${clientName}`, '--key-alg', 'ES256', '--save-to', 'json:client.json'];
  return [...flagsFor(server.url, tokenFile), ...named];
}

type Ended = { exitCode: number | null; stdout: string; stderr: string };

function tool(home: string, args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: home,
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { exitCode: null, stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      ended[name] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', exitCode => resolve({ ...ended, exitCode }));
  });
}

type Document = {
  outcome: string;
  exit_code: number;
  client?: { client_id: string };
  failure?: { request_id?: string };
  clients?: { client_id: string }[];
};

function readDocument(text: string): Document {
  try {
    return JSON.parse(text) as Document;
  } catch {
    return { outcome: `no document: ${text}`, exit_code: -1 };
  }
}

function environment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    // Compiled code may be shared: it makes the runs, and so the moments of the kills, more alike.
    XDG_CACHE_HOME: join(tmpdir(), 'dcr-runbook-kill-cache'),
    LANG: 'C.UTF-8',
  };
}
