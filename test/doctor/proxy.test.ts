import { describe, expect, test } from 'vitest';
import { explained } from '../../src/cli/doctor/explained.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpsServer, rawServer } from '../support/local-server.ts';
import { proxyTo } from '../support/proxy.ts';
import { examined, only, troubles } from './examining.ts';

const authority = makeAuthority('Test Root');
const issued = authority.issue({ names: ['idp.example'] });
const server = { url: 'https://idp.example', registration_endpoint: 'https://idp.example/register' };
const tls = { ca: [authority.certificate] };
const QUICK = { probeMs: 150, totalMs: 1000 };

test('behind a proxy that lets through, name and connection are its affair, and all else is seen through it', async () => {
  await using origin = await httpsServer({ cert: issued.certificate, key: issued.key }, (_, response) =>
    response.writeHead(401).end(),
  );
  await using proxy = await proxyTo(origin.port);
  const checks = await examined({ server, tls, environment: { HTTPS_PROXY: proxy.url } });
  expect(troubles(checks)).toEqual([]);
  expect(only(checks, 'proxy', 'connect').seen).toMatch(/^CONNECT idp\.example to 127\.0\.0\.1:\d+: 200/);
  expect(only(checks, 'dns', 'addresses').because).toContain('the proxy');
  expect(only(checks, 'tls', 'chain').status).toBe('ok');
  expect(only(checks, 'configuration', 'proxy').seen).toContain(`through the proxy ${new URL(proxy.url).host}`);
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT idp.example:443']));
});

describe('a proxy that does not let through', () => {
  test.each([
    [407, 'network.proxy_auth', 'none were given'],
    [403, 'network.unreachable', '403'],
    [502, 'network.unreachable', '502'],
  ])('with %i is told apart from a server that is not there', async (status, cause, seen) => {
    await using proxy = await proxyTo(0, status);
    const checks = await examined({ server, proxy: proxy.url });
    expect(troubles(checks)).toEqual(['proxy connect failed']);
    const connect = explained(only(checks, 'proxy', 'connect'));
    expect(connect).toMatchObject({ cause, seen: expect.stringContaining(seen) });
    expect(connect.try).not.toHaveLength(0);
    expect(only(checks, 'tls', 'handshake')).toMatchObject({ status: 'skipped', because: 'no connection was made' });
  });

  test('because it wants other credentials: they are sent, and never shown', async () => {
    await using proxy = await proxyTo(0, 407);
    const checks = await examined({ server, proxy: proxy.url.replace('//', '//operator:pr0xypass@') });
    expect(only(checks, 'proxy', 'connect').seen).toContain('those that were given are not taken');
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('operator:pr0xypass').toString('base64')}`]);
    expect(JSON.stringify(checks)).not.toContain('pr0xypass');
  });

  test('because it is not there', async () => {
    const gone = await rawServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    const checks = await examined({ server, proxy: gone.url });
    expect(troubles(checks)).toEqual(['proxy proxy-connection failed']);
    expect(explained(only(checks, 'proxy', 'proxy-connection')).cause).toBe('network.refused');
  });

  test('because its name does not exist', async () => {
    const checks = await examined({ server, proxy: 'http://proxy.invalid:3128' });
    expect(troubles(checks)).toEqual(['proxy proxy-addresses failed']);
  });

  test('because it says nothing', async () => {
    await using silent = await rawServer(() => undefined);
    const checks = await examined({ server, proxy: silent.url, bounds: QUICK });
    expect(troubles(checks)).toEqual(['proxy connect failed']);
    expect(only(checks, 'proxy', 'connect').seen).toContain('no answer within 0.15 s');
  });

  test('because it speaks no HTTP', async () => {
    await using odd = await rawServer(socket => socket.end('220 mail.example ESMTP\r\n'));
    const checks = await examined({ server, proxy: odd.url });
    expect(troubles(checks)).toEqual(['proxy connect failed']);
  });
});

test('a proxy that NO_PROXY exempts the server from is not asked', async () => {
  await using proxy = await proxyTo(0, 407);
  const environment = { HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost, .example' };
  const checks = await examined({ server, environment });
  expect(only(checks, 'proxy', 'connect').because).toBe('no proxy is used');
  expect(only(checks, 'configuration', 'proxy').seen).toBe('idp.example directly (NO_PROXY: localhost, .example)');
  expect(proxy.asked).toHaveLength(0);
});
