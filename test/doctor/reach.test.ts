import { describe, expect, test } from 'vitest';
import { explained } from '../../src/cli/doctor/explained.ts';
import { httpServer, rawServer, saying } from '../support/local-server.ts';
import { examined, inWords, only, troubles } from './examining.ts';

const QUICK = { probeMs: 150, totalMs: 1000 };

describe('a server that is not reached', () => {
  test('because its name does not exist: that is said once, and all above is passed over', async () => {
    const checks = await examined({ server: { url: 'https://does-not-exist.invalid' } });
    expect(troubles(checks)).toEqual(['dns addresses failed']);
    const dns = explained(only(checks, 'dns', 'addresses'));
    expect(dns.seen).toContain('does-not-exist.invalid');
    expect(dns).toMatchObject({ cause: 'network.dns', try: [expect.stringContaining('spelling'), expect.anything()] });
    expect(only(checks, 'tcp', 'connection')).toMatchObject({
      status: 'skipped',
      because: 'the name does not resolve',
    });
    expect(inWords(checks)).toContain('endpoints registration skipped');
  });

  test('because nobody listens', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const checks = await examined({ server: { url: server.url, registration_endpoint: `${server.url}/register` } });
    expect(troubles(checks)).toEqual(['tcp connection failed']);
    const tcp = explained(only(checks, 'tcp', 'connection'));
    expect(tcp).toMatchObject({
      cause: 'network.refused',
      seen: `127.0.0.1:${server.port}: nothing takes connections at that port (ECONNREFUSED)`,
    });
    expect(only(checks, 'dns', 'addresses').status).toBe('ok');
  });

  test('at one of two origins: only what is there is passed over', async () => {
    const gone = await rawServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    await using server = await httpServer((_, response) => response.writeHead(401).end());
    const checks = await examined({
      server: {
        url: server.url,
        registration_endpoint: `${server.url}/register`,
        initial_access_token_endpoint: `${gone.url}/mint`,
      },
    });
    expect(checks.filter(({ layer }) => layer === 'tcp')).toMatchObject([
      { status: 'ok', origin: server.url },
      { status: 'failed', origin: gone.url },
    ]);
    expect(only(checks, 'endpoints', 'mint').status).toBe('skipped');
    expect(only(checks, 'endpoints', 'registration').status).toBe('ok');
  });
});

describe('a server that is reached', () => {
  test('and says nothing: the probe gives up, and nothing above is waited for', async () => {
    await using server = await httpServer();
    const checks = await examined({
      server: { url: server.url, registration_endpoint: `${server.url}/register` },
      bounds: QUICK,
    });
    expect(troubles(checks)).toEqual(['http answer failed']);
    expect(only(checks, 'http', 'answer').seen).toContain('no answer came within 0.15 s');
    expect(server.arrived).toHaveLength(1);
  });

  test('and takes the connection without a TLS handshake', async () => {
    await using server = await rawServer(() => undefined);
    const checks = await examined({ server: { url: server.url.replace('http:', 'https:') }, bounds: QUICK });
    expect(only(checks, 'tls', 'handshake')).toMatchObject({
      status: 'failed',
      seen: 'the handshake was not over within 0.15 s',
    });
    expect(only(checks, 'http', 'answer').status).toBe('skipped');
  });

  test('after the time for all probes is used up: what is left ends at once', async () => {
    await using server = await httpServer();
    const checks = await examined({ server: { url: server.url }, bounds: { probeMs: 60_000, totalMs: 100 } });
    expect(only(checks, 'http', 'answer').status).toBe('failed');
  });

  test('and speaks something else than HTTP', async () => {
    await using server = await saying('SSH-2.0-OpenSSH_9.9\r\n');
    const checks = await examined({ server: { url: server.url } });
    expect(only(checks, 'http', 'answer')).toMatchObject({
      status: 'failed',
      try: [expect.stringContaining('does not speak HTTP')],
    });
  });

  test.each([
    [503, 'warning', 'server.gateway'],
    [500, 'warning', 'server.internal_error'],
    [404, 'ok', undefined],
  ] as const)('and answers %i', async (status, judged, cause) => {
    await using server = await httpServer((_, response) => response.writeHead(status).end());
    const http = only(await examined({ server: { url: server.url } }), 'http', 'answer');
    expect(http).toMatchObject({ status: judged, seen: expect.stringContaining(`${status}`) });
    expect(http.cause).toBe(cause);
  });

  test('and sends on to another origin: that is said, and not followed', async () => {
    await using elsewhere = await httpServer((_, response) => response.end());
    await using server = await httpServer((_, response) => {
      response.writeHead(302, { location: `${elsewhere.url}/login?state=1` }).end();
    });
    const http = only(await examined({ server: { url: server.url } }), 'http', 'answer');
    expect(http).toMatchObject({ status: 'warning', try: [expect.stringContaining(elsewhere.url)] });
    expect(http.seen).not.toContain('state=1');
    expect(elsewhere.arrived).toHaveLength(0);
  });
});

describe('the clocks', () => {
  const dated = (date: string, more = {}) =>
    httpServer((_, response) => {
      response.writeHead(200, { date, ...more }).end();
    });

  test.each([
    ['behind', -3600],
    ['ahead of', 3600],
  ])('differ when the server is an hour %s', async (direction, seconds) => {
    await using server = await dated(new Date(Date.now() + seconds * 1000).toUTCString());
    const clock = only(await examined({ server: { url: server.url } }), 'clock', 'difference');
    expect(clock).toMatchObject({ status: 'warning', cause: 'clock.skew' });
    expect(clock.seen).toMatch(new RegExp(`3(599|600|601) s ${direction}`));
  });

  test('agree', async () => {
    await using server = await dated(new Date().toUTCString());
    expect(only(await examined({ server: { url: server.url } }), 'clock', 'difference').status).toBe('ok');
  });

  test('cannot be compared when the answer came from a cache, or has no date', async () => {
    await using cached = await dated('Tue, 01 Jan 2030 00:00:00 GMT', { age: '70' });
    expect(only(await examined({ server: { url: cached.url } }), 'clock', 'difference').because).toContain('cache');
    await using undated = await dated('yesterday');
    expect(only(await examined({ server: { url: undated.url } }), 'clock', 'difference').because).toContain('Date');
  });
});
