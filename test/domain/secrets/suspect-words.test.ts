import { describe, expect, it } from 'vitest';
import { suspectWords } from '../../../src/domain/secrets/suspect-words.ts';

const ASKED = 'https://idp2.example/dcr/register {"client_name":"ms-bff-2026"}';

describe('what may be a secret in an answer that is not the JSON it should be', () => {
  it.each([
    ['a token alone', 'plainletterstokenofaserver', ['plainletterstokenofaserver']],
    ['a short one', 'tok-1a', ['tok-1a']],
    ['a JSON text', '"iat-38-T0psecret"', ['iat-38-T0psecret']],
    ['a token in a sentence', 'Your token is iat-38-T0psecret.', ['iat-38-T0psecret']],
    ['a token in a page', '<html><p>Token: iat-38-T0psecret</p></html>', ['iat-38-T0psecret']],
    ['a form', 'access_token=iat-38-T0psecret&expires_in=300', ['iat-38-T0psecret']],
  ])('is %s', (_, body, words) => {
    expect(suspectWords(body, ASKED)).toEqual(words);
  });

  it.each([
    ['a word of agreement', 'Created'],
    ['a sentence', 'The client was registered at 2026-11-24T18:00:00Z'],
    ['what was asked', 'ms-bff-2026 at https://idp2.example/dcr/register is made'],
    ['the client it may have been', 'client_id=client-17954 done'],
    ['an object, whose members tell', '{"client_id":"client-17954"}'],
    ['an object that broke off', '{"client_id":"client-17954","client_na'],
  ])('is not %s', (_, body) => {
    expect(suspectWords(body, ASKED)).toEqual([]);
  });
});
