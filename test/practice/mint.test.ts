import { describe, expect, test } from 'vitest';
import { mint, practice, send } from './practice-client.ts';

describe('minting at the practice server', () => {
  test('what was asked for is given and reported', async () => {
    const server = await practice();
    const before = Date.now();
    const { status, headers, json } = await mint(server, { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 });
    expect(status).toBe(201);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({ label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10, remaining_uses: 10 });
    expect(json['token']).toMatch(/^[\w-]{43}$/);
    expect(json['id']).not.toBe(json['token']);
    const issuedAt = Date.parse(`${json['issued_at']}`);
    expect(issuedAt).toBeGreaterThanOrEqual(before);
    expect(issuedAt).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(`${json['expires_at']}`)).toBe(issuedAt + 3_600_000);
  });

  test('an empty request gets an hour and one use, and members of another dialect are ignored', async () => {
    const server = await practice();
    expect((await mint(server, {})).json).toMatchObject({ label: '', expires_in: 3600, max_uses: 1 });
    const { status, json } = await mint(server, { max_usages: 5, count: 5, expiration: 60 });
    expect(status).toBe(201);
    expect(json).toMatchObject({ expires_in: 3600, max_uses: 1 });
  });

  test.each([
    ['not JSON', '{"label":', 'the body is not JSON'],
    ['not UTF-8 JSON', '', 'the body is not JSON'],
    ['an array', [], 'the body must be a JSON object'],
    ['null', 'null', 'the body must be a JSON object'],
    ['a lifetime of nothing', { expires_in: 0 }, 'expires_in must be an integer between 1 and 31536000'],
    ['a negative lifetime', { expires_in: -5 }, 'expires_in must be an integer'],
    ['half a second', { expires_in: 0.5 }, 'expires_in must be an integer'],
    ['a lifetime as text', { expires_in: '3600' }, 'expires_in must be an integer'],
    ['no lifetime', { expires_in: null }, 'expires_in must be an integer'],
    ['an endless lifetime', { expires_in: 1e15 }, 'expires_in must be an integer'],
    ['no uses', { max_uses: 0 }, 'max_uses must be an integer between 1 and 10000'],
    ['negative uses', { max_uses: -1 }, 'max_uses must be an integer'],
    ['uses as text', { max_uses: 'ten' }, 'max_uses must be an integer'],
    ['endless uses', { max_uses: Number.MAX_SAFE_INTEGER }, 'max_uses must be an integer'],
    ['a label that is no text', { label: 7 }, 'label must be a string'],
    ['a label without end', { label: 'x'.repeat(201) }, 'label must be a string of at most 200 characters'],
  ])('%s is refused with the reason', async (_what, body, reason) => {
    const { status, json } = await mint(await practice(), body);
    expect(status).toBe(400);
    expect(json['error']).toBe('invalid_request');
    expect(json['error_description']).toContain(reason);
  });

  test('no admin token, or another kind of credentials, is challenged without an error code', async () => {
    const server = await practice();
    for (const headers of [{}, { authorization: 'Basic YTpi' }]) {
      const answer = await send(server.initialAccessTokenEndpoint, { body: {}, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="practice"');
      expect(answer.json).toEqual({ error: 'invalid_token', error_description: 'no access token provided' });
    }
  });

  test('a wrong admin token, or that of an earlier start, is refused as invalid_token', async () => {
    const server = await practice();
    const earlier = await practice();
    expect(earlier.adminToken).not.toBe(server.adminToken);
    for (const bearer of ['wrong', earlier.adminToken, server.adminToken.slice(0, -1)]) {
      const answer = await send(server.initialAccessTokenEndpoint, { body: {}, bearer });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="practice", error="invalid_token"/);
      expect(answer.json['error']).toBe('invalid_token');
    }
  });

  test('«Bearer Bearer token» is a malformed request', async () => {
    const server = await practice();
    const answer = await send(server.initialAccessTokenEndpoint, { body: {}, bearer: `Bearer ${server.adminToken}` });
    expect(answer.status).toBe(400);
    expect(answer.json['error']).toBe('invalid_request');
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'] as const)('%s is not allowed, POST is', async method => {
    const server = await practice();
    const answer = await send(server.initialAccessTokenEndpoint, { method, bearer: server.adminToken });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST');
    expect(answer.json['error']).toBe('invalid_request');
  });

  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'a body of type %s is not taken',
    async type => {
      const server = await practice();
      const answer = await send(server.initialAccessTokenEndpoint, {
        bearer: server.adminToken,
        body: '{}',
        headers: { 'content-type': type ?? '' },
      });
      expect(answer.status).toBe(415);
      expect(answer.json['error_description']).toContain('application/json');
    },
  );

  test('a content type with a charset is taken', async () => {
    const server = await practice();
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    const answer = await send(server.initialAccessTokenEndpoint, { bearer: server.adminToken, body: '{}', headers });
    expect(answer.status).toBe(201);
  });

  test('a body without end is cut off with 413', async () => {
    const server = await practice();
    const answer = await mint(server, { label: 'x'.repeat(20_000) });
    expect(answer.status).toBe(413);
    expect(answer.json['error']).toBe('invalid_request');
    expect((await mint(server)).status).toBe(201);
  });

  test('an address that is no route is a 404 in JSON', async () => {
    const { status, json } = await send(`${(await practice()).url}/api/admin/clients`, { method: 'GET' });
    expect(status).toBe(404);
    expect(json['error']).toBe('not_found');
  });
});
