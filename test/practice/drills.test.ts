import { once } from 'node:events';
import { connect } from 'node:tls';
import { Agent } from 'undici';
import { expect, test } from 'vitest';
import type { CannedAnswer, Drill } from '../../src/practice/drill.ts';
import { drills, findDrill } from '../../src/practice/drills.ts';
import type { PracticeServer } from '../../src/practice/practice-server.ts';
import {
  type Answer,
  mint,
  mintedToken,
  practice,
  publicKeys,
  register,
  SIMPLE_CLIENT,
  send,
  text,
} from './practice-client.ts';

const SEVEN = 'openid profile email offline_access admin.api application.all dcr.register';

/** What a run with this drill would ask for. */
function askedWith({ redirectUris, set }: Pick<Drill, 'redirectUris' | 'set'> = {}) {
  return { ...SIMPLE_CLIENT, ...(redirectUris ? { redirect_uris: redirectUris } : {}), ...set };
}

async function drilledRegistration(server: PracticeServer, more: Record<string, unknown> = {}): Promise<Answer> {
  return register(server, await mintedToken(server), { ...askedWith(server.drill), ...more });
}

const walks: Record<string, (server: PracticeServer, trouble: Drill['server']) => Promise<void>> = {
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
  async 'iat-revoked'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(401);
    expect(refused.json['error_description']).toBe('Initial access token not found or revoked');
  },
  async 'iat-missing'(server) {
    expect(server.drill?.withoutToken).toBe(true);
    const refused = await send(server.registrationEndpoint, { body: SIMPLE_CLIENT });
    expect(refused.status).toBe(401);
    expect(refused.json['error_description']).toBe('no access token provided');
  },
  async 'iat-short'(server) {
    const expiresIn = server.drill?.expiresIn ?? 0;
    expect(expiresIn).toBeGreaterThan(10);
    expect(expiresIn).toBeLessThan(60);
    expect((await mint(server, { expires_in: expiresIn })).json['expires_in']).toBe(expiresIn);
  },
  async 'unknown-host'(server) {
    await expect(mint(server)).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  },
  async 'connection-refused'(server) {
    await expect(mint(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  },
  async 'unknown-authority'(server) {
    expect(server.authority).toBeUndefined();
    await expect(mint(server)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  },
  async 'certificate-expired'(server) {
    await expect(mintTrusting(server)).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  },
  async 'certificate-name'(server) {
    await expect(mintTrusting(server)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    // It is a certificate of that other host.
    expect((await mintTrusting(server, { servername: 'idp.practice.example' })).status).toBe(201);
  },
  async 'client-certificate'(server) {
    const { hostname, port } = new URL(server.url);
    // undici would only tell of the closing that comes after the alert.
    const socket = connect({ host: hostname, port: Number(port), ca: server.authority ?? '' });
    const [error] = await once(socket.resume(), 'error');
    expect(error).toMatchObject({ code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
  },
  async 'https-to-http'(server) {
    expect(server.url).toMatch(/^https:/);
    await expect(mint(server)).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_SSL_/) });
  },
  async 'clock-off'(server, trouble) {
    const refused = await mint(server);
    expectAnswer(refused, trouble.mintAnswer ?? { status: 0, body: '' });
    const behind = (Date.now() - Date.parse(refused.headers['date'] ?? '')) / 1000;
    expect(behind).toBeGreaterThan(1790);
    expect(behind).toBeLessThan(1860);
  },
  async timeout(server, { answerDelayMs = 0 }) {
    expect(answerDelayMs).toBeGreaterThan((server.drill?.timeoutMs ?? 0) * 10);
  },
  async 'half-answer'(server) {
    const iat = await mintedToken(server, { max_uses: 1 });
    await expect(register(server, iat)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await register(server, iat)).status).toBe(401);
  },
  async 'redirect-fragment'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(400);
    expect(refused.json['error_description']).toContain('fragment');
  },
  async 'redirect-wildcard'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.json['error_description']).toContain('https://*.practice.example/auth/callback');
    expect((await register(server, await mintedToken(server))).status).toBe(201);
  },
  async 'keys-missing'(server) {
    const refused = await drilledRegistration(server, { token_endpoint_auth_method: 'private_key_jwt' });
    expect(refused.status).toBe(400);
    expect(refused.json['error_description']).toMatch(/jwks/);
  },
  async 'jwks-uri-wanted'(server) {
    const refused = await drilledRegistration(server, { jwks: await publicKeys('RS256') });
    expect(refused.json['error_description']).toBe('jwks is not supported, provide a jwks_uri');
    expect((await drilledRegistration(server)).status).toBe(201);
  },
  async 'auth-method'(server) {
    const asked = { token_endpoint_auth_method: 'private_key_jwt', jwks: await publicKeys('ES256') };
    const refused = await drilledRegistration(server, asked);
    expect(refused.json['error_description']).toMatch(/^token_endpoint_auth_method private_key_jwt is not supported/);
    expect((await drilledRegistration(server)).status).toBe(201);
  },
  async 'grant-type'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.json['error_description']).toMatch(/^Grant type client_credentials/);
    expect((await register(server, await mintedToken(server))).status).toBe(201);
  },
  async 'member-missing'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(422);
    expect(refused.json).toEqual({ detail: [{ type: 'missing', loc: ['body', 'contacts'], msg: 'Field required' }] });
    expect((await drilledRegistration(server, { contacts: ['ops@app.example'] })).status).toBe(201);
  },
  async 'software-statement'(server) {
    const refused = await drilledRegistration(server);
    expect(refused.status).toBe(400);
    expect(refused.json['error']).toBe('invalid_software_statement');
  },
  async 'method-replaced'(server) {
    const { status, json } = await drilledRegistration(server, { token_endpoint_auth_method: 'none' });
    expect(status).toBe(201);
    expect(json).toMatchObject({ token_endpoint_auth_method: 'client_secret_basic', client_secret_expires_at: 0 });
  },
  async 'status-200'(server) {
    const { status, json } = await drilledRegistration(server);
    expect(status).toBe(200);
    expect(json['client_id']).toEqual(expect.any(String));
  },
  async 'secret-without-end'(server) {
    const { json } = await drilledRegistration(server, { token_endpoint_auth_method: 'none' });
    expect(json['client_secret']).toEqual(expect.any(String));
    expect(json).not.toHaveProperty('client_secret_expires_at');
  },
  async 'relative-client-uri'(server) {
    expect((await drilledRegistration(server)).json['registration_client_uri']).toMatch(/^\/api\//);
  },
  async 'no-client-id'(server) {
    const { status, json } = await drilledRegistration(server);
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('client_id');
  },
};

