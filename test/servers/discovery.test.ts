import { describe, expect, test } from 'vitest';
import { type AuthorizationServer, DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';
import { discover, metadataUrls } from '../../src/servers/discovery.ts';
import { httpServer, type LocalServer, rawServer } from '../support/local-server.ts';
import { testHttp } from './sending.ts';

const options = { newRequestId: () => 'req-1', retryDelaysMs: [1, 1] };

function at(url: string, more: Partial<AuthorizationServer> = {}): AuthorizationServer {
  return { url, wire: DEFAULT_WIRE, ...more };
}

type Page = { status?: number; headers?: Record<string, string>; body: unknown };

/** Serves pages by path; `{origin}` in them is the server's own. Several pages for a path are served in turn. */
function serving(pages: Record<string, Page | Page[]>): Promise<LocalServer> {
  const served = new Map<string, number>();
  return httpServer((request, response) => {
    const path = request.url ?? '';
    const turn = served.get(path) ?? 0;
    served.set(path, turn + 1);
    const list = [pages[path] ?? { status: 404, body: 'not found' }].flat();
    const page = list[Math.min(turn, list.length - 1)];
    const body = typeof page?.body === 'string' ? page.body : JSON.stringify(page?.body);
    response.writeHead(page?.status ?? 200, page?.headers);
    response.end(body.replaceAll('{origin}', `http://${request.headers.host}`));
  });
}

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';
const rootDocument = { issuer: '{origin}', registration_endpoint: '{origin}/register' };
const pathDocument = { issuer: '{origin}/api/oidc', registration_endpoint: '{origin}/api/oidc/dcr/register' };

describe('metadata is looked for', () => {
  test('by both documents and both ways to write their address', () => {
    expect(metadataUrls('https://idp.example')).toEqual([
      `https://idp.example${OAUTH}`,
      `https://idp.example${OPENID}`,
    ]);
    expect(metadataUrls('https://idp.example:8443/realms/a/')).toEqual([
      `https://idp.example:8443${OAUTH}/realms/a`,
      `https://idp.example:8443/realms/a${OPENID}`,
      `https://idp.example:8443${OPENID}/realms/a`,
      `https://idp.example:8443/realms/a${OAUTH}`,
    ]);
  });

  test.each(metadataUrls('https://idp.example/api/oidc').map(url => url.slice('https://idp.example'.length)))(
    'and found at %s',
    async path => {
      await using server = await serving({ [path]: { body: pathDocument } });
      await using http = testHttp();
      const found = await discover(http, at(`${server.url}/`, { issuer: `${server.url}/api/oidc` }), options);
      expect(found).toMatchObject({
        ok: true,
        value: {
          registration_endpoint: `${server.url}/api/oidc/dcr/register`,
          issuer: `${server.url}/api/oidc`,
          metadata: { issuer: `${server.url}/api/oidc` },
        },
      });
      expect(
        server.arrived.every(({ method, headers }) => method === 'GET' && headers.authorization === undefined),
      ).toBe(true);
    },
  );

  test('from the server where there is no issuer, a slash at the end meaning nothing', async () => {
    await using server = await serving({ [OAUTH]: { body: { ...rootDocument, issuer: '{origin}/' } } });
    await using http = testHttp();
    const found = await discover(http, at(server.url), options);
    expect(found).toMatchObject({ ok: true, value: { issuer: `${server.url}/` } });
  });

  test('on, where a document has no registration_endpoint or is somebody else’s', async () => {
    await using server = await serving({
      [OAUTH]: { body: { issuer: '{origin}' } },
      [OPENID]: { body: rootDocument },
    });
    await using http = testHttp();
    expect(await discover(http, at(server.url), options)).toMatchObject({ ok: true });
    expect(server.arrived.map(({ url }) => url)).toEqual([OAUTH, OPENID]);
  });

  test('and what is configured wins', async () => {
    await using server = await serving({ [OAUTH]: { body: rootDocument } });
    await using http = testHttp();
    const configured = at(server.url, { registration_endpoint: 'https://other.example/dcr', issuer: server.url });
    const found = await discover(http, configured, options);
    expect(found).toMatchObject({ ok: true, value: { registration_endpoint: 'https://other.example/dcr' } });
  });
});

describe('no endpoint is found', () => {
  test('where the document is of another issuer: both are named', async () => {
    await using server = await serving({ [OAUTH]: { body: { ...rootDocument, issuer: 'https://evil.example' } } });
    await using http = testHttp();
    const found = await discover(http, at(server.url), options);
    expect(found).toMatchObject({ ok: false, failure: { kind: 'unexpected-answer', stage: 'discover' } });
    const problem = !found.ok && found.failure.kind === 'unexpected-answer' ? found.failure.problem : '';
    expect(problem).toContain('https://evil.example');
    expect(problem).toContain(server.url);
    expect(problem).toContain(`${server.url}${OPENID}: answered 404`);
  });

  test.each([
    ['no JSON', { body: '<html>' }, 'no JSON object'],
    ['no issuer', { body: { registration_endpoint: '{origin}/register' } }, 'names no issuer'],
    ['no registration_endpoint', { body: { issuer: '{origin}' } }, 'no registration_endpoint'],
    ['a relative one', { body: { ...rootDocument, registration_endpoint: '/register' } }, 'is no URL: /register'],
    ['control characters', { body: { ...rootDocument, registration_endpoint: 'x\u001b[2J' } }, 'is no URL: x[2J'],
    ['a list', { body: { ...rootDocument, registration_endpoint: ['https://idp.example'] } }, 'is no string'],
    ['a redirect instead', { status: 302, headers: { location: 'https://evil.example/' }, body: '' }, 'answered 302'],
    ['a failure instead', { status: 500, body: '' }, 'answered 500'],
  ])('where the document has %s', async (_, page, problem) => {
    await using server = await serving({ [OAUTH]: page });
    await using http = testHttp();
    const found = await discover(http, at(server.url), options);
    expect(found).toMatchObject({
      ok: false,
      failure: { kind: 'unexpected-answer', problem: expect.stringContaining(problem) },
    });
  });

  test('where nobody listens: it says so at once', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    await using http = testHttp();
    expect(await discover(http, at(`${server.url}/api`), options)).toMatchObject({
      ok: false,
      failure: { kind: 'unreachable', stage: 'discover', code: 'ECONNREFUSED', url: `${server.url}${OAUTH}/api` },
    });
  });

  test('where the server hangs: the other addresses are not waited for as well', async () => {
    await using server = await httpServer();
    await using http = testHttp({ timeoutMs: 100 });
    expect(await discover(http, at(`${server.url}/api`), options)).toMatchObject({
      ok: false,
      failure: { kind: 'no-answer', code: 'TIMEOUT' },
    });
    expect(server.arrived).toHaveLength(1);
  });
});

