// Ratios, measured in pairs in one run: absolute times belong to one machine, ratios travel.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bffLog } from './bff-log.mjs';
import { median, pair, report, timed } from './pairs.mjs';
import { bundleBareInk, countdown, firstFrame, keyToScreen } from './screen.mjs';

const ROUNDS = 15;
const node = process.execPath;
const main = new URL('../../dist/main.js', import.meta.url).pathname;
const here = name => new URL(name, import.meta.url).pathname;

const bare = () => timed(node, ['-e', '0']);
report('--version / node -e 0', await pair(ROUNDS, () => timed(node, [main, '--version']), bare), 1.6);
report('--help / node -e 0', await pair(ROUNDS, () => timed(node, [main, '--help']), bare), 1.6);

const scratch = await mkdtemp(join(tmpdir(), 'dcr-runbook-bench-'));
const log = join(scratch, 'bff.log');
await writeFile(log, bffLog(5 * 1_048_576));
const diagnosis = [];
for (let round = 0; round < 5; round += 1) diagnosis.push(await timed(node, [main, 'diagnose', log, '--json']));
console.log(
  'diagnose 5 MB of log, start and end included'.padEnd(58),
  `${median(diagnosis).toFixed(0)} ms  (goal <= 2000: ${median(diagnosis) <= 2000 ? 'met' : 'MISSED'})`,
);
const server = spawn(node, [main, 'practice', '--serve', '--json'], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const [line] = await new Promise(resolve => createInterface(server.stdout).once('line', text => resolve([text])));
  const practice = JSON.parse(line);
  const env = {
    ...process.env,
    XDG_DATA_HOME: join(scratch, 'data'),
    XDG_STATE_HOME: join(scratch, 'state'),
    XDG_CONFIG_HOME: join(scratch, 'config'),
    ADMIN_TOKEN: (await readFile(practice.admin_token_file, 'utf8')).trim(),
  };
  const endpoints = [practice.initial_access_token_endpoint, practice.registration_endpoint];
  const ours = () =>
    timed(
      node,
      [
        ...[main, 'run', 'web-confidential', '--yes', '--again', '--quiet'],
        ...['--server', practice.url, '--mint-endpoint', endpoints[0], '--registration-endpoint', endpoints[1]],
        ...['--admin-token-file', practice.admin_token_file, '--until', 'result'],
      ],
      env,
    );
  const undici = () => timed(node, [here('./minimal-undici.mjs'), ...endpoints], env);
  const curls = () => timed('sh', [here('./two-curls.sh'), ...endpoints], env);
  report('headless mint + register / minimal undici script', await pair(ROUNDS, ours, undici), 1.0);
  report('headless mint + register / two curls', await pair(ROUNDS, ours, curls));

  const screenEnv = { ...env, HOME: scratch, LANG: 'C.UTF-8' };
  const bare = await bundleBareInk(scratch);
  const aimed = [
    ...['--server', practice.url, '--mint-endpoint', endpoints[0], '--registration-endpoint', endpoints[1]],
    ...['--admin-token-file', practice.admin_token_file],
  ];
  const wizard = { args: [main, 'web-confidential', ...aimed], shows: 'dcr-runbook' };
  const hello = { args: [bare], shows: 'hello' };
  report(
    'first frame / bare bundled Ink app',
    await firstFrame({ rounds: ROUNDS, ours: wizard, theirs: hello, env: screenEnv }),
    1.2,
  );

  const p95 = await keyToScreen({ main, folder: scratch, env: screenEnv });
  console.log(
    `key to screen in 1,000 redirect URIs, p95`.padEnd(58),
    `${p95.toFixed(1)} ms  (goal <= 33: ${p95 <= 33 ? 'met' : 'MISSED'})`,
  );

  const replay = { args: [main, 'run', 'web-confidential', ...aimed], shows: 'Read it once more' };
  const counting = { args: [bare, 'count'], shows: 'hello' };
  const { cpu, memory } = await countdown({ seconds: 20, ours: replay, theirs: counting, env: screenEnv });
  report('CPU of 20 s of countdown / bare 1 Hz Ink app', { ...cpu, ratio: cpu.ours / cpu.theirs }, 1.1);
  report('memory of the same', { ...memory, ratio: memory.ours / memory.theirs, unit: 'MiB' }, 1.3);
} finally {
  server.kill('SIGTERM');
  await rm(scratch, { recursive: true, force: true });
}
