import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { HttpRequest, RawAnswer } from '../../src/domain/server/request.ts';
import { exchangeOf } from '../../src/servers/exchange.ts';

const register: HttpRequest = { stage: 'register', method: 'POST', url: 'https://idp.example/dcr', body: {} };
const mint: HttpRequest = { ...register, stage: 'mint' };

function answer(body: string | object, more: Partial<RawAnswer> = {}): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status: 201, headers: {}, body: new TextEncoder().encode(text), receivedAt: 0, tookMs: 1, ...more };
}

function shown(body: string | object, request = register): string {
  return exchangeOf(request, 'req-1', 0, answer(body)).body ?? '';
}

describe('what is shown of an answer', () => {
  test.each([
    ['of a registration', { client_id: 'c1', client_secret: 'tops3cret-1', registration_access_token: 'tops3cret-2' }],
    ['in camelCase, nested, in a list', { data: [{ clientSecret: 'tops3cret-1', tokens: ['tops3cret-2'] }] }],
    ['as a number, or deep below its name', { secret: 1234567, token: { value: { is: 'tops3cret-1' } } }],
    ['of a key', { jwks: { keys: [{ kty: 'EC', x: 'abc', d: 'tops3cret-1' }] } }],
    [
      'in a cut answer',
      '{"client_id":"c1","client_secret":"tops3cret-1 \\" with more","registration_access_token" : "tops3cret-2',
    ],
    ['in JSON inside JSON', { body: '{"client_secret":"tops3cret-1","n":1}' }],
    ['in JSON inside cut JSON', '{"body":"{\\"client_secret\\":\\"tops3cret-1\\",\\"n\\":1}'],
    ['in a form', 'client_id=c1&client_secret=tops3cret-1&x=1'],
    ['in prose', 'Authorization: Bearer tops3cret-1 was not taken'],
    ['in a JWT anywhere', 'see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0b3BzM2NyZXQifQ.tops3cret-1_x and more'],
  ])('has no secret %s', (_, body) => {
    const text = shown(body);
    expect(text).not.toContain('tops3cret');
    expect(text).not.toContain('1234567');
    expect(text).toContain('[secret]');
  });

  test('has no secret of ours that it quotes', () => {
    const iat = new Secret('our-own-iat-9f8e7d');
    const text = shown(`<p>bad token ${iat.reveal()} or ${btoa(iat.reveal())} or our-own-iat-9f8e7d</p>`);
    expect(text).not.toContain('9f8e7d');
    expect(text).not.toContain(btoa('our-own-iat-9f8e7d').slice(0, 20));
  });

  test('of a mint has nothing that could be its token, under whatever name', () => {
    const body = {
      id: 'a1b2c3d4-e5f6-7890-abcd-ef0123456789',
      label: 'ms-bff_bootstrap_client',
      iat: 'q'.repeat(32),
      value: 'r'.repeat(43),
    };
    const text = shown(body, mint);
    expect(text).not.toMatch(/q{8}|r{8}/);
    expect(text).toContain('ms-bff_bootstrap_client');
    expect(shown('q'.repeat(43), mint)).toBe('[secret]');
  });

  test('keeps what is no secret as the server wrote it', () => {
    const text =
      '{\n  "client_id": "c1",\n  "client_secret_expires_at": 0,\n  "token_endpoint_auth_method": "none"\n}\n';
    expect(shown(text)).toBe(text);
    const settings =
      '{"tls_client_certificate_bound_access_tokens":true,"error":"invalid_token","error_description":"token: expired"}';
    expect(shown(settings)).toBe(settings);
  });

  test('is text without control characters, however binary it is', () => {
    expect(shown('a\u001b[2Jb\u0000c\u009bd\r\n\te')).toBe('a[2Jbcd\n\te');
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const binary = { ...answer(''), body: bytes, incomplete: 'undecodable' } as const;
    expect(exchangeOf(register, 'r', 0, binary).body).toBe('(300 bytes that could not be decoded)');
  });

  test('takes no longer for a hostile mebibyte', () => {
    const size = 1_000_000;
    const hostile = [
      'a',
      '"',
      '{"token":',
      '[',
      '\\',
      'token"',
      'token": "',
      'eyJ',
      'eyJ.',
      'token=',
      '{"a":[',
      'secret\\"',
    ];
    for (const unit of hostile) {
      const text = unit.repeat(size / unit.length);
      expect(shown(text).length).toBeLessThanOrEqual(65_536);
    }
  }, 30_000);
});

describe('of the headers', () => {
  test('only known ones are shown, without a query in Location', () => {
    const headers = {
      'content-type': 'application/json',
      'set-cookie': 'session=tops3cret',
      'x-api-key': 'tops3cret',
      location: 'https://user:tops3cret@other.example/path?code=tops3cret#tops3cret',
      'www-authenticate': 'Bearer error="invalid_token",\u001b[1m error_description="no"',
    };
    expect(exchangeOf(register, 'req-1', 0, answer('', { headers })).headers).toEqual({
      'content-type': 'application/json',
      location: 'https://other.example/path',
      'www-authenticate': 'Bearer error="invalid_token",[1m error_description="no"',
    });
  });

  test('a Location that is no URL shows nothing', () => {
    expect(exchangeOf(register, 'r', 0, answer('', { headers: { location: 'http://[' } })).headers).toEqual({
      location: '',
    });
  });
});

describe('of the request', () => {
  test('a secret in its body or address is not shown', () => {
    const update: HttpRequest = {
      stage: 'update',
      method: 'PUT',
      url: 'https://user:tops3cret@idp.example/dcr/c1',
      bearer: 'registration-access-token',
      body: { client_id: 'c1', client_secret: 'tops3cret', token_endpoint_auth_method: 'client_secret_basic' },
    };
    const { request } = exchangeOf(update, 'req-1', 0);
    expect(JSON.stringify(request)).not.toContain('tops3cret');
    expect(request).toMatchObject({ method: 'PUT', body: { client_id: 'c1', client_secret: '[secret]' } });
  });
});
