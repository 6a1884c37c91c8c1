import { describe, expect, test } from 'vitest';
import { explained } from '../../src/cli/doctor/explained.ts';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { examined, only, troubles, type Wish } from './examining.ts';

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';
type Document = Record<string, unknown> | ((base: string) => Record<string, unknown>);

/** Publishes documents at these paths (`issuer` and `registration_endpoint` as they should be, unless said otherwise). */
function publishing(documents: Record<string, Document>, issuerPath = ''): Promise<LocalServer> {
  return httpServer((request, response) => {
    const base = `http://${request.headers.host}`;
    const path = request.url ?? '';
    const document = documents[path];
    if (document === undefined) return response.writeHead(path === '/register' ? 401 : 404).end();
    const more = typeof document === 'function' ? document(base) : document;
    const whole = { issuer: base + issuerPath, registration_endpoint: `${base}/register`, ...more };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
  });
}

const examinedAt = ({ url }: LocalServer, issuerPath = '', wish: Partial<Wish> = {}) =>
  examined({ ...wish, server: { url, ...(issuerPath !== '' && { issuer: url + issuerPath }), ...wish.server } });

describe('metadata is found wherever a server keeps it', () => {
  test.each([
    ['RFC 8414', `${OAUTH}/api`],
    ['OpenID Connect Discovery', `/api${OPENID}`],
    ['OpenID Connect, placed as by RFC 8414', `${OPENID}/api`],
    ['RFC 8414, placed as by OpenID Connect', `/api${OAUTH}`],
  ])('%s', async (_, path) => {
    await using server = await publishing({ [path]: {} }, '/api');
    const checks = await examinedAt(server, '/api');
    expect(troubles(checks)).toEqual([]);
    const { seen } = only(checks, 'discovery', 'metadata');
    expect(seen).toContain(`200 at ${server.url}${path}`);
    expect(seen).toMatch(/404 at [^;]*, [^;]*, [^;]*/);
    expect(only(checks, 'endpoints', 'registration').seen).toContain(`${server.url}/register is there`);
  });

  test('and where there is none, a named endpoint does', async () => {
    await using server = await publishing({});
    const checks = await examinedAt(server, '', {
      server: { url: server.url, registration_endpoint: `${server.url}/register` },
    });
    expect(troubles(checks)).toEqual([]);
    expect(only(checks, 'discovery', 'metadata').because).toContain('publishes no metadata');
  });

  test('and where there is none although the issuer is named, that needs a look', async () => {
    await using server = await publishing({});
    const named = { url: server.url, issuer: `${server.url}/api`, registration_endpoint: `${server.url}/register` };
    expect(troubles(await examined({ server: named }))).toEqual(['discovery metadata warning']);
  });

  test('and where there is none and none is named, that is what is wrong', async () => {
    await using server = await publishing({});
    const checks = await examinedAt(server);
    expect(troubles(checks)).toEqual(['endpoints registration failed']);
    expect(only(checks, 'endpoints', 'registration').seen).toBe('none is named, and none was discovered');
  });
});

