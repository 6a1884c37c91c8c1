import { describe, expect, test } from 'vitest';
import { planned, planProblems } from '../planned.ts';

const client = (lines: string) => `version: 1\nclient: {${lines}}\n`;
type Flags = NonNullable<Parameters<typeof planned>[1]>['flags'];
const keys = (text: string | undefined, flags: Flags = {}) => planned(text, { flags }).known.keys;

test('where nobody says anything, an RS256 pair is made, without a name of its own', () => {
  expect(keys(undefined)).toEqual({ from: 'generate', alg: 'RS256' });
  expect(planned().sources).toMatchObject({ 'client.keys': 'default', 'client.keys.generate': 'default' });
});

describe('each form of --keys', () => {
  test.each([
    ['generate', { from: 'generate', alg: 'RS256' }],
    ['none', { from: 'none' }],
    ['./none', { from: 'file', path: './none' }],
    ['keys/bff.pem', { from: 'file', path: 'keys/bff.pem' }],
    ['-', { from: 'file', path: '-' }],
    ['https://app.example.com/jwks.json', { from: 'jwks_uri', url: 'https://app.example.com/jwks.json' }],
  ])('%s', (flag, choice) => {
    expect(keys(client('keys: {generate: ES256, kid: a}'), { 'client.keys': flag })).toEqual(
      flag === 'generate' ? { from: 'generate', alg: 'ES256', kid: 'a' } : choice,
    );
    expect(keys(undefined, { 'client.keys': flag })).toEqual(choice);
  });

  test.each([
    ['genrate', '--keys: is neither generate nor none (did you mean "generate"? A file of that name is ./genrate)'],
    ['https://', '--keys: is no usable URL'],
    ['', '--keys: has to be generate|none|FILE|URL'],
    ['a\u0007b', '--keys: holds a control character'],
  ])('%j is refused', (flag, problem) => {
    expect(planProblems(undefined, { flags: { 'client.keys': flag } })[0]).toContain(problem);
  });
});

describe('algorithm and key ID', () => {
  test('go with the keys that the runbook speaks of', () => {
    expect(keys(client('keys: {file: a.pem, alg: ES256, kid: k}'))).toEqual({
      from: 'file',
      path: 'a.pem',
      alg: 'ES256',
      kid: 'k',
    });
    expect(keys(client('keys: {generate: ES256, kid: k}'), { 'client.keys': 'b.pem' })).toEqual({
      from: 'file',
      path: 'b.pem',
    });
  });

  test('can be named by a flag, which wins', () => {
    const flags = { 'client.keys.generate': 'ES256', 'client.keys.kid': 'mine' };
    expect(keys(client('keys: {generate: RS256, kid: k}'), flags)).toEqual({
      from: 'generate',
      alg: 'ES256',
      kid: 'mine',
    });
    expect(keys(client('keys: {file: a.pem}'), flags)).toEqual({
      from: 'file',
      path: 'a.pem',
      alg: 'ES256',
      kid: 'mine',
    });
  });

  test('mean nothing where no key is made or read here', () => {
    expect(planProblems(client('keys: none'), { flags: { 'client.keys.kid': 'k' } })).toEqual([
      '--kid: says nothing about keys: there are none',
    ]);
  });

  test('follow the algorithm that the client says it will sign with', () => {
    const text = client('metadata: {token_endpoint_auth_signing_alg: ES256}');
    expect(keys(text)).toEqual({ from: 'generate', alg: 'ES256' });
    expect(planned(text).sources['client.keys.generate']).toBe('runbook');
  });

  test.each([
    [{ 'client.keys.generate': 'HS256' }, '--key-alg: has to be one of RS256, ES256 (did you mean "RS256"?)'],
    [{ 'client.keys.kid': '' }, '--kid: is empty'],
  ])('%j is refused', (flags, problem) => {
    expect(planProblems(undefined, { flags })).toEqual([problem]);
  });
});
