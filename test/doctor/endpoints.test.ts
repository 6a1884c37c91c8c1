import type { OutgoingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { examined, only } from './examining.ts';

type Said = { status: number; headers?: OutgoingHttpHeaders; body?: string };
const NOTHING: Said = { status: 404, body: 'Not Found' };
const PAGE = '<!doctype html><html><head><title>App</title></head></html>';

/** What `METHOD /path` is answered with; anything else gets `otherwise`. */
function speaking(answers: Record<string, Said>, otherwise: Said = NOTHING): Promise<LocalServer> {
  return httpServer((request, response) => {
    const { status, headers = {}, body = '' } = answers[`${request.method} ${request.url}`] ?? otherwise;
    response.writeHead(status, headers).end(body);
  });
}

async function registrationAt({ url }: LocalServer) {
  return only(
    await examined({ server: { url, registration_endpoint: `${url}/register` } }),
    'endpoints',
    'registration',
  );
}

describe('an endpoint that is there', () => {
  test.each<[string, Record<string, Said>, Said?]>([
    ['wants a token', { 'GET /register': { status: 401 } }],
    ['forbids without one', { 'GET /register': { status: 403, body: '{"error":"forbidden"}' } }],
    ['takes only POST, and says so', { 'GET /register': { status: 405, headers: { allow: 'POST' } } }],
    ['takes only POST, and does not say so', { 'GET /register': { status: 405 } }],
    ['answers OPTIONS alone', { 'OPTIONS /register': { status: 200, headers: { allow: 'POST' } } }],
    [
      'hides itself from GET and OPTIONS, but not what lies below it',
      { 'GET /register/dcr-runbook-doctor': { status: 401 } },
    ],
    [
      'gives a page to browsers, and takes POST',
      {
        'GET /register': { status: 200, body: PAGE },
        'OPTIONS /register': { status: 204, headers: { allow: 'GET, POST' } },
      },
    ],
    ['is behind a guard that wants a token everywhere', {}, { status: 401 }],
  ])('and %s', async (_, answers, otherwise) => {
    await using server = await speaking(answers, otherwise);
    expect(await registrationAt(server)).toMatchObject({ status: 'ok' });
  });
});

describe('an endpoint that is not there, or not what it should be', () => {
  test.each<[string, Record<string, Said>, Said, string, string]>([
    ['nothing answers', {}, NOTHING, 'failed', 'is not there'],
    ['a web application answers everywhere', {}, { status: 200, body: PAGE }, 'failed', 'any address near it'],
    [
      'a web page answers there',
      { 'GET /register': { status: 200, body: PAGE } },
      NOTHING,
      'failed',
      'gives a web page',
    ],
    [
      'POST is not taken',
      { 'GET /register': { status: 405, headers: { allow: 'PUT' } } },
      NOTHING,
      'failed',
      'not POST',
    ],
    ['a gateway reaches nobody', { 'GET /register': { status: 502 } }, NOTHING, 'failed', 'gateway'],
    ['it fails', { 'GET /register': { status: 500 } }, NOTHING, 'warning', 'fails on a GET'],
    ['a firewall shows a page', { 'GET /register': { status: 403, body: PAGE } }, NOTHING, 'warning', 'firewalls'],
    ['too many came', { 'GET /register': { status: 429 } }, NOTHING, 'warning', 'too many'],
    [
      'it sends on',
      { 'GET /register': { status: 308, headers: { location: '/register/' } } },
      NOTHING,
      'warning',
      'redirects to',
    ],
    [
      'OPTIONS is answered alike for every address',
      {
        'OPTIONS /register': { status: 200, headers: { allow: 'GET,POST' } },
        'OPTIONS /dcr-runbook-doctor-nowhere': { status: 200, headers: { allow: 'GET,POST' } },
      },
      NOTHING,
      'failed',
      'is not there',
    ],
    ['everything gets the same answer', {}, { status: 400 }, 'warning', 'cannot be told'],
  ])('because %s', async (_, answers, otherwise, status, seen) => {
    await using server = await speaking(answers, otherwise);
    const check = await registrationAt(server);
    expect(check.status).toBe(status);
    expect(check.seen).toContain(seen);
    expect(check.try ?? check.cause).toBeDefined();
  });
});

test('nothing but GET and OPTIONS is sent, and no token', async () => {
  await using server = await speaking({});
  const { url } = server;
  await examined({
    server: { url, initial_access_token_endpoint: `${url}/mint`, registration_endpoint: `${url}/register` },
  });
  expect(new Set(server.arrived.map(({ method }) => method))).toEqual(new Set(['GET', 'OPTIONS']));
  expect(server.arrived.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  expect(server.arrived.filter(({ body }) => body !== '')).toEqual([]);
});

describe('where only a server is named, the paths of the documented flow are tried', () => {
  const guesses = (url: string) => ({
    initial_access_token_endpoint: `${url}/mint`,
    registration_endpoint: `${url}/register`,
  });

  test('and taken where they are there', async () => {
    await using server = await speaking({ 'GET /register': { status: 401 }, 'GET /mint': { status: 405 } });
    const checks = await examined({ server: { url: server.url }, guesses: guesses(server.url) });
    expect(checks.filter(({ layer }) => layer === 'endpoints')).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
  });

  test('and where they are not, that is no fault of theirs', async () => {
    await using server = await speaking({});
    const checks = await examined({ server: { url: server.url }, guesses: guesses(server.url) });
    expect(only(checks, 'endpoints', 'mint')).toMatchObject({ status: 'skipped' });
    expect(only(checks, 'endpoints', 'registration').seen).toContain('nobody named one');
  });
});