async function mintTrusting(server: PracticeServer, more: { servername?: string } = {}): Promise<Answer> {
  const dispatcher = new Agent({ connect: { ca: server.authority ?? '', ...more } });
  return mint(server, undefined, dispatcher);
}

/** A drill of nothing but a canned answer is walked by its own words. */
async function walkAlone(
  server: PracticeServer,
  { mintAnswer, registrationAnswer, adminTokenClaims, helpsAnotherAdminToken }: Drill['server'],
) {
  if (mintAnswer) expectAnswer(await mint(server), mintAnswer);
  if (registrationAnswer) expectAnswer(await drilledRegistration(server), registrationAnswer);
  if (adminTokenClaims) expect(claimsOf(server.adminToken)).toMatchObject({ ...adminTokenClaims, iss: server.issuer });
  if (helpsAnotherAdminToken) {
    const spare = await mint({ ...server, adminToken: server.spareAdminToken ?? '' });
    expect(spare.status).toBe(201);
  }
}

function expectAnswer(given: Answer, { status, headers = {}, body }: CannedAnswer): void {
  expect(given.status).toBe(status);
  expect(given.headers).toMatchObject(headers);
  if (typeof body === 'string') expect(given.text).toBe(body);
  else expect(given.json).toEqual(body);
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

const CANNED = ['mintAnswer', 'registrationAnswer', 'adminTokenClaims', 'helpsAnotherAdminToken'];

test.each(drills.map(drill => [drill.name, drill.trouble]))('%s: %s', async name => {
  const server = await practice({ drill: name });
  expect(server.drill).toBe(findDrill(name));
  const trouble = server.drill?.server ?? {};
  const isCanned = Object.keys(trouble).length > 0 && Object.keys(trouble).every(part => CANNED.includes(part));
  const walk = walks[name] ?? (isCanned ? walkAlone : undefined);
  if (!walk) throw new Error(`nobody walks the drill ${name}`);
  await walk(server, trouble);
});

test('the same requests meet no trouble without a drill', async () => {
  const server = await practice();
  expect(server).not.toHaveProperty('drill');
  // Those are refused by the provider itself.
  const served = drills.filter(({ name }) => !['redirect-fragment', 'keys-missing'].includes(name));
  for (const drill of served) {
    const asked = askedWith(drill);
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
