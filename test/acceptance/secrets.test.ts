import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { httpServer } from '../support/local-server.ts';
import { flagsFor, type Served, serve } from '../support/served.ts';
import { createTool } from '../support/tool.ts';

/** Files that are made to hold secrets; every other must not. */
const HOLDS_SECRETS = /\/(clients|keys|answers)\/|\/work\/(\.env|handed\.json)$|\/admin-token$/;

const TOKEN = 'iat-38-T0psecretQQ';

describe('a secret of a run', () => {
  let served: Served;
  let wire: Eavesdropper;
  const begin = async (drill?: string, whileItRuns?: () => void) => {
    served = await serve(drill);
    wire = await eavesdrop(served.server.url, whileItRuns);
    return flagsFor(wire.url, served.tokenFile);
  };
  afterEach(async () => {
    await wire.stop();
    await served.stop();
  });

  it.each([undefined, 'scope-narrowed', 'iat-expired', 'admin-refused', 'cut-after-send', 'html-page', 'unavailable'])(
    'is in no output, journal or other file (drill: %s)',
    async drill => {
      const flags = await begin(drill);
      const { run } = served.tool;
      const toJson = ['--save-to', 'json:handed.json'];
      const outputs = [
        await run(['run', 'web-confidential', '--yes', '--verbose', '--json', ...flags, ...toJson]),
        await run(['run', 'bff-server', '--yes', '--verbose', '--explain', ...flags]),
        await run(['run', 'bff-server', '--dry-run', ...flags]),
        await run(['client', 'list', '--json']),
        await run(['client', 'show', '1', '--json']),
        await run(['client', 'show', '1']),
      ].map((ended, index) => ({ where: `output of command ${index}`, text: ended.stdout + ended.stderr }));
      const files = (await served.tool.files()).map(({ path, text }) => ({ where: path, text }));
      const secrets = wire.secrets();
      expect(secrets).toContain(served.server.adminToken);
      expect(secrets.length).toBeGreaterThan(drill === 'admin-refused' ? 0 : 1);
      for (const { where, text } of [...outputs, ...files.filter(file => !HOLDS_SECRETS.test(file.where))]) {
        for (const secret of secrets) expect(text.includes(secret), `${where} holds a secret`).toBe(false);
      }
      const tokens = [served.server.adminToken, ...secrets.filter(secret => !isInRecord(secret, files))];
      for (const { where, text } of files.filter(file => !file.where.endsWith('/admin-token'))) {
        for (const token of tokens) expect(text.includes(token), `${where} holds a token`).toBe(false);
      }
    },
  );

  it('is no argument and no variable of any process while it is out', async () => {
    const seen: string[] = [];
    const flags = await begin(undefined, () => seen.push(everyProcess()));
    const { adminToken } = served.server;
    const byFile = await served.tool.run(['run', 'web-confidential', '--yes', ...flags]);
    expect(byFile.exitCode, byFile.stderr).toBe(0);
    expect(seen.length).toBe(2);
    expect(seen.join('\n')).toContain('web-confidential');
    for (const secret of [adminToken, ...wire.secrets()]) expect(seen.join('\n').includes(secret)).toBe(false);
  });

  it('that somebody wrote into a runbook stops it before anything, and is printed nowhere', async () => {
    const flags = await begin();
    const input = 'version: 1\nclient:\n  metadata:\n    client_secret: PLANTmine\n';
    const ways = [['--dry-run', '--json'], ['--yes', '--json', '--send-anyway'], ['--explain']];
    for (const way of ways) {
      const ended = await served.tool.run(['run', '-', ...way, '--bundle', 'b.json', ...flags], { input });
      expect(ended.exitCode, ended.stderr).toBe(2);
      expect(ended.stdout + ended.stderr).not.toContain('PLANTmine');
    }
    expect(wire.requests).toEqual([]);
    for (const { path, text } of await served.tool.files()) expect(text, path).not.toContain('PLANTmine');
  });

  it('that is given by --set goes out, and is masked wherever the answer and its difference are told', async () => {
    const flags = await begin();
    const set = ['--set', 'client_secret=PLANTmine', '--send-anyway', '--verbose', '--bundle', 'b.json'];
    const ended = await served.tool.run(['run', 'web-confidential', '--yes', '--json', ...set, ...flags]);
    expect(wire.requests.length).toBeGreaterThan(0);
    expect(ended.stdout + ended.stderr).not.toContain('PLANTmine');
    const files = (await served.tool.files()).filter(({ path }) => !HOLDS_SECRETS.test(path));
    for (const { path, text } of files) expect(text, path).not.toContain('PLANTmine');
  });

  it('is shown where the operator says --reveal, on standard output only', async () => {
    const flags = await begin();
    const { stdout, stderr } = await served.tool.run([
      'run',
      'web-confidential',
      '--yes',
      '--json',
      '--reveal',
      ...flags,
    ]);
    const { client, initial_access_token } = JSON.parse(stdout);
    expect(wire.secrets()).toContain(client.client_secret);
    expect(wire.secrets()).toContain(initial_access_token.token);
    for (const secret of wire.secrets()) expect(stderr.includes(secret)).toBe(false);
  });
});

