import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnosis/catalogue.ts';
import { sourceAddress } from '../../src/diagnosis/source-address.ts';

test('a source leads to the section that it names, and nowhere where it names no document', () => {
  expect(sourceAddress('RFC 7591 section 3.2.2 (invalid_client_metadata)')).toBe(
    'https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2',
  );
  expect(sourceAddress('RFC 9110 sections 11.7.1 and 15.5.8 (407)')).toBe(
    'https://www.rfc-editor.org/rfc/rfc9110#section-11.7.1',
  );
  expect(sourceAddress('a rule of the server; RFC 8705')).toBe('https://www.rfc-editor.org/rfc/rfc8705');
  expect(sourceAddress('OpenID Connect Dynamic Client Registration 1.0 section 2 (application_type)')).toBe(
    'https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata',
  );
  // The findings call the same document by its shorter name.
  expect(sourceAddress('OpenID Connect Registration 1.0 section 2 (application_type)')).toBe(
    'https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata',
  );
  expect(sourceAddress('OpenID Connect Core 1.0 section 9')).toBe(
    'https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication',
  );
  expect(sourceAddress('OpenID Connect RP-Initiated Logout 1.0 asks for no same origin')).toBe(
    'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
  );
  expect(sourceAddress('POSIX connect (ECONNREFUSED)')).toBeUndefined();
});

test('every source of the catalogue that names a specification leads to it', () => {
  for (const { id, source } of catalogue) {
    if (/\bRFC \d|OpenID Connect \w/.test(source)) expect(sourceAddress(source), id).toMatch(/^https:\/\//);
  }
});
