import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CauseId, cause } from '../../src/diagnosis/catalogue.ts';
import type { Check } from '../../src/domain/evidence/check.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpServer, httpsServer, rawServer } from '../support/local-server.ts';
import { type Served, serve } from '../support/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.stop());

const authority = makeAuthority('Test Root');

async function doctor(args: string[], env: Record<string, string> = {}) {
  const { document, ...ended } = await served.tool.json(['doctor', ...args], { env });
  return { ...ended, document, checks: (document['checks'] ?? []) as (Omit<Check, 'tookMs'> & { took_ms?: number })[] };
}

describe('against the practice server', () => {
  test('everything is well, with nothing named but its address', async () => {
    const { exitCode, document, checks, stderr } = await doctor(['--server', served.server.url]);
    expect(checks.filter(({ status }) => status === 'warning' || status === 'failed')).toEqual([]);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ schema_version: 1, outcome: 'checked', exit_code: 0, server: served.server.url });
    expect(stderr).toBe('');
    for (const each of checks) {
      expect(each).toMatchObject({ layer: expect.any(String), check: expect.any(String), seen: expect.any(String) });
      if (each.status === 'skipped') expect(each.because).toEqual(expect.any(String));
    }
    const layers = [...new Set(checks.map(({ layer }) => layer))];
    expect(layers).toEqual([
      ...['configuration', 'dns', 'tcp', 'proxy', 'tls', 'http', 'clock', 'discovery', 'endpoints'],
    ]);
  });

  test('a runbook aimed there is compared with what the server offers', async () => {
    const { url, issuer } = served.server;
    const { exitCode, checks } = await doctor(['bff-server', '--server', url, '--issuer', issuer]);
    expect(exitCode).toBe(0);
    expect(checks).toContainEqual(expect.objectContaining({ layer: 'discovery', check: 'methods', status: 'ok' }));
  });

  test('nothing is minted or registered, and nothing is written', async () => {
    const before = await served.tool.files();
    await doctor(['bff-server', '--server', served.server.url]);
    expect(await served.tool.files()).toEqual(before);
  });

  test('people read one line for each check, in plain text', async () => {
    const { stdout, exitCode } = await served.tool.run(['doctor', '--server', served.server.url]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^– configuration runbook {15}skipped: none was named/m);
    expect(stdout).toMatch(/^✔ tcp {11}connection {12}127\.0\.0\.1:\d+ takes connections \(\d+ ms\)$/m);
    expect(stdout).toMatch(/Nothing was minted or registered\.\n$/);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('how it ends, by the lowest layer that failed', () => {
  test('2: the runbook is not valid, and nothing is asked', async () => {
    const file = join(served.tool.home, 'broken.yaml');
    await writeFile(file, 'version: 1\nserver: {url: "not a url"}\n');
    const { exitCode, checks } = await doctor([file]);
    expect(exitCode).toBe(2);
    expect(checks[0]).toMatchObject({
      check: 'runbook',
      status: 'failed',
      seen: expect.stringContaining('broken.yaml:2'),
    });
    expect(checks.slice(1).every(({ status }) => status === 'skipped')).toBe(true);
  });

  test.each([
    ['a proxy that is none', ['--proxy', 'socks5://127.0.0.1:1']],
    ['a file of authorities that is not there', ['--cacert', '/nowhere/ca.pem']],
    ['http to another host', ['--server', 'http://idp.example']],
  ])('2: %s', async (_, args) => {
    const { exitCode, checks } = await doctor(['--server', served.server.url, ...args]);
    expect(exitCode).toBe(2);
    expect(checks).toContainEqual(expect.objectContaining({ layer: 'configuration', status: 'failed' }));
  });

  test('7: nobody listens', async () => {
    const gone = await rawServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    const { exitCode, document } = await doctor(['--server', gone.url]);
    expect(exitCode).toBe(7);
    expect(document).toMatchObject({ outcome: 'unreachable', exit_code: 7 });
  });

  test('7: nobody trusts the certificate; 0 with --cacert', async () => {
    const { certificate, key } = authority.issue({ ips: ['127.0.0.1'] });
    await using server = await httpsServer({ cert: certificate, key }, (request, response) =>
      response.writeHead(request.url?.includes('.well-known') ? 404 : 401).end(),
    );
    const args = ['--server', server.url, '--registration-endpoint', '/register'];
    const distrusted = await doctor(args);
    expect(distrusted.exitCode).toBe(7);
    expect(distrusted.checks).toContainEqual(
      expect.objectContaining({ layer: 'tls', check: 'chain', status: 'failed', cause: 'tls.untrusted' }),
    );
    const cacert = join(served.tool.home, 'root.pem');
    await writeFile(cacert, authority.certificate);
    expect((await doctor([...args, '--cacert', cacert])).exitCode).toBe(0);
  });

  test('9: the endpoint is not there', async () => {
    const { exitCode, document } = await doctor([
      ...['--server', served.server.url, '--registration-endpoint', `${served.server.url}/nothing/here`],
    ]);
    expect(exitCode).toBe(9);
    expect(document).toMatchObject({ outcome: 'not-taken' });
  });

  test('10: nothing failed, and something needs a look', async () => {
    const { exitCode, checks } = await doctor(['--server', served.server.url], { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(checks).toContainEqual(expect.objectContaining({ check: 'environment', status: 'warning' }));
    expect(exitCode).toBe(10);
  });

  test('a doubled path segment is found before anything is asked', async () => {
    const { exitCode, checks } = await doctor([
      ...['--server', `${served.server.url}/api/oidc/`, '--registration-endpoint', 'api/oidc/register'],
    ]);
    expect(checks).toContainEqual(
      expect.objectContaining({ layer: 'configuration', check: 'endpoints', cause: 'endpoint.wrong_path' }),
    );
    expect(exitCode).toBe(9);
  });
});

test('tokens that lie about are not sent, not printed, and no path of it leads to a POST', async () => {
  await using server = await httpServer((_, response) => response.writeHead(404).end());
  const env = { DCR_RUNBOOK_ADMIN_TOKEN: 'adm-t0ps3cret', DCR_RUNBOOK_IAT: 'iat-t0ps3cret', DCR_IAT: 'old-t0ps3cret' };
  const { stdout, stderr } = await doctor(['bff-server', '--server', server.url], env);
  expect(stdout + stderr).not.toContain('t0ps3cret');
  expect(JSON.stringify(server.arrived)).not.toContain('t0ps3cret');
  expect(server.arrived.filter(({ method }) => method !== 'GET' && method !== 'OPTIONS')).toEqual([]);
  expect(server.arrived.length).toBeGreaterThan(5);
});

test('a server that says nothing is given up on after --timeout', async () => {
  await using server = await httpServer();
  const { exitCode, checks } = await doctor(['--server', server.url, '--timeout', '0.2']);
  expect(exitCode).toBe(9);
  expect(checks).toContainEqual(
    expect.objectContaining({ layer: 'http', status: 'failed', seen: 'no answer came within 0.2 s' }),
  );
});

test('every cause that it names is in the catalogue', async () => {
  const room = new URL('../../src/doctor/', import.meta.url);
  const texts = await Promise.all((await readdir(room)).map(file => readFile(new URL(file, room), 'utf8')));
  const named = texts.flatMap(text => [...text.matchAll(/cause: '([a-z_.]+)'/g)].map(([, id]) => id));
  expect(named.length).toBeGreaterThan(10);
  for (const id of named) expect(cause(id as CauseId).try).not.toHaveLength(0);
});
