import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { KEY_ALGORITHMS, type KeyChoice, type KeyMaterial, privateMembers } from '../../src/domain/key-material.ts';
import { createKeys } from '../../src/store/keys.ts';
import { makeAuthority } from '../support/certificates.ts';
import { modeOf, namesIn, temporaryFolder } from './on-disk.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { obtainKeys } = createKeys('/nowhere');

async function obtained(choice: KeyChoice): Promise<KeyMaterial> {
  const keys = await obtainKeys(choice);
  if (!keys.ok) throw new Error(JSON.stringify(keys.failure));
  for (const jwk of keys.value.jwks?.keys ?? []) expect(privateMembers(jwk)).toEqual([]);
  return keys.value;
}

async function fileWith(content: string | object, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'key');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(path, mode);
  return path;
}

async function problemOf(
  content: string | object,
  choice: { alg?: 'RS256' | 'ES256'; kid?: string } = {},
): Promise<string> {
  const path = await fileWith(content);
  const keys = await obtainKeys({ from: 'file', path, ...choice });
  if (keys.ok || keys.failure.kind !== 'not-valid') throw new Error('not refused');
  expect(keys.failure.problem).toContain(path);
  return `${keys.failure.problem}. ${keys.failure.hint ?? ''}`;
}

function pemOf(key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' | 'spki'): string {
  return key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();
}

async function jwkOf(key: KeyObject, more: JsonObject = {}): Promise<{ [member: string]: Json }> {
  return { ...(JSON.parse(JSON.stringify(await exportJWK(key))) as JsonObject), ...more };
}

describe('a key pair that is made here', () => {
  it.each(KEY_ALGORITHMS)('for %s signs what its public half verifies', async alg => {
    const keys = await obtained({ from: 'generate', alg });
    const [jwk] = keys.jwks?.keys ?? [];
    expect(jwk).toMatchObject({ kid: keys.kid, alg, use: 'sig' });
    expect(keys).toMatchObject({ alg, kid: await calculateJwkThumbprint(jwk as { kty: string }) });
    const privateKey = createPrivateKey(keys.privateKey?.reveal() ?? '');
    const signature = sign('sha256', Buffer.from('x'), privateKey);
    expect(
      verify(
        'sha256',
        Buffer.from('x'),
        createPublicKey({ key: jwk as JsonObject, format: 'jwk' } as never),
        signature,
      ),
    ).toBe(true);
    expect(privateKey.asymmetricKeyDetails?.modulusLength ?? 2048).toBe(2048);
    expect(JSON.stringify(keys) + inspect(keys, { depth: 9 })).not.toContain('PRIVATE');
  });

  it('has the kid that the operator gave', async () => {
    const keys = await obtained({ from: 'generate', alg: 'ES256', kid: 'bff-sig-001' });
    expect([keys.kid, keys.jwks?.keys[0]?.['kid']]).toEqual(['bff-sig-001', 'bff-sig-001']);
  });

  it('is kept in keys/ for this user alone, and never over another', async () => {
    const data = await temporaryFolder();
    const { keepPrivateKey } = createKeys(data);
    const made = await obtained({ from: 'generate', alg: 'ES256', kid: 'sig' });
    const kept = [await keepPrivateKey(made), await keepPrivateKey(made)];
    const paths = ['sig.pem', 'sig-2.pem'].map(name => join(data, 'keys', name));
    expect(kept).toMatchObject(
      paths.map(privateKeyFile => ({ ok: true, value: { privateKeyFile, kid: 'sig', jwks: made.jwks } })),
    );
    expect(kept.every(keys => keys.ok && keys.value.privateKey === undefined)).toBe(true);
    for (const path of paths) expect(await modeOf(path)).toBe(0o600);
    expect(await readFile(paths[0] ?? '', 'utf8')).toBe(made.privateKey?.reveal());
    const [first] = kept;
    expect(first?.ok && (await keepPrivateKey(first.value))).toEqual(first);
    expect(await namesIn(join(data, 'keys'))).toEqual(['sig-2.pem', 'sig.pem']);
  });

  it.each(['../../etc/x', '.hidden', '', 'a/b\0c', '-rf'])('has a file in keys/ also under the kid %j', async kid => {
    const data = await temporaryFolder();
    const made = await obtained({ from: 'generate', alg: 'ES256', kid });
    const kept = await createKeys(data).keepPrivateKey(made);
    expect(await namesIn(join(data, 'keys'))).toEqual([expect.stringMatching(/^[A-Za-z0-9_][\w.-]*\.pem$/)]);
    expect(kept).toMatchObject({ ok: true, value: { kid } });
  });

  it('has the same kid when its own file is read later', async () => {
    const made = await obtained({ from: 'generate', alg: 'RS256' });
    const kept = await createKeys(await temporaryFolder()).keepPrivateKey(made);
    if (!kept.ok) throw new Error('not kept');
    const path = kept.value.privateKeyFile ?? '';
    expect(await obtained({ from: 'file', path })).toMatchObject({
      kid: made.kid,
      jwks: made.jwks,
      privateKeyFile: path,
    });
  });

  it('is not kept where the disk refuses, in words that say what to do', async () => {
    const data = await temporaryFolder();
    await writeFile(join(data, 'keys'), '');
    const kept = await createKeys(data).keepPrivateKey(await obtained({ from: 'generate', alg: 'ES256' }));
    expect(kept).toMatchObject({
      failure: { kind: 'not-written', path: join(data, 'keys'), message: expect.stringContaining('move it away') },
    });
  });
});

