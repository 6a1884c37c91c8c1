import { expect, test } from 'vitest';
import { drills, findDrill } from '../../src/practice/drills.ts';
import type { PracticeServer } from '../../src/practice/practice-server.ts';
import { type Answer, mint, mintedToken, practice, register, SIMPLE_CLIENT, send, text } from './practice-client.ts';

const SEVEN = 'openid profile email offline_access admin.api application.all dcr.register';

/** A registration as a run with this drill would ask for it. */
async function drilledRegistration(server: PracticeServer): Promise<Answer> {
  const { redirectUris, set } = server.drill ?? {};
  const asked = { ...SIMPLE_CLIENT, ...(redirectUris ? { redirect_uris: redirectUris } : {}), ...set };
  return register(server, await mintedToken(server), asked);
}

const walks: Record<string, (server: PracticeServer) => Promise<void>> = {
  async 'iat-expired'(server) {
    const { status, json } = await mint(server, { expires_in: 3600, max_uses: 10 });
    expect(status).toBe(201);
    expect(json).toMatchObject({ expires_in: 3600, remaining_uses: 10 });
    expect(Date.parse(text(json, 'expires_at'))).toBeGreaterThan(Date.now() + 3_000_000);
    const refused = await register(server, text(json, 'token'));
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(refused.json).toEqual({ error: 'invalid_token', error_description: 'Expired initial access token' });
  },
  async 'iat-used-up'(server) {
    const { json } = await mint(server, { expires_in: 3600, max_uses: 10 });
    expect(json).toMatchObject({ max_uses: 10, remaining_uses: 10 });
    const refused = await register(server, text(json, 'token'));
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual({
      error: 'invalid_token',
      error_description: 'No remaining count on initial access token',
    });
  },
  async 'https-only'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(400);
    expect(refused.json['error']).toBe('invalid_redirect_uri');
    expect(refused.json['error_description']).toContain('http://app.practice.example/auth/callback');
    const loopback = { application_type: 'native', redirect_uris: ['http://127.0.0.1/cb'] };
    expect((await register(server, await mintedToken(server), loopback)).status).toBe(201);
    expect((await register(server, await mintedToken(server), { redirect_uris: 'x' })).status).toBe(400);
  },
  async 'scope-narrowed'(server) {
    const { status, json } = await drilledRegistration(server);
    expect(status).toBe(201);
    expect(server.drill?.set).toEqual({ scope: SEVEN });
    expect(json['scope']).toBe('openid profile email');
  },
  async 'scope-refused'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(400);
    expect(refused.json['error']).toBe('invalid_client_metadata');
    expect(refused.json['error_description']).toMatch(/^scope must only contain/);
    const discovery = await send(`${server.issuer}/.well-known/openid-configuration`, { method: 'GET' });
    expect(discovery.json['scopes_supported']).not.toContain('admin.api');
  },
  async 'dcr-disabled'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual({
      error: 'access_denied',
      error_description: 'Client registration is disabled',
    });
  },
  async 'admin-refused'(server) {
    const refused = await mint(server);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('error_description="The access token expired"');
    expect(refused.json).toEqual({ error: 'invalid_token', error_description: 'The access token expired' });
  },
  async 'admin-without-scope'(server) {
    const refused = await mint(server);
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toMatch(/error="insufficient_scope".*scope="admin\.api"/);
    expect(refused.json['error']).toBe('insufficient_scope');
  },
  async slow(server) {
    const delay = server.drill?.server.answerDelayMs ?? 0;
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(15_000);
    const iat = await mintedToken(server);
    const sentAt = performance.now();
    expect((await register(server, iat)).status).toBe(201);
    // A timer may fire a millisecond early.
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(delay - 2);
  },
  async 'cut-after-send'(server) {
    const iat = await mintedToken(server, { max_uses: 1 });
    await expect(register(server, iat)).rejects.toMatchObject({ code: 'ECONNRESET' });
    // The only use is spent: the client was registered.
    expect((await register(server, iat)).status).toBe(401);
  },
  async 'html-page'(server) {
    const page = await drilledRegistration(server);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.text).toMatch(/^<!DOCTYPE html>/);
  },
  async 'rate-limited'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.json['error']).toBe('too_many_requests');
  },
  async unavailable(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(503);
    expect(refused.text).toBe('no healthy upstream');
  },
};

test.each(drills.map(drill => [drill.name, drill.trouble]))('%s: %s', async name => {
  const walk = walks[name];
  if (!walk) throw new Error(`nobody walks the drill ${name}`);
  const server = await practice({ drill: name });
  expect(server.drill).toBe(findDrill(name));
  await walk(server);
});

test('the same requests meet no trouble without a drill', async () => {
  const server = await practice();
  expect(server).not.toHaveProperty('drill');
  for (const { redirectUris, set } of drills) {
    const asked = { ...SIMPLE_CLIENT, ...(redirectUris ? { redirect_uris: redirectUris } : {}), ...set };
    const { status, json } = await register(server, await mintedToken(server), asked);
    expect(status).toBe(201);
    expect(json).toMatchObject(asked);
  }
});

test('a drill does not spare whoever has the wrong admin token', async () => {
  const server = await practice({ drill: 'admin-without-scope' });
  const answer = await send(server.initialAccessTokenEndpoint, { bearer: 'wrong', body: {} });
  expect(answer.status).toBe(401);
});

test('no two drills share a name, and each is one line', () => {
  expect(new Set(drills.map(drill => drill.name)).size).toBe(drills.length);
  for (const drill of drills) expect(drill.trouble).toMatch(/^[^\n]{10,80}$/);
  expect(findDrill('no-such')).toBeUndefined();
});