describe('metadata that cannot be used', () => {
  test('is of another issuer on the same origin', async () => {
    await using server = await publishing({ [OPENID]: base => ({ issuer: `${base}/realms/a` }) });
    const issuer = explained(only(await examinedAt(server), 'discovery', 'issuer'));
    expect(issuer).toMatchObject({ status: 'failed', cause: 'discovery.wrong_url' });
    expect(issuer.try).toEqual([expect.stringContaining(`--issuer ${server.url}/realms/a`)]);
  });

  test('is of another origin', async () => {
    await using server = await publishing({ [OPENID]: { issuer: 'http://internal.example:8080' } });
    const issuer = only(await examinedAt(server), 'discovery', 'issuer');
    expect(issuer).toMatchObject({ status: 'failed', cause: 'discovery.origin_mismatch' });
  });

  test('is of another issuer, which matters less where the endpoint is named', async () => {
    await using server = await publishing({ [OPENID]: { issuer: 'http://internal.example' } });
    const named = { url: server.url, registration_endpoint: `${server.url}/register` };
    expect(troubles(await examinedAt(server, '', { server: named }))).toEqual(['discovery issuer warning']);
  });

  test('names no registration endpoint', async () => {
    await using server = await publishing({ [OPENID]: { registration_endpoint: undefined } });
    expect(explained(only(await examinedAt(server), 'discovery', 'registration_endpoint'))).toMatchObject({
      status: 'failed',
      cause: 'dcr.not_advertised',
      try: expect.any(Array),
    });
  });

  test.each([
    ['a web page for every address', 200, '<!doctype html><html><title>Sign in</title></html>', 'with a web page'],
    ['a list', 200, '[]', 'with no JSON object'],
    ['no issuer', 200, '{"registration_endpoint":"https://x.example/r"}', 'without an issuer'],
    ['an error', 500, '', '500 at'],
  ])('is %s', async (_, status, body, seen) => {
    await using server = await httpServer((_request, response) => response.writeHead(status).end(body));
    const metadata = only(await examinedAt(server), 'discovery', 'metadata');
    expect(metadata).toMatchObject({ status: 'failed', cause: 'discovery.wrong_url' });
    expect(metadata.seen).toContain(seen);
  });

  test('is a redirect, which is not followed', async () => {
    await using server = await httpServer((request, response) =>
      response.writeHead(request.url === '/' ? 200 : 302, { location: 'https://login.example/?code=1' }).end(),
    );
    const metadata = only(await examinedAt(server), 'discovery', 'metadata');
    expect(metadata.seen).toContain('302 to https://login.example/ at');
    expect(metadata.status).toBe('failed');
  });
});

describe('a registration endpoint', () => {
  test('that differs from the configured one', async () => {
    await using server = await publishing({ [OPENID]: {} });
    const configured = { url: server.url, registration_endpoint: `${server.url}/dcr` };
    const checks = await examinedAt(server, '', { server: configured });
    expect(only(checks, 'discovery', 'registration_endpoint')).toMatchObject({
      status: 'warning',
      try: [expect.stringContaining(`--registration-endpoint ${server.url}/register`)],
    });
    expect(only(checks, 'endpoints', 'registration').status).toBe('failed');
  });

  test('on another origin', async () => {
    await using other = await publishing({});
    await using server = await publishing({ [OPENID]: { registration_endpoint: `${other.url}/register` } });
    const checks = await examinedAt(server);
    expect(only(checks, 'discovery', 'registration_endpoint')).toMatchObject({
      status: 'warning',
      try: [expect.stringContaining(`--allow-origin ${other.url}`)],
    });
    expect(only(checks, 'endpoints', 'registration').status).toBe('ok');
  });

  test('on which two documents of the server disagree', async () => {
    await using server = await publishing({
      [OPENID]: {},
      [OAUTH]: base => ({ registration_endpoint: `${base}/old` }),
    });
    const { status, seen } = only(await examinedAt(server), 'discovery', 'registration_endpoint');
    expect(status).toBe('warning');
    expect(seen).toContain(`${server.url}/old`);
  });
});

describe('what the runbook asks for is held against what the server offers', () => {
  const asked = {
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['authorization_code'],
    scope: 'openid admin.api',
    token_endpoint_auth_signing_alg: 'ES256',
  };

  test('and each lack is named', async () => {
    await using server = await publishing({
      [OPENID]: {
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
        grant_types_supported: ['authorization_code'],
        scopes_supported: ['openid'],
        token_endpoint_auth_signing_alg_values_supported: ['RS256'],
      },
    });
    const checks = await examinedAt(server, '', { asked });
    expect(troubles(checks)).toEqual([
      'discovery methods warning',
      'discovery scopes warning',
      'discovery algorithms warning',
    ]);
    expect(only(checks, 'discovery', 'scopes').seen).toContain('admin.api');
    expect(only(checks, 'discovery', 'grants').status).toBe('ok');
  });

  test('and where the server lists nothing, nothing is said', async () => {
    await using server = await publishing({ [OPENID]: {} });
    const checks = await examinedAt(server, '', { asked });
    expect(troubles(checks)).toEqual([]);
    expect(only(checks, 'discovery', 'methods').status).toBe('skipped');
  });
});