describe('a key that is read from a file', () => {
  it.each([
    ['a private key in PKCS #8', pemOf(RSA.privateKey, 'pkcs8'), 'RS256', true],
    ['a private key in PKCS #1', pemOf(RSA.privateKey, 'pkcs1'), 'RS256', true],
    ['a private key in SEC 1', pemOf(EC.privateKey, 'sec1'), 'ES256', true],
    ['a private key with Windows line ends', pemOf(EC.privateKey, 'pkcs8').replaceAll('\n', '\r\n'), 'ES256', true],
    [
      'openssl parameters before it',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pemOf(EC.privateKey, 'sec1')}`,
      'ES256',
      true,
    ],
    ['a public key', pemOf(RSA.publicKey, 'spki'), 'RS256', false],
    ['a public key in PKCS #1', pemOf(RSA.publicKey, 'pkcs1'), 'RS256', false],
  ])('can be %s', async (_, pem, alg, isPrivate) => {
    const path = await fileWith(pem);
    const keys = await obtained({ from: 'file', path });
    const publicKey = alg === 'RS256' ? RSA.publicKey : EC.publicKey;
    const kid = await calculateJwkThumbprint(await exportJWK(publicKey));
    expect(keys).toEqual({
      choice: { from: 'file', path },
      jwks: { keys: [await jwkOf(publicKey, { kid, alg, use: 'sig' })] },
      kid,
      alg,
      ...(isPrivate && { privateKeyFile: path }),
    });
  });

  it('can be a certificate, which then goes along for self_signed_tls_client_auth', async () => {
    const { certificate, key } = makeAuthority('test').issue({ names: ['bff'], client: true });
    const keys = await obtained({ from: 'file', path: await fileWith(certificate) });
    const [jwk] = keys.jwks?.keys ?? [];
    expect(jwk).toMatchObject({
      ...(await jwkOf(createPublicKey(key))),
      alg: 'ES256',
      x5c: [certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')],
    });
    expect(keys.privateKeyFile).toBeUndefined();
    const both = await obtained({ from: 'file', path: await fileWith(certificate + key) });
    expect(both.privateKeyFile).toBeDefined();
  });

  it('can be a JWK, private or not: only public members leave', async () => {
    const path = await fileWith(await jwkOf(RSA.privateKey, { kid: 'k1', key_ops: ['sign'], ext: true }));
    const keys = await obtained({ from: 'file', path });
    expect(keys.jwks).toEqual({ keys: [await jwkOf(RSA.publicKey, { kid: 'k1', alg: 'RS256', use: 'sig' })] });
    expect(keys).toMatchObject({ kid: 'k1', alg: 'RS256', privateKeyFile: path });
    expect(await obtained({ from: 'file', path, kid: 'k2' })).toMatchObject({
      kid: 'k2',
      jwks: { keys: [{ kid: 'k2' }] },
    });
  });

  it('can be a JWKS, whole; the key that was asked for is the one used', async () => {
    const encryption = await jwkOf(RSA.publicKey, { kid: 'enc', use: 'enc', alg: 'RSA-OAEP-256' });
    const rsa = await jwkOf(RSA.publicKey, { kid: 'r', alg: 'PS256' });
    const path = await fileWith({ keys: [encryption, rsa, await jwkOf(EC.privateKey, { kid: 'e' })] });
    const keys = await obtained({ from: 'file', path });
    expect(keys.jwks?.keys.map(({ kid, alg, use }) => [kid, alg, use])).toEqual([
      ['enc', 'RSA-OAEP-256', 'enc'],
      ['r', 'PS256', 'sig'],
      ['e', 'ES256', 'sig'],
    ]);
    expect(keys).toMatchObject({ kid: 'e', privateKeyFile: path });
    const named = await obtained({ from: 'file', path, kid: 'r' });
    expect(named).toMatchObject({ kid: 'r', alg: 'PS256' });
    expect(named.privateKeyFile).toBeUndefined();
    const wrong = await obtainKeys({ from: 'file', path, kid: 'x' });
    expect(wrong).toMatchObject({ failure: { problem: expect.stringContaining('r (PS256), e (ES256)') } });
  });

  it('can lie behind a link, as Kubernetes mounts it', async () => {
    const path = await fileWith(pemOf(EC.privateKey, 'pkcs8'));
    await symlink(path, `${path}-link`);
    expect(await obtained({ from: 'file', path: `${path}-link` })).toMatchObject({ privateKeyFile: `${path}-link` });
  });

  it('is said to be open to others where it is private and its mode is wide', async () => {
    const open = await fileWith(pemOf(EC.privateKey, 'pkcs8'), 0o644);
    expect(await obtained({ from: 'file', path: open })).toMatchObject({
      notes: [expect.stringMatching(/0644.*chmod 600/)],
    });
    const harmless = await fileWith(pemOf(EC.publicKey, 'spki'), 0o644);
    expect((await obtained({ from: 'file', path: harmless })).notes).toBeUndefined();
  });

  it('is refused where it is not the algorithm asked for', async () => {
    expect(await problemOf(pemOf(EC.publicKey, 'spki'), { alg: 'RS256' })).toMatch(/ES256, not for RS256/);
  });

  it('is refused where it is encrypted, in both forms, without asking for a passphrase', async () => {
    const cipher = { cipher: 'aes-256-cbc', passphrase: 'x' };
    const modern = RSA.privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }).toString();
    const old = RSA.privateKey.export({ type: 'pkcs1', format: 'pem', ...cipher }).toString();
    for (const pem of [modern, old]) expect(await problemOf(pem)).toMatch(/encrypted.*openssl pkey/);
  });

  it.each([
    [
      'RSA below 2048 bits',
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey,
      /1024 bits, which is too small.*2048/,
    ],
    ['a curve of Bitcoin', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey, /secp256k1.*P-256/],
    ['a key for encryption only', generateKeyPairSync('x25519').publicKey, /x25519, which cannot sign/],
  ])('is refused where it is %s', async (_, key, why) => {
    expect(await problemOf(pemOf(key, 'spki'))).toMatch(why);
    if (key.asymmetricKeyType !== 'ec') expect(await problemOf(await jwkOf(key))).toMatch(why);
  });

  it.each([
    ['nothing', '', /is empty.*Wanted/],
    ['prose', 'my key', /neither PEM nor JSON/],
    ['broken JSON', '{"kty":', /not valid JSON/],
    ['a list', '[]', /no JWK and no JWKS/],
    ['a JWKS that is empty', { keys: [] }, /without a key/],
    ['a JWKS of something else', { keys: 'x' }, /no JWK and no JWKS/],
    ['a JWKS with a word in it', { keys: ['x'] }, /is no JWK/],
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0' }, /symmetric/],
    [
      'a symmetric key among others',
      { keys: [{ kty: 'EC' }, { kty: 'oct', k: 'c2VjcmV0' }] },
      /damaged EC key \(key 1\)/,
    ],
    ['a JWK without kty', { n: 'x' }, /without kty/],
    ['a JWK with a damaged modulus', { kty: 'RSA', n: '', e: 'AQAB' }, /damaged RSA key|too small/],
    ['PEM that breaks off', pemOf(RSA.privateKey, 'pkcs8').slice(0, 400), /breaks off/],
    [
      'PEM with a damaged inside',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
      /damaged PRIVATE KEY/,
    ],
    [
      'a certificate with a damaged inside',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      /damaged CERTIFICATE/,
    ],
    [
      'a certificate request',
      '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
      /CERTIFICATE REQUEST/,
    ],
    [
      'an OpenSSH private key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      /ssh-keygen/,
    ],
    ['an OpenSSH public key', 'ssh-rsa AAAA op@host', /ssh-keygen/],
    ['two private keys', pemOf(RSA.privateKey, 'pkcs8') + pemOf(EC.privateKey, 'pkcs8'), /2 private keys/],
    [
      'a key for encryption alone',
      { keys: [{ ...RSA.publicKey.export({ format: 'jwk' }), use: 'enc' }] },
      /no key for signatures/,
    ],
    ['a mebibyte', 'x'.repeat(1_048_576), /larger than 262,144 bytes/],
  ])('is refused where the file holds %s, naming the file and quoting nothing', async (_, content, why) => {
    const problem = await problemOf(content);
    expect(problem).toMatch(why);
    expect(problem).not.toMatch(/c2VjcmV0|AAAA/);
  });

  it('is refused where there is no file, or a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder'));
    for (const [name, why] of [
      ['none', /no such file/],
      ['folder', /is a folder/],
    ] as const) {
      expect(await obtainKeys({ from: 'file', path: join(folder, name) })).toMatchObject({
        failure: { kind: 'not-valid', problem: expect.stringMatching(why) },
      });
    }
  });
});

describe('keys that lie elsewhere, or nowhere', () => {
  it('are named by their address, or not at all', async () => {
    const url = 'https://app.example.com/jwks';
    expect(await obtained({ from: 'jwks_uri', url })).toEqual({ choice: { from: 'jwks_uri', url }, jwks_uri: url });
    expect(await obtained({ from: 'none' })).toEqual({ choice: { from: 'none' } });
    expect(await obtainKeys({ from: 'jwks_uri', url: '/jwks' })).toMatchObject({ failure: { kind: 'not-valid' } });
    const { keepPrivateKey } = createKeys('/nowhere');
    expect(await keepPrivateKey({ choice: { from: 'none' } })).toEqual({
      ok: true,
      value: { choice: { from: 'none' } },
    });
  });
});
