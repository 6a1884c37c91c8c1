import type { ServerOptions } from 'node:https';
import { describe, expect, test } from 'vitest';
import { explained } from '../../src/cli/doctor/explained.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpServer, httpsServer } from '../support/local-server.ts';
import { examined, only, troubles } from './examining.ts';

const authority = makeAuthority('Test Root');
const local = authority.issue({ ips: ['127.0.0.1'] });
const tls = { ca: [authority.certificate] };
const DAY_MS = 86_400_000;

const serving = (issued = local, more: ServerOptions = {}) =>
  httpsServer({ cert: issued.certificate, key: issued.key, ...more }, (_, response) => response.writeHead(401).end());

const examinedAt = (url: string, more = {}) =>
  examined({ server: { url, registration_endpoint: `${url}/register` }, ...more });

test('a server whose certificate is in order: version, chain, names and dates are told apart', async () => {
  await using server = await serving();
  const checks = await examinedAt(server.url, { tls });
  expect(troubles(checks)).toEqual([]);
  expect(only(checks, 'tls', 'handshake').seen).toMatch(/^TLSv1\.3, TLS_/);
  expect(only(checks, 'tls', 'chain').seen).toContain('«127.0.0.1», issued by «Test Root»');
  expect(only(checks, 'tls', 'names').seen).toContain('127.0.0.1');
  expect(only(checks, 'tls', 'client-certificate').seen).toBe('none is wanted');
});

describe('a certificate that would end the run is said to be so, and HTTP is not tried', () => {
  test('when nobody here trusts its authority, which is named', async () => {
    await using server = await serving();
    const checks = await examinedAt(server.url);
    expect(troubles(checks)).toEqual(['tls chain failed']);
    const chain = explained(only(checks, 'tls', 'chain'));
    expect(chain).toMatchObject({
      cause: 'tls.untrusted',
      try: expect.arrayContaining([expect.stringMatching(/--cacert/)]),
    });
    expect(chain.seen).toContain('«Test Root»');
    expect(only(checks, 'http', 'answer').status).toBe('skipped');
    expect(server.arrived).toHaveLength(0);
  });

  test('when it is not one of a server', async () => {
    await using server = await serving(authority.issue({ ips: ['127.0.0.1'], client: true }));
    const chain = explained(only(await examinedAt(server.url, { tls }), 'tls', 'chain'));
    expect(chain).toMatchObject({ status: 'failed', cause: 'tls.handshake' });
    expect(chain.seen).toContain('INVALID_PURPOSE');
  });

  test('when it was signed by itself', async () => {
    await using server = await serving({ certificate: local.certificate + authority.certificate, key: local.key });
    const chain = explained(only(await examinedAt(server.url), 'tls', 'chain'));
    expect(chain).toMatchObject({ status: 'failed', cause: 'tls.untrusted' });
    expect(chain.seen).toContain('«Test Root» at its end is not among those');
  });

  test('when the server leaves the intermediate out, although its root is trusted', async () => {
    const intermediate = authority.subordinate('Test Intermediate');
    const issued = intermediate.issue({ ips: ['127.0.0.1'] });
    await using server = await serving(issued);
    const checks = await examinedAt(server.url, { tls });
    expect(troubles(checks)).toEqual(['tls chain failed']);
    const chain = only(checks, 'tls', 'chain');
    expect(chain.seen).toContain('«Test Intermediate» that issued the last one');
    expect(chain.try).toEqual(expect.arrayContaining([expect.stringContaining('intermediate')]));
    await using whole = await serving({ ...issued, certificate: issued.certificate + intermediate.certificate });
    expect(troubles(await examinedAt(whole.url, { tls }))).toEqual([]);
  });

  test('when it lapsed', async () => {
    await using server = await serving(authority.issue({ ips: ['127.0.0.1'], notAfter: new Date(Date.now() - 1000) }));
    const checks = await examinedAt(server.url, { tls });
    expect(troubles(checks)).toEqual(['tls dates failed']);
    expect(explained(only(checks, 'tls', 'dates'))).toMatchObject({ cause: 'tls.cert_dates' });
    expect(only(checks, 'tls', 'chain').status).toBe('skipped');
  });

  test('when it is of tomorrow', async () => {
    await using server = await serving(
      authority.issue({ ips: ['127.0.0.1'], notBefore: new Date(Date.now() + DAY_MS / 2) }),
    );
    const dates = explained(only(await examinedAt(server.url, { tls }), 'tls', 'dates'));
    expect(dates).toMatchObject({ status: 'failed', cause: 'tls.cert_dates' });
    expect(dates.seen).toContain('is valid only from');
  });

  test('when it is for another name', async () => {
    await using server = await serving(authority.issue({ names: ['idp.example', 'login.example'] }));
    const checks = await examinedAt(server.url, { tls });
    expect(troubles(checks)).toEqual(['tls names failed']);
    expect(explained(only(checks, 'tls', 'names'))).toMatchObject({
      cause: 'tls.hostname_mismatch',
      seen: '127.0.0.1 is not among DNS:idp.example, DNS:login.example',
    });
  });
});

test('a certificate that lapses soon is worth a look', async () => {
  const now = Date.now();
  const soon = { notBefore: new Date(now - 90 * DAY_MS), notAfter: new Date(now + 3 * DAY_MS) };
  await using server = await serving(authority.issue({ ips: ['127.0.0.1'], ...soon }));
  const checks = await examinedAt(server.url, { tls });
  expect(troubles(checks)).toEqual(['tls dates warning']);
  expect(only(checks, 'tls', 'dates').seen).toMatch(/^valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\S* \(3 d\)$/);
});

describe('a handshake that cannot be', () => {
  test('with a server that only knows TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await using server = await serving(local, old);
    const checks = await examinedAt(server.url, { tls });
    expect(troubles(checks)).toEqual(['tls handshake failed']);
    expect(explained(only(checks, 'tls', 'handshake')).cause).toBe('tls.handshake');
  });

  test('with a server that speaks plain http on that port', async () => {
    await using server = await httpServer((_, response) => response.end());
    const checks = await examinedAt(server.url.replace('http:', 'https:'));
    expect(explained(only(checks, 'tls', 'handshake'))).toMatchObject({
      status: 'failed',
      cause: 'tls.scheme_mismatch',
    });
  });
});

describe('a server that wants a client certificate', () => {
  const client = authority.issue({ names: ['operator'], client: true });
  const demanding = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('and gets none, by %s', async version => {
    await using server = await serving(local, { ...demanding, minVersion: version, maxVersion: version });
    const checks = await examinedAt(server.url, { tls });
    const failed = checks.filter(({ layer, status }) => layer === 'tls' && status === 'failed').map(explained);
    expect(failed).toMatchObject([{ cause: 'tls.client_cert_required', try: [expect.stringContaining('--cert')] }]);
  });

  test('and gets one', async () => {
    const { Secret } = await import('../../src/domain/secrets/secret.ts');
    await using server = await serving(local, demanding);
    const checks = await examinedAt(server.url, {
      tls: { ...tls, cert: client.certificate, key: new Secret(client.key) },
    });
    expect(troubles(checks)).toEqual([]);
    expect(only(checks, 'tls', 'client-certificate').seen).toContain('did not refuse');
  });
});
