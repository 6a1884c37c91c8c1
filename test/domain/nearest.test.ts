import { expect, test } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

const words = ['expires_in', 'max_uses', 'label', 'redirect_uris', 'jwks_uri'];

test.each([
  ['expires', 'expires_in'],
  ['jwks', 'jwks_uri'],
  ['exp', undefined],
  ['expire_in', 'expires_in'],
  ['expiresIn', 'expires_in'],
  ['max-uses', 'max_uses'],
  ['lable', 'label'],
  ['redirect_uri', 'redirect_uris'],
  ['redirectUris', 'redirect_uris'],
  ['zzzzzz', undefined],
  ['', undefined],
])('a mistyped %j is taken for %j', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

test('a word of a million characters is answered at once, with nothing', () => {
  expect(nearest('x'.repeat(1_000_000), words)).toBeUndefined();
});
