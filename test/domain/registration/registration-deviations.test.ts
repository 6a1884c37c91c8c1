import { describe, expect, test } from 'vitest';
import type { RawAnswer } from '../../../src/domain/server/request.ts';
import { clientOf, whole } from '../registrations.ts';

describe('a client is never lost, whatever else is wrong', () => {
  const { client_secret_expires_at: _, ...withoutExpiry } = whole;
  const { registration_client_uri: __, ...withoutUri } = whole;
  const { registration_access_token: ___, ...withoutToken } = whole;
  test.each<[string, unknown, Partial<RawAnswer>, number, string]>([
    ['200', whole, {}, 200, 'answered 200 instead of 201'],
    ['202', whole, {}, 202, 'answered 202 instead of 201'],
    [
      'another content type',
      whole,
      { headers: { 'content-type': 'text/html;charset=utf-8' } },
      201,
      'content type text/html;charset=utf-8 instead of application/json',
    ],
    ['no content type', whole, { headers: {} }, 201, 'no content type instead of application/json'],
    [
      'a secret for a public client',
      { ...whole, token_endpoint_auth_method: 'none' },
      {},
      201,
      'a client_secret, though the client authenticates by none',
    ],
    ['a secret without an expiry', withoutExpiry, {}, 201, 'client_secret without client_secret_expires_at'],
    [
      'numbers as strings',
      { ...whole, client_secret_expires_at: '0' },
      {},
      201,
      'client_secret_expires_at is a string instead of a number',
    ],
    [
      'a client_id that is a number',
      { ...whole, client_id: 4711 },
      {},
      201,
      'client_id is a number instead of a string',
    ],
    [
      'a relative URI',
      { ...whole, registration_client_uri: '/dcr/c1' },
      {},
      201,
      'registration_client_uri is relative instead of a whole URL',
    ],
    [
      'a URI that is none',
      { ...whole, registration_client_uri: 'http://[' },
      {},
      201,
      'registration_client_uri is no URL',
    ],
    [
      'a URI of clear text',
      { ...whole, registration_client_uri: 'http://idp.example/c1' },
      {},
      201,
      'registration_client_uri is http: instead of https:',
    ],
    ['a token without its URI', withoutUri, {}, 201, 'registration_access_token without registration_client_uri'],
    ['a URI without its token', withoutToken, {}, 201, 'registration_client_uri without registration_access_token'],
    ['a byte order mark', `\ufeff${JSON.stringify(whole)}`, {}, 201, 'the body begins with a byte order mark'],
    ['an envelope', { data: whole, code: 0 }, {}, 201, 'the registration lies inside "data"'],
    [
      'camelCase',
      { clientId: 'c1', clientSecret: 'tops3cret-secret', clientSecretExpiresAt: 0 },
      {},
      201,
      'client_secret is spelled clientSecret',
    ],
    [
      'a warning before it',
      `<br />\nWarning: mysqli in x.php\n${JSON.stringify(whole)}\n<!-- 3 ms -->`,
      {},
      201,
      'the JSON has other text around it',
    ],
    [
      'JSON in a JSON string',
      JSON.stringify(JSON.stringify(whole)),
      {},
      201,
      'the JSON object is written as a JSON string',
    ],
    ['a body that broke off behind it', whole, { incomplete: 'cut' }, 201, 'the answer broke off'],
    [
      'a content coding that was a lie',
      whole,
      { incomplete: 'undecodable', headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } },
      201,
      'content-encoding gzip could not be decoded',
    ],
    [
      'an empty secret',
      { client_id: 'c1', client_secret: '', token_endpoint_auth_method: 'none' },
      {},
      201,
      'client_secret is empty',
    ],
    [
      'an object for a secret',
      { ...whole, client_secret: { value: 'x' } },
      {},
      201,
      'client_secret is an object instead of a string',
    ],
    [
      'milliseconds',
      { ...whole, client_secret_expires_at: 1795424990000 },
      {},
      201,
      'client_secret_expires_at is in milliseconds instead of seconds',
    ],
    [
      'a negative time',
      { ...whole, client_id_issued_at: -5 },
      {},
      201,
      'client_id_issued_at is no whole number of seconds',
    ],
  ])('with %s it is listed', (_name, body, more, status, deviation) => {
    const { client, deviations } = clientOf(body, more, status);
    expect(deviations).toContainEqual(expect.stringContaining(deviation));
    expect(client.client_id).toMatch(/^(c1|4711)$/);
  });

  test('times that can be read are read, others left out', () => {
    const expiry = (value: unknown) =>
      clientOf({ ...whole, client_secret_expires_at: value }).client.client_secret_expires_at;
    expect(expiry('1795424990')).toBe(1795424990);
    expect(expiry(1795424990000)).toBe(1795424990);
    expect(expiry('2026-11-23T09:09:50Z')).toBe(1795424990);
    for (const value of [-1, 1e300, 'never', true, [], null, '99999999999999999999'])
      expect(expiry(value)).toBeUndefined();
  });

  test('a client_id of more digits than a number holds keeps them all', () => {
    expect(clientOf('{"client_id": 123456789012345678901234567890}').client.client_id).toBe(
      '123456789012345678901234567890',
    );
  });

  test('nulls are as if they were not there', () => {
    const { client, deviations } = clientOf({
      ...whole,
      client_secret: null,
      client_secret_expires_at: null,
      token_endpoint_auth_method: 'none',
    });
    expect(client).not.toHaveProperty('client_secret');
    expect(deviations).toEqual([]);
  });

  test('a secret that is missing where the method needs one is said', () => {
    expect(clientOf({ client_id: 'c1', token_endpoint_auth_method: 'client_secret_post' }).deviations).toEqual([
      'no client_secret, though the client authenticates by client_secret_post',
    ]);
  });
});