describe('a success that is not the JSON it should be', () => {
  it.each([
    ['a mint that answers the token as text', 'mint', TOKEN],
    ['a mint that answers the token in a sentence', 'mint', `Here it is: ${TOKEN}. Keep it safe.`],
    ['a mint that answers a JSON text', 'mint', JSON.stringify(TOKEN)],
    ['a registration that answers a token as text', 'register', TOKEN],
  ])('is a secret until shown otherwise: %s', async (_, stage, text) => {
    await using server = await httpServer(({ url }, response) => {
      const isText = url?.includes('initial-access-tokens') === (stage === 'mint');
      const type = isText ? 'text/plain' : 'application/json';
      response.writeHead(200, { 'content-type': type }).end(isText ? text : '{"token":"iat-of-before"}');
    });
    const tool = await createTool();
    try {
      const tokenFile = join(tool.home, 'admin-token');
      await writeFile(tokenFile, 'admin-token-of-ada\n', { mode: 0o600 });
      const flags = flagsFor(server.url, tokenFile);
      const talkative = ['--json', '--verbose', '--explain', '--bundle', 'b.json'];
      const ended = await tool.run(['run', 'bff-server', '--yes', ...talkative, ...flags]);
      expect(ended.exitCode, ended.stderr).not.toBe(0);
      expect(server.arrived.length).toBeGreaterThan(0);
      const input = `> POST /mint HTTP/1.1\n> Host: idp.example\n>\n< HTTP/1.1 200 OK\n< content-type: text/plain\n<\n${text}\n`;
      const [told, asJson] = [await tool.run(['diagnose'], { input }), await tool.json(['diagnose'], { input })];
      const files = (await tool.files()).filter(({ path }) => !HOLDS_SECRETS.test(path));
      expect(files.map(({ path }) => path).join()).toContain('b.json');
      const shown = [ended.stdout, ended.stderr, told.stdout, asJson.stdout, ...files.map(file => file.text)];
      for (const each of shown) expect(each).not.toContain(TOKEN);
    } finally {
      await tool.remove();
    }
  });
});

/** Records keep what the server gave once; admin tokens and initial access tokens are in no file at all. */
function isInRecord(secret: string, files: { where: string; text: string }[]): boolean {
  return files.some(({ where, text }) => where.includes('/clients/') && text.includes(secret));
}

/** Arguments and environments of all processes of this machine that can be read. */
function everyProcess(): string {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.flatMap(pid => ['cmdline', 'environ'].map(what => textOf(`/proc/${pid}/${what}`))).join('\n');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process ended, or is another user's
  }
}