describe('a passing trouble', () => {
  test.each([429, 502, 503, 504])('(%i) is asked about again', async status => {
    await using server = await serving({
      [OAUTH]: [{ status, headers: { 'retry-after': '0' }, body: '' }, { status, body: '' }, { body: rootDocument }],
    });
    await using http = testHttp();
    expect(await discover(http, at(server.url), options)).toMatchObject({ ok: true });
    expect(server.arrived).toHaveLength(3);
  });

  test('is not asked about for ever', async () => {
    await using server = await serving({ [OAUTH]: { status: 503, body: '' }, [OPENID]: { status: 503, body: '' } });
    await using http = testHttp();
    expect(await discover(http, at(server.url), options)).toMatchObject({ ok: false, failure: { status: 503 } });
    expect(server.arrived).toHaveLength(6);
  });

  test.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
    'of an hour (%s) is not waited for',
    async wait => {
      await using server = await serving({ [OAUTH]: { status: 503, headers: { 'retry-after': wait }, body: '' } });
      await using http = testHttp();
      expect(await discover(http, at(server.url), options)).toMatchObject({ ok: false });
      expect(server.arrived).toHaveLength(2);
    },
  );

  test('of a broken connection is tried again, and named when it stays', async () => {
    await using server = await rawServer(socket => socket.once('data', () => socket.resetAndDestroy()));
    await using http = testHttp();
    const found = await discover(http, at(server.url), options);
    expect(found).toMatchObject({ ok: false, failure: { kind: 'no-answer', stage: 'discover' } });
    expect(server.connections()).toBe(6);
  });
});
