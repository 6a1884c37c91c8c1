import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { createTool, type Document, type Tool } from '../support/tool.ts';

const ADDED = 'https://added.example.com/cb';

describe('a server that has its own way', () => {
  const answers = new Map<string, { status: number; body?: unknown; cut?: true }>();
  const seen: string[] = [];
  let tool: Tool;
  let server: LocalServer;
  beforeAll(async () => {
    tool = await createTool();
    server = await httpServer((request, response) => {
      seen.push(`${request.method} ${request.headers.authorization}`);
      const { status, body, cut } = answers.get(request.method ?? '') ?? { status: 404 };
      if (cut) return request.socket.destroy();
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await tool.remove();
  });
  beforeEach(() => {
    seen.length = 0;
    answers.clear();
  });

  const REGISTERED = {
    client_id: 'c-1',
    client_name: 'adopted',
    client_secret: 'the-first-secret',
    client_secret_expires_at: 0,
    registration_access_token: 'the-first-token',
    registration_client_uri: '/register/c-1',
    redirect_uris: ['https://app.example.com/cb'],
  };
  const adopt = (answer: unknown, ...more: string[]) => {
    const input = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return tool.json(['client', 'adopt', '--server', server.url, ...more], { input });
  };
  const kept = async ({ document }: { document: Document }) =>
    JSON.parse(await readFile(document.client?.record ?? '', 'utf8'));

  it.each(['-D4Esw5pYsTXtMlz3zLU1Uv', '--4Esw5pYsTXtMlz3z='])(
    'gives the client_id %s, and each verb takes it',
    async client_id => {
      expect((await adopt({ ...REGISTERED, client_id })).exitCode).toBe(0);
      answers.set('GET', { status: 200, body: { ...REGISTERED, client_id } });
      for (const verb of ['show', 'verify']) {
        const { exitCode, document, stderr } = await tool.json(['client', verb, client_id]);
        expect(exitCode, stderr).toBe(0);
        expect(document.client?.client_id).toBe(client_id);
      }
      const anywhere = await tool.run(['client', 'show', '--json', '--reveal', '--', client_id]);
      expect(JSON.parse(anywhere.stdout).client.client_secret).toBe('the-first-secret');
      expect((await tool.json(['client', 'forget', client_id, '--yes'])).exitCode).toBe(0);
      const typo = await tool.run(['client', 'show', '--jsno', client_id]);
      expect(typo).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--jsno') });
    },
  );

  it('has its client adopted from a pasted answer, JSON alone or whole, and from one that broke off', async () => {
    const whole = `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(REGISTERED)}`;
    const first = await adopt(whole);
    expect(first.exitCode, first.stderr).toBe(0);
    expect(first.document).toMatchObject({
      outcome: 'adopted',
      client: { client_id: 'c-1', client_secret: '[secret]' },
    });
    expect((await kept(first)).client).toMatchObject(REGISTERED);

    const cut = await adopt(JSON.stringify({ ...REGISTERED, client_id: 'c-cut', scope: 'openid' }).slice(0, -9));
    expect(cut.exitCode, cut.stderr).toBe(0);
    expect((await kept(cut)).client).toMatchObject({
      client_id: 'c-cut',
      registration_access_token: 'the-first-token',
    });
    expect(cut.document['deviations']).toContainEqual(expect.stringContaining('broke off'));

    const refusal = await adopt('HTTP/1.1 400 Bad Request\n\n{"error": "invalid_redirect_uri"}');
    expect([refusal.exitCode, refusal.stderr]).toEqual([2, expect.stringContaining('refusal')]);
    expect((await adopt('hello')).exitCode).toBe(2);
    const nowhere = await tool.run(['client', 'adopt'], { input: JSON.stringify(REGISTERED) });
    expect([nowhere.exitCode, nowhere.stderr]).toEqual([3, expect.stringContaining('--server')]);
  });

  it('is read at a relative registration_client_uri', async () => {
    await adopt(REGISTERED);
    answers.set('GET', { status: 200, body: REGISTERED });
    const { exitCode, stderr } = await tool.run(['client', 'verify', 'c-1']);
    expect(exitCode, stderr).toBe(0);
    expect(server.arrived.at(-1)?.url).toBe('/register/c-1');
  });

  it('loses the answer to an update: exit 8, sent once, and nothing that the record has is lost', async () => {
    await adopt(REGISTERED);
    answers.set('GET', { status: 200, body: REGISTERED }).set('PUT', { status: 200, cut: true });
    const args = ['client', 'update', 'c-1', '--redirect-uri', ADDED, '--yes'];
    const { exitCode, document, stderr } = await tool.json(args);
    expect(exitCode, stderr).toBe(8);
    expect(document).toMatchObject({ outcome: 'unknown', failure: { kind: 'outcome-unknown', stage: 'update' } });
    expect(stderr).toContain('client verify');
    expect(seen.filter(line => line.startsWith('PUT'))).toHaveLength(1);
    const { stdout } = await tool.run(['client', 'show', 'c-1', '--json', '--reveal']);
    expect(JSON.parse(stdout).client.registration_access_token).toBe('the-first-token');
  });

  it('answers an update with a page: exit 8, and a token that stands in what can be read is kept to be tried', async () => {
    await adopt(REGISTERED);
    const page = '<html>Bad gateway "registration_access_token": "a-token-in-the-page"</html>';
    answers.set('GET', { status: 200, body: REGISTERED }).set('PUT', { status: 502, body: page });
    const update = await tool.json(['client', 'update', 'c-1', '--redirect-uri', ADDED, '--yes']);
    expect(update.exitCode).toBe(8);
    expect(await readFile(String(update.document.failure?.['saved']), 'utf8')).toContain('a-token-in-the-page');
  });

  it('rotates secret and token with an update; both are in the record, and what they replaced beside them', async () => {
    const before = await kept(await adopt(REGISTERED));
    expect(before.client.client_secret).toBe('the-first-secret');
    const after = { ...REGISTERED, client_secret: 'the-second-secret', registration_access_token: 'the-second-token' };
    answers.set('GET', { status: 200, body: REGISTERED });
    answers.set('PUT', { status: 200, body: { ...after, redirect_uris: [ADDED] } });
    const updated = await tool.json(['client', 'update', 'c-1', '--redirect-uri', ADDED, '--yes']);
    expect(updated.exitCode, updated.stderr).toBe(0);
    const record = await kept(updated);
    expect(record.client).toMatchObject({ ...after, redirect_uris: [ADDED] });
    expect(record.earlier_client_secrets).toEqual(['the-first-secret']);
    expect(record.earlier_registration_access_tokens).toEqual(['the-first-token']);

    // It never came to use the new one: the one before it still opens.
    answers.delete('PUT');
    answers.set('GET', { status: 401, body: { error: 'invalid_token' } });
    const refused = await tool.run(['client', 'verify', 'c-1']);
    expect(refused.exitCode).toBe(5);
    expect(seen.slice(-2)).toEqual(['GET Bearer the-second-token', 'GET Bearer the-first-token']);
  });

  it('has no configuration endpoint: the words say so', async () => {
    const { registration_client_uri: _, ...nowhere } = REGISTERED;
    await adopt({ ...nowhere, client_id: 'c-2' });
    const without = await tool.run(['client', 'verify', 'c-2']);
    expect([without.exitCode, without.stderr]).toEqual([2, expect.stringContaining('registration_client_uri')]);
    const { registration_access_token: __, ...tokenless } = REGISTERED;
    await adopt({ ...tokenless, client_id: 'c-3' });
    const closed = await tool.run(['client', 'delete', 'c-3', '--yes', '--confirm', 'adopted']);
    expect([closed.exitCode, closed.stderr]).toEqual([2, expect.stringContaining('registration access token')]);
    await adopt(REGISTERED);
    const missing = await tool.run(['client', 'verify', 'c-1']);
    expect([missing.exitCode, missing.stderr]).toEqual([9, expect.stringContaining('RFC 7592 is optional')]);
  });

  it('loses the answer to a deletion: exit 8; a 401 afterwards is read as «it is gone»', async () => {
    await adopt({ ...REGISTERED, client_id: 'c-4', registration_client_uri: '/register/c-4' });
    answers.set('DELETE', { status: 503 });
    const lost = await tool.json(['client', 'delete', 'c-4', '--yes', '--confirm', 'adopted']);
    expect(lost.exitCode).toBe(8);
    answers.set('GET', { status: 401 });
    const { exitCode, stderr } = await tool.run(['client', 'verify', 'c-4']);
    expect([exitCode, stderr]).toEqual([5, expect.stringMatching(/A deletion of this client was sent at 20/)]);
  });

  it.each([
    ['GET', 403, 5, ['verify']],
    ['GET', 429, 9, ['verify']],
    ['GET', 500, 9, ['verify']],
    ['PUT', 400, 6, ['update', '--set', 'client_uri=https://a.example', '--yes']],
    ['PUT', 405, 9, ['update', '--set', 'client_uri=https://a.example', '--yes']],
    ['PUT', 303, 8, ['update', '--set', 'client_uri=https://a.example', '--yes']],
    ['DELETE', 403, 5, ['delete', '--yes', '--confirm', 'adopted']],
    ['DELETE', 405, 9, ['delete', '--yes', '--confirm', 'adopted']],
    ['DELETE', 504, 8, ['delete', '--yes', '--confirm', 'adopted']],
  ])('answers %s with %i: exit %i', async (method, status, expected, [command = '', ...flags]) => {
    await adopt({ ...REGISTERED, client_id: 'c-5', registration_client_uri: '/register/c-5' });
    answers.set('GET', { status: 200, body: { ...REGISTERED, client_id: 'c-5' } });
    answers.set(method, { status });
    const { exitCode, stderr } = await tool.run(['client', command, 'c-5', ...flags]);
    expect(exitCode, stderr).toBe(expected);
    expect(seen.filter(line => line.startsWith(method))).toHaveLength(1);
  });
});
