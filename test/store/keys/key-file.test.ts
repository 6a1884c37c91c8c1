import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import { makeAuthority } from '../../support/certificates.ts';
import { obtained, obtainKeys } from '../obtained-keys.ts';
import { temporaryFolder } from '../on-disk.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });

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
