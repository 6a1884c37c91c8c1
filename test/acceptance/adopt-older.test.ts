import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { createTool, type Tool } from '../support/tool.ts';

const REDIRECTS = ['https://app.example.com/cb'];
const UPDATE = ['client', 'update', 'c-1', '--redirect-uri', 'https://added.example.com/cb', '--yes'];
const DELETE = ['client', 'delete', 'c-1', '--yes', '--confirm', 'portal'];

describe('a server that rotates the token and the secret with each update', () => {
  let tool: Tool;
  let server: LocalServer;
  let turn = 0;
  let isCut = false;
  let redirects = REDIRECTS;
  let deletion = { status: 204, body: '', promised: 0 };
  const client = () => ({
    client_id: 'c-1',
    client_name: 'portal',
    client_secret: `secret-of-turn-${turn}`,
    registration_access_token: `token-of-turn-${turn}`,
    registration_client_uri: '/register/c-1',
    redirect_uris: redirects,
  });
  beforeAll(async () => {
    server = await httpServer((request, response) => {
      if (request.headers.authorization !== `Bearer token-of-turn-${turn}`) return response.writeHead(401).end();
      if (request.method === 'DELETE') {
        const length = deletion.promised > 0 ? { 'content-length': deletion.promised } : {};
        response.writeHead(deletion.status, { 'content-type': 'application/json', ...length });
        if (deletion.promised === 0) return response.end(deletion.body);
        return response.write(deletion.body, () => request.socket.end());
      }
      if (request.method === 'PUT') {
        turn += 1;
        redirects = ['https://added.example.com/cb'];
      }
      const { client_secret, redirect_uris, ...rest } = client();
      const text = JSON.stringify({ ...rest, client_secret, redirect_uris });
      if (request.method !== 'PUT' || !isCut) {
        return response.writeHead(200, { 'content-type': 'application/json' }).end(text);
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      const whole = text.slice(0, text.indexOf('"client_secret"') + 5);
      response.write(whole, () => request.socket.end());
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    tool = await createTool();
    turn = 0;
    isCut = false;
    redirects = REDIRECTS;
    const adopted = await tool.json(['client', 'adopt', '--server', server.url], { input: JSON.stringify(client()) });
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    return () => tool.remove();
  });

  const shown = async () => (await tool.json(['client', 'show', 'c-1', '--reveal'])).document;

  it('and cuts the answer after the token: adopting what was kept loses no token', async () => {
    isCut = true;
    const lost = await tool.json(UPDATE);
    expect(lost.exitCode, lost.stderr).toBe(8);
    const saved = String(lost.document.failure?.['saved'] ?? /\S*\/answers\/\S+?\.json/.exec(lost.stderr)?.[0]);
    const adopted = await tool.run(['client', 'adopt', saved]);
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    // The update was done, so the client differs from its record: the token was taken.
    expect((await tool.run(['client', 'verify', 'c-1'])).exitCode).toBe(10);
    expect(JSON.stringify(await shown())).toContain('token-of-turn-1');
  });

  it('and cuts it: the kept answer alone, without the record, still brings the token', async () => {
    isCut = true;
    const lost = await tool.json(UPDATE);
    const saved = String(lost.document.failure?.['saved'] ?? /\S*\/answers\/\S+?\.json/.exec(lost.stderr)?.[0]);
    await tool.run(['client', 'forget', 'c-1', '--yes']);
    expect((await tool.run(['client', 'adopt', saved])).exitCode).toBe(0);
    // The update was done, so the client differs from its record: the token was taken.
    expect((await tool.run(['client', 'verify', 'c-1'])).exitCode).toBe(10);
  });

  it('keeps the newer credentials when an older document is adopted, and says that the record is newer', async () => {
    const older = join(tool.home, 'older.json');
    await writeFile(older, JSON.stringify(await shown()), { mode: 0o600 });
    expect((await tool.run(UPDATE)).exitCode).toBe(0);
    const before = await shown();
    const adopted = await tool.run(['client', 'adopt', older]);
    expect([adopted.exitCode, adopted.stderr]).toEqual([0, expect.stringContaining('The record is newer than that')]);
    expect((await shown())['client']).toEqual(before['client']);
    expect(JSON.stringify(await shown())).toContain('secret-of-turn-1');
    expect((await tool.run(['client', 'verify', 'c-1'])).exitCode).toBe(0);
  });

  it.each([
    ['202', { status: 202, body: '', promised: 0 }],
    ['201 with a list', { status: 201, body: '[]', promised: 0 }],
    ['200 that breaks off', { status: 200, body: '{"del', promised: 90 }],
  ])('answers a deletion with %s: exit 8, and the record stays for client verify', async (_, answer) => {
    deletion = answer;
    const { exitCode, stderr } = await tool.run(DELETE);
    expect(exitCode, stderr).toBe(8);
    expect((await tool.run(['client', 'verify', 'c-1'])).exitCode).toBe(0);
  });
});
