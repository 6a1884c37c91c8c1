import { createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { KEY_ALGORITHMS } from '../../../src/domain/metadata/key-material.ts';
import { createKeys } from '../../../src/store/keys/keys.ts';
import { obtained, obtainKeys } from '../obtained-keys.ts';
import { modeOf, namesIn, temporaryFolder } from '../on-disk.ts';

describe('a key pair that is made here', () => {
  it.each(KEY_ALGORITHMS)('for %s signs what its public half verifies', async alg => {
    const keys = await obtained({ from: 'generate', alg });
    const [jwk] = keys.jwks?.keys ?? [];
    expect(jwk).toMatchObject({ kid: keys.kid, alg, use: 'sig' });
    expect(keys).toMatchObject({ alg, kid: await calculateJwkThumbprint(jwk as { kty: string }) });
    const privateKey = createPrivateKey(keys.privateKey?.reveal() ?? '');
    const signature = sign('sha256', Buffer.from('x'), privateKey);
    expect(
      verify('sha256', Buffer.from('x'), createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }), signature),
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
