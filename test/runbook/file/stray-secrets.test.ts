import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { straySecrets } from '../../../src/runbook/file/stray-secrets.ts';

const found = (value: Json) => straySecrets({ note: value }).map(({ what }) => what);

describe('what looks like a secret is found', () => {
  test.each([
    ['a JWT', `${b64('{"alg":"RS256"}')}.${b64('{"sub":"admin"}')}.c2lnbmF0dXJl`, 'a token'],
    ['a JWT in a sentence', `Authorization: Bearer ${b64('{"alg":"none"}')}.${b64('{"sub":"admin"}')}.`, 'a token'],
    ['a JWT in an address', `https://x.example/?t=${b64('{"alg":"none"}')}.${b64('{"sub":"admin"}')}.x`, 'a token'],
    ['a personal access token', 'aria_pat_0123456789abcdef', 'a token'],
    ['a PEM', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'a private key'],
    ['an opaque token', 'k3Jr0VxQ2mP9tLw7ZsN4bYc8HdF1gRuE5oAaXi6TjKq', 'a token or a secret'],
    ['one with dashes', 'q-8Zr_3Tn0VbX7_kLw2sPd9-HyG5mQe1RfUc4JoA6Wi', 'a token or a secret'],
    ['base64 with padding', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=', 'a token or a secret'],
    ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'a token or a secret'],
    ['behind a name', 'DCR_IAT=k3Jr0VxQ2mP9tLw7ZsN4bYc8HdF1gRuE5oAaXi6TjKq', 'a token or a secret'],
  ])('%s', (_, text, what) => {
    expect(found(text)).toEqual([what]);
  });

  test('a member of the client that is secret by its name, whatever it looks like', () => {
    const metadata = { client_secret: 'mine', logging: { api_key: 'k' }, api_token: null, software_id: 'my-bff' };
    expect(straySecrets({ client: { metadata } })).toEqual([
      { path: ['client', 'metadata', 'client_secret'], what: 'a secret by its name' },
      { path: ['client', 'metadata', 'logging', 'api_key'], what: 'a secret by its name' },
    ]);
  });

  test('wherever it stands, the place is named and the value is not', () => {
    const [stray] = straySecrets({
      client: { metadata: { contacts: ['ops@a.example', 'aria_pat_0123456789abcdef'] } },
    });
    expect(stray).toEqual({ path: ['client', 'metadata', 'contacts', 1], what: 'a token' });
  });

  test('almost every random token of 32 bytes', () => {
    const tokens = Array.from({ length: 1000 }, () => randomBytes(32).toString('base64url'));
    expect(tokens.filter(token => found(token).length > 0).length).toBeGreaterThan(980);
  });
});

describe('what only looks like one is left alone', () => {
  test.each([
    'https://automate.ocg.labs.empowernow.ai/auth/callback',
    'https://login.example.com/550e8400-e29b-41d4-a716-446655440000/k3Jr0VxQ2mP9tLw7ZsN4bYc8HdF1gRuE5oAaXi6TjKq',
    '550e8400-e29b-41d4-a716-446655440000',
    'openid profile email offline_access admin.api application.all dcr.register',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'self_signed_tls_client_auth_with_a_long_name',
    'MS_BFF_TOKEN_AUTH_METHOD_PRIVATE_KEY_JWT',
    'AutomateAuthnAuthzProductionClient2026Europe',
    'bff-server-2026-eu-west-1-production-a-0001',
    'keys/production/bff/server/private/key/2026',
    '/home/operator/projects/authentication/keys/bff-sig-001.pem',
    'registration_access_token_and_client_secret',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '00000000000000000000000000000000',
    'Restart the BFF, watch for the first sign-in, then remove DCR_IAT',
  ])('%s', text => {
    expect(found(text)).toEqual([]);
  });

  test('public keys, key IDs, thumbprints and software statements', () => {
    const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }) as Json;
    const thumbprint = randomBytes(32).toString('base64url');
    expect(
      straySecrets({
        client: {
          keys: { generate: 'RS256', kid: thumbprint },
          metadata: {
            jwks: {
              keys: [
                { ...(jwk as object), kid: thumbprint, x5t: thumbprint, x5c: [randomBytes(60).toString('base64')] },
              ],
            },
            software_version: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
            software_statement: `${b64('{"alg":"RS256"}')}.${b64('{"software_id":"x"}')}.c2lnbmF0dXJl`,
          },
        },
      }),
    ).toEqual([]);
  });

  test('the private half of the same key is found', () => {
    const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Json;
    const paths = straySecrets({ jwks: { keys: [jwk] } }).map(({ path }) => path.join('.'));
    expect(paths.filter(path => path !== 'jwks.keys.0.d')).toEqual([]);
  });
});

test('any value is looked through', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(Array.isArray(straySecrets(value as Json))).toBe(true);
    }),
  );
});

function b64(text: string): string {
  return Buffer.from(text).toString('base64url');
}
