import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { readTlsFiles, secureContextOptions, type TlsFiles, type TlsMaterial } from '../../src/servers/tls.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpsServer } from '../support/local-server.ts';
import { answered, once, registration, testHttp, unanswered } from './sending.ts';

const authority = makeAuthority('Test Root');
const stranger = makeAuthority('Another Root');
const local = authority.issue({ ips: ['127.0.0.1'] });
const client = authority.issue({ names: ['operator'], client: true });
const token = new Secret('iat-abc-123');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dcr-tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function materialOf(files: TlsFiles): Promise<TlsMaterial> {
  const read = await readTlsFiles(files);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

async function problemOf(files: TlsFiles): Promise<string> {
  const read = await readTlsFiles(files);
  if (read.ok || read.failure.kind !== 'not-valid') throw new Error('it was taken');
  return read.failure.problem;
}

const serving = (issued = local, more = {}) =>
  httpsServer({ cert: issued.certificate, key: issued.key, ...more }, (_, response) => response.end('{}'));

describe('a server with a certificate of a private authority', () => {
  test('is not talked to, and nothing is sent', async () => {
    await using server = await serving();
    await using http = testHttp();
    const result = unanswered(await http.send(registration(server.url), token, once));
    expect(result).toMatchObject({ sent: false, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(server.arrived).toHaveLength(0);
  });

  test('is, with --cacert', async () => {
    const tls = await materialOf({ cacert: await file('root.pem', authority.certificate) });
    await using server = await serving();
    await using http = testHttp({ tls });
    expect(answered(await http.send(registration(server.url), token, once)).status).toBe(200);
  });

  test('is, where --cacert is one of several in a file, or DER', async () => {
    const der = Buffer.from(authority.certificate.replace(/-----.*-----|\s/g, ''), 'base64');
    const both = `# ours\n${stranger.certificate}${authority.certificate}`;
    for (const cacert of [await file('both.pem', both), await file('root.der', der)]) {
      await using server = await serving();
      await using http = testHttp({ tls: await materialOf({ cacert }) });
      answered(await http.send(registration(server.url), token, once));
    }
  });

  test.each([
    ['another name', authority.issue({ names: ['idp.example'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'a certificate that lapsed',
      authority.issue({ ips: ['127.0.0.1'], notAfter: new Date(Date.now() - 1000) }),
      'CERT_HAS_EXPIRED',
    ],
    [
      'a certificate of tomorrow',
      authority.issue({ ips: ['127.0.0.1'], notBefore: new Date(Date.now() + 60_000) }),
      'CERT_NOT_YET_VALID',
    ],
    ['an authority that is not ours', stranger.issue({ ips: ['127.0.0.1'] }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('is not, even with --cacert, when it has %s', async (_, issued, code) => {
    const tls = await materialOf({ cacert: await file('root.pem', authority.certificate) });
    await using server = await serving(issued);
    await using http = testHttp({ tls });
    expect(unanswered(await http.send(registration(server.url), token, once))).toMatchObject({ sent: false, code });
    expect(server.arrived).toHaveLength(0);
  });

  test('does not take the public authorities away', async () => {
    const tls = await materialOf({ cacert: await file('root.pem', authority.certificate) });
    const { ca } = secureContextOptions(tls);
    expect(ca).toEqual(expect.arrayContaining(getCACertificates('default')));
    expect(ca).toHaveLength(getCACertificates('default').length + 1);
  });
});

describe('a server that wants a client certificate', () => {
  const demanding = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };
  const versions = ['TLSv1.2', 'TLSv1.3'] as const;

  test.each(versions)('gets one, by %s', async version => {
    const tls = await materialOf({
      cacert: await file('root.pem', authority.certificate),
      cert: await file('client.pem', client.certificate),
      key: await file('client.key', client.key),
    });
    await using server = await serving(local, { ...demanding, minVersion: version, maxVersion: version });
    await using http = testHttp({ tls });
    expect(answered(await http.send(registration(server.url), token, once)).status).toBe(200);
  });

  test('gets one from a file that holds key and certificate together', async () => {
    const tls = await materialOf({
      cacert: await file('root.pem', authority.certificate),
      cert: await file('together.pem', client.key + client.certificate),
    });
    await using server = await serving(local, demanding);
    await using http = testHttp({ tls });
    answered(await http.send(registration(server.url), token, once));
  });

  test.each(versions)('was never reached by one who has none, by %s', async version => {
    const tls = await materialOf({ cacert: await file('root.pem', authority.certificate) });
    await using server = await serving(local, { ...demanding, minVersion: version, maxVersion: version });
    await using http = testHttp({ tls });
    for (let round = 0; round < 20; round++) {
      const result = unanswered(await http.send(registration(server.url), token, once));
      expect(result.sent).toBe(false);
      expect(result.code).toMatch(/^ERR_SSL_.*ALERT/);
    }
    expect(server.arrived).toHaveLength(0);
  });

  test('and closes without an alert may have read the request, for all that can be known', async () => {
    const foreign = stranger.issue({ names: ['operator'], client: true });
    const tls = await materialOf({
      cacert: await file('root.pem', authority.certificate),
      cert: await file('foreign.pem', foreign.certificate),
      key: await file('foreign.key', foreign.key),
    });
    // Node's server looks at a strange certificate after the handshake, and closes without a word.
    await using server = await serving(local, { ...demanding, minVersion: 'TLSv1.3' });
    await using http = testHttp({ tls });
    expect(unanswered(await http.send(registration(server.url), token, once)).sent).toBe(true);
    expect(server.arrived).toHaveLength(0);
  });
});

describe('a file that cannot be used is named with its flag before anything is sent', () => {
  test('when it is missing, a folder, empty, or endless', async () => {
    expect(await problemOf({ cacert: join(folder, 'nowhere.pem') })).toMatch(
      /^--cacert .*nowhere\.pem: it cannot be read: ENOENT/,
    );
    expect(await problemOf({ cert: folder })).toMatch(/^--cert .*: it cannot be read: EISDIR/);
    expect(await problemOf({ cacert: await file('empty.pem', '') })).toMatch(/--cacert .*empty\.pem: it is empty/);
    expect(await problemOf({ cacert: await file('long.pem', 'x'.repeat(1_048_577)) })).toMatch(/longer than 1 MiB/);
  });

  test('when it holds something else', async () => {
    expect(await problemOf({ cacert: await file('text.pem', 'hello') })).toMatch(
      /--cacert .*text\.pem: it is no certificate/,
    );
    const damaged = authority.certificate.replace(/\n[A-Za-z0-9+/]{10}/, '\nAAAAAAAAAA');
    const both = await file('damaged.pem', authority.certificate + damaged);
    expect(await problemOf({ cacert: both })).toContain('certificate 2 of 2');
    expect(await problemOf({ cert: await file('key-only.pem', client.key) })).toMatch(
      /--cert .*: it has no certificate/,
    );
    const noKey = { cert: await file('client.pem', client.certificate), key: await file('no.key', 'hello') };
    expect(await problemOf(noKey)).toMatch(/--key .*no\.key: no private key/);
  });

  test('when its other half is missing or another', async () => {
    const cert = await file('client.pem', client.certificate);
    expect(await problemOf({ cert })).toMatch(/--cert .*client\.pem: its private key is missing: give it with --key/);
    expect(await problemOf({ key: await file('client.key', client.key) })).toContain('--cert');
    const other = { cert, key: await file('other.key', local.key) };
    expect(await problemOf(other)).toMatch(/--key .*other\.key: the key does not belong to the certificate in --cert/);
  });

  test('when the key has a passphrase', async () => {
    const encrypted = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n';
    const files = { cert: await file('client.pem', client.certificate), key: await file('locked.key', encrypted) };
    expect(await problemOf(files)).toMatch(/--key .*locked\.key: the private key is encrypted/);
  });

  test('and the problem never shows the key', async () => {
    const files = { cert: await file('client.pem', local.certificate), key: await file('client.key', client.key) };
    const lines = client.key.split('\n').filter(line => line.length > 20);
    const problem = await problemOf(files);
    for (const line of lines) expect(problem).not.toContain(line);
  });
});
