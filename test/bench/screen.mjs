// The terminal face, in a real pty, against a bare bundled Ink app: run by bench.mjs.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';
import { build } from 'esbuild';
import { median } from './pairs.mjs';

const here = name => new URL(name, import.meta.url).pathname;
const node = process.execPath;

/** Bundled like the tool itself, so that only what stands in it differs. */
export async function bundleBareInk(folder) {
  const outfile = join(folder, 'bare-ink.mjs');
  await build({
    entryPoints: [here('./bare-ink.jsx')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'react-devtools-core': here('../../scripts/no-devtools.mjs') },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  return outfile;
}

/** The beginning of a control sequence whose end has not come yet. */
const UNENDED = /\u001b(?:\[[0-?]*[ -/]*)?$/;

const PATIENCE_MS = 30_000;

/**
 * A program on a terminal: what it wrote, without the control sequences (a letter that is waited for could stand in
 * one), and a way to wait for more.
 */
export function open(args, env) {
  // Of its own: the runs that were killed before would be offered to be gone on with.
  const XDG_STATE_HOME = mkdtempSync(join(env.HOME, 'state-'));
  const options = { cols: 80, rows: 24, env: { ...env, XDG_STATE_HOME, TERM: 'xterm-256color' }, cwd: env.HOME };
  const child = pty.spawn(node, args, options);
  let text = '';
  let unended = '';
  let awaited;
  child.onData(data => {
    const written = unended + data;
    unended = UNENDED.exec(written)?.[0] ?? '';
    text += stripVTControlCharacters(written.slice(0, written.length - unended.length));
    if (awaited && text.includes(awaited.what, awaited.from)) {
      awaited.resolve(performance.now());
      awaited = undefined;
    }
  });
  const untilShown = (what, from = 0) =>
    new Promise((resolve, reject) => {
      if (text.includes(what, from)) return resolve(performance.now());
      const patience = setTimeout(() => reject(new Error(`${what} did not come: ${text.slice(-2000)}`)), PATIENCE_MS);
      const shown = now => {
        clearTimeout(patience);
        resolve(now);
      };
      awaited = { what, from, resolve: shown };
    });
  return { child, untilShown, length: () => text.length, write: keys => child.write(keys) };
}

async function ended(program) {
  const exit = new Promise(resolve => program.child.onExit(resolve));
  program.child.kill('SIGKILL');
  await exit;
}

/** Milliseconds from start to the first text on the screen, both sides in turn. */
export async function firstFrame({ rounds, ours, theirs, env }) {
  const once = async ({ args, shows }) => {
    const started = performance.now();
    const program = open(args, env);
    const shown = await program.untilShown(shows);
    await ended(program);
    return shown - started;
  };
  const times = { ours: [], theirs: [] };
  await once(ours);
  await once(theirs);
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await once(ours));
    times.theirs.push(await once(theirs));
  }
  const [a, b] = [median(times.ours), median(times.theirs)];
  return { ours: a, theirs: b, ratio: a / b };
}

/** p95 of milliseconds from a key to its character on the screen, in a list of 1,000 redirect URIs. */
export async function keyToScreen({ main, folder, env }) {
  const uris = Array.from({ length: 1000 }, (_, index) => `      - https://app${index}.example.com/callback`);
  const runbook = join(folder, 'thousand.yaml');
  await writeFile(
    runbook,
    `version: 1\ntitle: A thousand\nserver: {url: 'https://idp.example.com', registration_endpoint: /r}\ninitial_access_token: none\nclient:\n  template: spa-pkce\n  metadata:\n    redirect_uris:\n${uris.join('\n')}\n`,
  );
  const program = open([main, runbook], env);
  await program.untilShown('Which server');
  program.write('\r');
  await program.untilShown('Choose a client template');
  program.write('\r');
  await program.untilShown('Where may the server');
  const times = [];
  for (let key = 0; key < 120; key += 1) {
    // Each key's own letter, so that what is waited for cannot have been there before.
    const letter = String.fromCharCode(97 + (key % 26));
    const from = program.length();
    const pressed = performance.now();
    program.write(letter);
    times.push((await program.untilShown(letter, from)) - pressed);
    await pause(20);
  }
  await ended(program);
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** CPU milliseconds and MiB of resident memory of both sides over the same seconds of a countdown. */
export async function countdown({ seconds, ours, theirs, env }) {
  const programs = [open(ours.args, env), open(theirs.args, env)];
  await Promise.all([programs[0].untilShown(ours.shows), programs[1].untilShown(theirs.shows)]);
  await pause(2000);
  const before = programs.map(({ child }) => cpuMs(child.pid));
  await pause(seconds * 1000);
  const [a, b] = programs.map(({ child }, index) => ({
    cpu: cpuMs(child.pid) - before[index],
    memory: residentMiB(child.pid),
  }));
  await Promise.all(programs.map(ended));
  return { cpu: { ours: a.cpu, theirs: b.cpu }, memory: { ours: a.memory, theirs: b.memory } };
}

// Linux only. By thread and in nanoseconds: the clock ticks of a whole process are 10 ms each.
function cpuMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map(thread => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]));
  return ns.reduce((sum, each) => sum + each, 0) / 1e6;
}

function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}
