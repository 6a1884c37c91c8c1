import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/domain/secrets/secret.ts';
import { clientOf, whole } from '../registrations.ts';

describe('what must not be shown or sent on', () => {
  test('a secret under another name, or repeated, is no metadata', () => {
    const { client, deviations } = clientOf({
      ...whole,
      initial_secret: 'tops3cret-other',
      management: { registration_access_token: 'tops3cret-rat', url: 'https://idp.example/x' },
      note: 'keep tops3cret-secret well',
      list: ['a', 'tops3cret-rat'],
      tls_client_certificate_bound_access_tokens: false,
    });
    expect(JSON.stringify(client.metadata)).not.toContain('tops3cret');
    expect(client.metadata).toMatchObject({
      management: { url: 'https://idp.example/x' },
      list: ['a'],
      tls_client_certificate_bound_access_tokens: false,
    });
    expect(deviations).toEqual([
      'initial_secret, management.registration_access_token, note, list: a secret, kept only in the answer on disk',
    ]);
    expect(redact('tops3cret-other')).toBe('[secret]');
  });

  test('the private half of a key is not kept, and said', () => {
    const { client, deviations } = clientOf({
      client_id: 'c1',
      jwks: { keys: [{ kty: 'EC', x: 'x', y: 'y', d: 'priv8' }] },
    });
    expect(client.metadata).toEqual({ jwks: { keys: [{ kty: 'EC', x: 'x', y: 'y' }] } });
    expect(deviations).toContainEqual(expect.stringContaining('jwks.keys (d): private members of a key'));
  });

  test('control characters are taken out, but never out of a secret', () => {
    const body = {
      ...whole,
      client_id: 'c\u001b1',
      client_secret: 'a\u0007b',
      client_name: 'n\u001b[2Jame\r\n',
      'x\u0000y': 1,
    };
    const { client, deviations } = clientOf(body);
    expect(client.client_id).toBe('c1');
    expect(client.client_secret?.reveal()).toBe('a\u0007b');
    expect(client.metadata).toMatchObject({ client_name: 'n [2Jame ', 'x y': 1 });
    expect(deviations).toEqual([
      'client_id holds characters outside ASCII',
      'client_secret holds characters outside ASCII',
      'client_name: control characters were taken out',
    ]);
  });

  test('__proto__ does no harm', () => {
    const { client } = clientOf(
      '{"client_id":"c1","__proto__":{"polluted":true},"deep":{"__proto__":{"polluted":true},"a":1}}',
    );
    expect(client.metadata).toEqual({ deep: { a: 1 } });
    expect(Object.hasOwn(client.metadata, '__proto__')).toBe(false);
    expect('polluted' in client.metadata).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  test('nesting without end is cut', () => {
    const deep = `{"client_id":"c1","deep":${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}}`;
    const { client, deviations } = clientOf(deep);
    expect(JSON.stringify(client.metadata).length).toBeLessThan(1000);
    expect(deviations).toContain('members nested too deeply were left out');
  });
});
