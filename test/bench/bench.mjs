// Ratios, measured in pairs in one run: absolute times belong to one machine, ratios travel.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pair, report, timed } from './pairs.mjs';

const ROUNDS = 15;
const node = process.execPath;
const main = new URL('../../dist/main.js', import.meta.url).pathname;
const here = name => new URL(name, import.meta.url).pathname;

const bare = () => timed(node, ['-e', '0']);
report('--version / node -e 0', await pair(ROUNDS, () => timed(node, [main, '--version']), bare), 1.6);
report('--help / node -e 0', await pair(ROUNDS, () => timed(node, [main, '--help']), bare), 1.6);

const scratch = await mkdtemp(join(tmpdir(), 'dcr-runbook-bench-'));
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
} finally {
  server.kill('SIGTERM');
  await rm(scratch, { recursive: true, force: true });
}
