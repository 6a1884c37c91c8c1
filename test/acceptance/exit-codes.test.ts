import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { flagsFor, type Served, serve } from '../support/served.ts';

describe('a run without a terminal', () => {
  let served: Served;
  let wire: Eavesdropper;
  let flags: string[];
  beforeAll(async () => {
    served = await serve();
    wire = await eavesdrop(served.server.url);
    flags = flagsFor(wire.url, served.tokenFile);
  });
  afterAll(async () => {
    await wire.stop();
    await served.stop();
  });

  const nothingSent = async (args: string[], options?: Parameters<Served['tool']['run']>[1]) => {
    const before = wire.requests.length;
    const ended = await served.tool.run(args, options);
    expect(wire.requests.slice(before)).toEqual([]);
    expect(ended.stderr).not.toMatch(/\bat .*\.js:\d+/);
    return ended;
  };

  it('sends nothing without --yes, and names it', async () => {
    const { exitCode, stderr } = await nothingSent(['run', 'web-confidential', ...flags]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('--yes');
  });

  it('goes on to the end although whoever read its output has left', async () => {
    const name = 'unread';
    const unread = 'exec 3>&1; { "$@" 2>&1; echo "ended with $?" >&3; } | true';
    const args = ['run', 'web-confidential', '--yes', '--verbose', '--set', `client_name=${name}`, ...flags];
    const { stdout } = await served.tool.run(args, { within: ['bash', '-c', unread, 'bash'] });
    expect(stdout).toContain('ended with 0');
    const { document } = await served.tool.json(['client', 'show', name]);
    expect(document.client?.client_id).toEqual(expect.any(String));
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('tells how it stood on %s before the registration, and writes the bundle', async (signal, exitCode) => {
    const pidFile = join(served.tool.home, `pid-${signal}`);
    const silent = createServer(socket => {
      socket.on('error', () => undefined);
      socket.once('data', async () => process.kill(Number(await readFile(pidFile, 'utf8')), signal));
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const bundle = join(served.tool.home, `bundle-${signal}.json`);
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const args = [
      'run',
      'web-confidential',
      '--yes',
      '--again',
      ...flagsFor(url, served.tokenFile),
      '--bundle',
      bundle,
    ];
    const within = ['bash', '-c', 'echo $$ > "$0"; exec "$@"', pidFile];
    // Its run stays open for `resume`, and is none of the others' here.
    const env = { XDG_STATE_HOME: join(served.tool.home, `state-${signal}`) };
    const ended = await served.tool.json(args, { within, env });
    silent.close();
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.document).toMatchObject({ outcome: 'cancelled', exit_code: exitCode, failure: { signal } });
    expect(ended.stderr).not.toBe('');
    expect(JSON.parse(await readFile(bundle, 'utf8'))).toMatchObject({ outcome: { outcome: 'cancelled' } });
  });

  it('takes no device of the process for a file to hand over to', async () => {
    const args = ['run', 'web-confidential', '--yes', ...flags, '--save-to', 'dotenv:/dev/stdout'];
    const { exitCode, stderr } = await nothingSent(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('dotenv:-');
  });

  it('says which address is still an example before it registers it', async () => {
    const args = [
      'run',
      'web-confidential',
      '--yes',
      '--again',
      ...flags,
      '--redirect-uri',
      'https://app.example.com/cb',
    ];
    const { exitCode, stderr } = await served.tool.run(args);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('redirect_uris[0] is still an example, https://app.example.com/cb');
  });

  it('says of a token file that holds the whole token answer what it should hold', async () => {
    const file = join(served.tool.home, 'answer.json');
    await writeFile(file, '{"access_token": "abc", "token_type": "Bearer"}', { mode: 0o600 });
    const { exitCode, stderr } = await nothingSent(['run', 'web-confidential', '--yes', ...flagsFor(wire.url, file)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('keep the token alone');
  });

  it('names the flag of a missing answer', async () => {
    const { exitCode, stderr } = await nothingSent([
      'run',
      'web-confidential',
      '--yes',
      '--server',
      wire.url,
      '--mint-endpoint',
      '/mint',
      '--registration-endpoint',
      '/register',
    ]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('--admin-token-file');
  });

  it('prints the exact requests of a dry run, with tokens as variables', async () => {
    const { exitCode, stdout } = await nothingSent(['run', 'bff-server', '--dry-run', '--json']);
    expect(exitCode).toBe(0);
    const { outcome, requests } = JSON.parse(stdout);
    expect(outcome).toBe('dry-run');
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://idp.ocg.labs.empowernow.ai/api/admin/dcr/initial-access-tokens',
      headers: { authorization: 'Bearer $ADMIN_TOKEN' },
      body: { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 },
    });
    expect(requests[1].body.redirect_uris).toHaveLength(3);
  });

  it('explains where each value came from', async () => {
    const { stderr } = await served.tool.run(['run', 'bff-server', '--dry-run', '--explain', '--label', 'mine'], {
      env: { DCR_RUNBOOK_SERVER: wire.url },
    });
    expect(stderr).toMatch(/initial_access_token\.label +--label +mine/);
    expect(stderr).toMatch(/server\.url +DCR_RUNBOOK_SERVER/);
    expect(stderr).toMatch(/initial_access_token\.max_uses +runbook bff-server +10/);
    expect(stderr).toMatch(/client\.metadata\.client_name +template bff-server/);
  });

  it('stops after a mint with --until, and prints the token only with --reveal', async () => {
    const hidden = await served.tool.json(['run', 'web-confidential', '--yes', '--until', 'mint', ...flags]);
    expect(hidden.document).toMatchObject({ outcome: 'minted', exit_code: 0 });
    expect(hidden.document.initial_access_token).not.toHaveProperty('token');
    const shown = await served.tool.run(['run', 'web-confidential', '--yes', '--until', 'mint', '--reveal', ...flags]);
    expect(wire.secrets()).toContain(shown.stdout.trim());
  });

  it('that is only to explain has the explanation for its result, in words or as a document', async () => {
    const args = ['run', 'bff-server', '--explain', ...flags];
    const words = await nothingSent([...args, '--quiet']);
    expect(words.exitCode, words.stderr).toBe(0);
    expect(words.stdout).toMatch(/^initial_access_token\.max_uses +runbook bff-server +10$/m);
    const document = await nothingSent([...args, '--json', '--set', 'my_api_key=tops3cret-value']);
    expect(document.exitCode, document.stderr).toBe(0);
    expect(JSON.parse(document.stdout)).toMatchObject({
      outcome: 'dry-run',
      exit_code: 0,
      runbook: 'bff-server',
      server: wire.url,
      explanation: expect.arrayContaining([
        { name: 'server.url', value: wire.url, from: '--server' },
        { name: 'client.metadata.my_api_key', value: '[secret]', from: '--set' },
      ]),
    });
  });

  it('that is dry tells its server and all that is missing, also in its document', async () => {
    const dry = await served.tool.json(['run', 'bff-server', '--dry-run', '--explain', ...flags]);
    expect(dry.document).toMatchObject({ outcome: 'dry-run', server: wire.url, explanation: expect.any(Array) });
    const nowhere = await served.tool.json(['run', '-', '--dry-run'], { input: 'version: 1\n' });
    expect(nowhere.exitCode).toBe(3);
    expect(nowhere.document).toMatchObject({ outcome: 'missing-answer', runbook: 'standard input' });
    expect(nowhere.document.failure?.['needs']).toMatch(/--server.*--redirect-uri/);
  });

  it('prints a document with --json also where its arguments cannot be used', async () => {
    const { exitCode, stdout, stderr } = await nothingSent([
      'run',
      'bff-server',
      '--json',
      '--admin-token',
      'tops3cret',
    ]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schema_version: 1,
      outcome: 'not-valid',
      exit_code: 2,
      failure: {
        kind: 'not-valid',
        problem: "unknown option '--admin-token'",
        hint: expect.stringContaining('--admin-token-file'),
      },
    });
    expect(stdout + stderr).not.toContain('tops3cret');
  });

  it('says with --quiet what its exit code is for', async () => {
    const { exitCode, stderr } = await served.tool.run([
      ...['run', 'spa-pkce', '--yes', '--again', '--quiet', ...flags, '--set', 'token_endpoint_auth_method=none'],
      ...['--save-to', 'dotenv:quiet.env', '--keys', 'none'],
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const runbook = `version: 1
server: {url: ${wire.url}, registration_endpoint: /api/oidc/dcr/register, initial_access_token_endpoint: /api/admin/dcr/initial-access-tokens}
client: {template: spa-pkce, metadata: {client_name: quiet, redirect_uris: [https://app.acme.io/cb]}}
hand_over: [{to: dotenv, file: quiet.env, set: {ID: client_id, SECRET: client_secret}}]
`;
    const missing = await served.tool.run(
      ['run', '-', '--yes', '--quiet', '--preset', 'practice', '--admin-token-file', served.tokenFile],
      { input: runbook },
    );
    expect([missing.exitCode, missing.stderr]).toEqual([10, expect.stringContaining('client_secret')]);
  });

  it('that stops after a mint has nothing of the rest to say, and hands the token over where a file was named', async () => {
    const args = ['run', 'bff-server', '--yes', '--until', 'mint', ...flags];
    const minted = await served.tool.run(args);
    expect(minted.exitCode, minted.stderr).toBe(0);
    expect(minted.stderr).not.toMatch(/Still to do|client_id|Restart/);
    expect(minted.stderr).toContain('It is kept nowhere.');
    const saved = await served.tool.run([...args, '--save-to', 'dotenv:minted.env']);
    expect(saved.exitCode, saved.stderr).toBe(0);
    expect(saved.stderr).not.toContain('Still to do');
    const env = parseEnv(await readFile(join(served.tool.home, 'work', 'minted.env'), 'utf8'));
    expect(Object.keys(env)).toEqual(['DCR_IAT']);
    expect(wire.secrets()).toContain(env['DCR_IAT']);
    const registered = await served.tool.run(['run', 'spa-pkce', '--yes', '--again', '--until', 'register', ...flags]);
    expect(registered.exitCode, registered.stderr).toBe(0);
    expect(registered.stderr).not.toContain('Still to do');
  });

  it('says of a redirect URI that stands twice, and takes one of them for the whole that was asked', async () => {
    const twice = ['--redirect-uri', 'https://a.acme.io/cb', '--redirect-uri', 'https://a.acme.io/cb'];
    const { exitCode, document, stderr } = await served.tool.json([
      'run',
      'web-confidential',
      '--yes',
      '--again',
      ...flags,
      ...twice,
    ]);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: 'registered', differences: [] });
    expect(document['warnings']).toEqual(['redirect_uris[1]: it is in the list twice: the same as number 1']);
    expect(stderr).toContain('redirect_uris[1]: it is in the list twice');
    const verified = await served.tool.json([
      ...['client', 'verify', document.client?.client_id ?? '', '--allow-origin', served.server.url],
    ]);
    expect(verified.exitCode, verified.stderr).toBe(0);
  });

  it('registers with an initial access token of its own, without minting', async () => {
    const minted = await served.tool.run(['run', 'web-confidential', '--yes', '--until', 'mint', '--reveal', ...flags]);
    const before = wire.requests.length;
    const { exitCode, document } = await served.tool.json(
      [
        'run',
        'web-confidential',
        '--yes',
        '--again',
        '--server',
        wire.url,
        '--registration-endpoint',
        '/api/oidc/dcr/register',
        '--iat-file',
        '-',
      ],
      { input: `Bearer ${minted.stdout}` },
    );
    expect(exitCode, JSON.stringify(document)).toBe(0);
    expect(wire.requests.slice(before)).toEqual(['POST /api/oidc/dcr/register']);
  });

  it('discovers the registration endpoint where none is given', async () => {
    const { issuer, initialAccessTokenEndpoint, url } = served.server;
    const runbook = [
      'version: 1',
      `server: {url: ${url}, issuer: ${issuer}, initial_access_token_endpoint: ${initialAccessTokenEndpoint}}`,
      'client: {template: spa-pkce, metadata: {client_name: found, redirect_uris: [https://app.example.com/cb]}}',
    ].join('\n');
    const args = ['run', '-', '--yes', '--admin-token-file', served.tokenFile];
    const { exitCode, document } = await served.tool.json(args, { input: runbook });
    expect(exitCode, JSON.stringify(document)).toBe(0);
    expect(document.outcome).toBe('registered');
    const dry = await served.tool.run([...args, '--dry-run'], { input: runbook });
    expect(dry.exitCode).toBe(3);
    expect(dry.stderr).toContain('--registration-endpoint');
  });

  it('stops at a client that was registered from here before, until --again', async () => {
    const args = ['run', 'service', '--yes', '--json', ...flags];
    expect((await served.tool.run(args)).exitCode).toBe(0);
    const second = await nothingSent(args);
    expect(second.exitCode).toBe(11);
    expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'already-registered', exit_code: 11 });
    expect((await served.tool.run([...args, '--again'])).exitCode).toBe(0);
  });

  it('says where it looked in vain: nothing listens there', async () => {
    const port = await closedPort();
    const { exitCode, document, stderr } = await served.tool.json([
      'run',
      'native',
      '--yes',
      ...flagsFor(`http://127.0.0.1:${port}`, served.tokenFile),
    ]);
    expect(exitCode).toBe(7);
    expect(document).toMatchObject({ outcome: 'unreachable', failure: { kind: 'unreachable', code: 'ECONNREFUSED' } });
    expect(document.diagnosis?.[0]?.cause).toBe('network.refused');
    expect(stderr).toContain('Nothing was sent');
  });

  it('sends no token over http to another machine', async () => {
    const { exitCode, stderr } = await nothingSent([
      'run',
      'native',
      '--yes',
      ...flagsFor('http://idp.example.com', served.tokenFile),
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--allow-http');
  });

  it('sends no token to another origin than the server’s until it is named', async () => {
    const args = [
      'run',
      'native',
      '--yes',
      '--again',
      ...flags,
      '--registration-endpoint',
      served.server.registrationEndpoint,
    ];
    const { exitCode, stderr } = await nothingSent(args);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`--allow-origin ${served.server.url}`);
    for (const noOrigin of ['nope', `${served.server.url}/path`, 'file:///etc']) {
      const refused = await nothingSent([...args, '--allow-origin', noOrigin]);
      expect(refused.exitCode, noOrigin).toBe(2);
      expect(refused.stderr).toContain('https://host');
    }
    expect((await served.tool.run([...args, '--allow-origin', served.server.url])).exitCode).toBe(0);
  });

  it('ends a mint at the deadline with 124, and a registration that is out as unknown', async () => {
    const { server: silent, port } = await listening();
    const mint = await served.tool.run([
      'run',
      'native',
      '--yes',
      '--deadline',
      '0.5',
      ...flagsFor(`http://127.0.0.1:${port}`, served.tokenFile),
    ]);
    expect(mint.exitCode, mint.stderr).toBe(124);
    // Nothing came of it, and the script that set the deadline runs anew.
    expect((await served.tool.json(['resume', '--yes'])).document.outcome).toBe('nothing-to-resume');
    const register = await served.tool.json(
      [
        'run',
        'native',
        '--yes',
        '--deadline',
        '0.5',
        '--server',
        `http://127.0.0.1:${port}`,
        '--registration-endpoint',
        '/register',
        '--iat-file',
        '-',
      ],
      { input: 'some-initial-access-token' },
    );
    expect(register.exitCode).toBe(8);
    expect(register.document).toMatchObject({
      outcome: 'unknown',
      failure: { kind: 'outcome-unknown', stage: 'register' },
    });
    silent.close();
  });

  it('hands over to a file of each format, and says what could not be written with exit 10', async () => {
    const args = ['run', 'web-confidential', '--yes', '--again', '--json', ...flags];
    const { exitCode } = await served.tool.run([
      ...args,
      '--save-to',
      'dotenv:a.env',
      '--save-to',
      'json:a.json',
      '--save-to',
      'k8s-secret:a.yaml',
    ]);
    expect(exitCode).toBe(0);
    const handed = JSON.parse(await readFile(join(served.tool.home, 'work', 'a.json'), 'utf8'));
    expect(wire.secrets()).toContain(Object.values(handed).find(value => wire.secrets().includes(String(value))));
    expect((await stat(join(served.tool.home, 'work', 'a.env'))).mode & 0o777).toBe(0o600);
  });

  it('finds a target that cannot be written before anything is sent', async () => {
    const { exitCode, stderr } = await nothingSent([
      'run',
      'web-confidential',
      '--yes',
      '--again',
      ...flags,
      '--save-to',
      'dotenv:/no/such/folder/.env',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/no/such/folder');
  });

  it('names the services of a compose file that is named alone, takes the only one, and lets no other file pass', async () => {
    const compose = join(served.tool.home, 'work', 'services.yml');
    const args = ['run', 'web-confidential', '--yes', '--again', ...flags, '--save-to'];
    await writeFile(compose, 'services: {web: {image: x}, bff: {image: y}}\n');
    const several = await nothingSent([...args, 'compose:services.yml']);
    expect(several.exitCode).toBe(2);
    expect(several.stderr).toMatch(/there are: web, bff.*compose:services\.yml#web/);
    const secret = await nothingSent([...args, 'k8s-secret:services.yml']);
    expect(secret.exitCode).toBe(2);
    expect(secret.stderr).toContain('it is a compose file');
    await writeFile(compose, 'services: {web: {image: x}}\n');
    const { exitCode, stderr } = await served.tool.run([...args, 'compose:services.yml']);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('services.yml has one service, web');
    expect(await readFile(compose, 'utf8')).toMatch(/web:.*OIDC_CLIENT_ID/);
  });

  it('finds a data folder that cannot be written before anything is sent', async () => {
    const file = join(served.tool.home, 'a-file');
    await writeFile(file, '');
    const { exitCode, stderr } = await nothingSent(['run', 'web-confidential', '--yes', '--again', ...flags], {
      env: { XDG_DATA_HOME: file },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(file);
  });

  it('refuses a data folder that is a link to elsewhere', async () => {
    const home = join(served.tool.home, 'linked');
    await mkdir(join(home, 'dcr-runbook'), { recursive: true });
    await symlink('/tmp', join(home, 'dcr-runbook', 'clients'));
    const { exitCode } = await nothingSent(['run', 'web-confidential', '--yes', '--again', ...flags], {
      env: { XDG_DATA_HOME: home },
    });
    expect(exitCode).toBe(2);
    await rm(home, { recursive: true });
  });

  it('does not repeat a token that was given in the place of its file', async () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
    const { exitCode, stderr } = await nothingSent(['run', 'service', '--yes', ...flagsFor(wire.url, jwt)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('looks like the token itself');
    expect(stderr).not.toContain(jwt.slice(0, 20));
  });

  it('says that a token file can be read by others, and goes on', async () => {
    const open = join(served.tool.home, 'open-token');
    await writeFile(open, served.server.adminToken);
    await chmod(open, 0o644);
    const { exitCode, stderr } = await served.tool.run([
      'run',
      'web-confidential',
      '--yes',
      '--again',
      ...flagsFor(wire.url, open),
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/open-token.*(others|chmod)/);
  });
});

async function closedPort(): Promise<number> {
  const { server, port } = await listening();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Takes connections, and never says a word. */
async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
