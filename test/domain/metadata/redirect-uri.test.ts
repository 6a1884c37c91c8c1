import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redirectUriFindings, redirectUrisFindings } from '../../../src/domain/metadata/redirect-uri.ts';

const look = (uri: string, applicationType?: string) =>
  redirectUriFindings(uri, { applicationType }).map(({ severity, cause }) => `${severity} ${cause}`);

describe('a redirect URI that can never be one blocks', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'blank'],
    ['/auth/callback', 'relative'],
    ['app.example.com/callback', 'no scheme'],
    ['localhost:3000/callback', 'a host and a port that read as a scheme'],
    ['127.0.0.1:8080', 'an address without a scheme'],
    ['https://', 'no host'],
    ['https:///callback', 'no host'],
    ['https:app.example.com/cb', 'no slashes'],
    ['https://app.example.com:99999/cb', 'an impossible port'],
    ['https://[::1/cb', 'a broken address'],
    ['https://app.example.com/call back', 'a space inside'],
    [' https://app.example.com/cb', 'a space before'],
    ['https://app.example.com/cb\n', 'a line end'],
    ['https://app.example.com/\u200bcb', 'a zero-width space'],
    ['https://app.example.com/\u0007cb', 'a bell'],
    ['javascript:alert(1)', 'javascript'],
    ['JavaScript:alert(1)', 'javascript in capitals'],
    ['data:text/html,x', 'data'],
    ['file:///etc/passwd', 'file'],
    ['vbscript:x', 'vbscript'],
  ])('%j: %s', uri => {
    expect(look(uri)).toEqual(['cannot-send redirect.malformed']);
  });
});

describe('a redirect URI that most servers refuse blocks until the operator says «send anyway»', () => {
  test.each([
    ['https://app.example.com/cb#done', 'redirect.fragment_or_userinfo'],
    ['https://app.example.com/cb#', 'redirect.fragment_or_userinfo'],
    ['https://user:pw@app.example.com/cb', 'redirect.fragment_or_userinfo'],
    ['https://*.example.com/cb', 'redirect.malformed'],
    ['https://app.example.com/*', 'redirect.malformed'],
    ['https://app.example.com/{tenant}/cb', 'redirect.malformed'],
    ['https://{host}/cb', 'redirect.malformed'],
    ['https://app.example.com/rückruf', 'redirect.malformed'],
    ['http://app.example.com/cb', 'redirect.not_https'],
    ['http://10.0.0.7/cb', 'redirect.not_https'],
    ['http://127.0.0.1.evil.example/cb', 'redirect.not_https'],
    ['http://0.0.0.0:3000/cb', 'redirect.not_https'],
  ])('%j: %s', (uri, cause) => {
    expect(redirectUriFindings(uri)[0]).toMatchObject({ severity: 'refusal-likely', cause });
  });

  test('the message names what is wrong, and a source', () => {
    expect(redirectUriFindings('http://authz.example/cb', { index: 2 })).toEqual([
      {
        severity: 'refusal-likely',
        member: 'redirect_uris',
        index: 2,
        message: 'http to authz.example, which is not this machine: most servers refuse it; use https',
        cause: 'redirect.not_https',
        source: 'RFC 7591 section 5; RFC 8252 section 7.3',
      },
    ]);
  });
});

describe('what is only worth knowing blocks nothing', () => {
  test.each([
    ['http://127.0.0.1:8080/cb', undefined, 'some servers refuse it to a web client'],
    ['http://localhost/cb', 'native', 'localhost may lead elsewhere'],
    ['http://127.0.0.1:8080/cb', 'native', 'any free port'],
    ['https://localhost:8443/cb', undefined, 'needs a certificate'],
    ['https://app.example.com/cb/', undefined, 'ends in a slash'],
    ['https://App.Example.com/cb', undefined, 'https://app.example.com/cb'],
    ['HTTPS://app.example.com/cb', undefined, 'https://app.example.com/cb'],
    ['https://app.example.com:443/cb', undefined, 'https://app.example.com/cb'],
    ['https://app.example.com/a/../cb', undefined, 'https://app.example.com/cb'],
    ['myapp://cb', 'native', 'has no dot'],
    ['com.example.app:/cb', undefined, 'set application_type to native'],
  ])('%j for %s', (uri, type, says) => {
    const findings = redirectUriFindings(uri, { applicationType: type });
    expect(findings.map(({ severity }) => severity)).not.toContain('refusal-likely');
    expect(findings.map(({ message }) => message).join('\n')).toContain(says);
  });
});

test.each([
  ['https://automate.ocg.labs.empowernow.ai/auth/callback', undefined],
  ['https://app.example.com', undefined],
  ['https://app.example.com/', undefined],
  ['https://app.example.com/cb?tenant=a%20b&next=/x/', undefined],
  ['https://app.example.com:8443/cb', undefined],
  ['https://[2001:db8::1]/cb', undefined],
  ['http://127.0.0.1/cb', 'native'],
  ['http://[::1]/cb', 'native'],
  ['com.example.app:/oauth2redirect', 'native'],
  ['com.example.app://callback', 'native'],
])('nothing is said about %j', (uri, type) => {
  expect(look(uri, type)).toEqual([]);
});

test('a URI that stands twice in the list is named once, at its second place', () => {
  const findings = redirectUrisFindings(['https://a.example/cb', 'https://b.example/cb', 'https://a.example/cb']);
  expect(findings).toMatchObject([
    { index: 2, severity: 'hint', message: 'it is in the list twice: the same as number 1' },
  ]);
});

test('a list of ten thousand is looked at in one go, each entry once', () => {
  const uris = Array.from({ length: 10_000 }, (_, index) => `http://host-${index}.example/cb`);
  expect(redirectUrisFindings(uris)).toHaveLength(10_000);
});

test('any text gets an answer, and no answer holds a control character', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.string().map(tail => `http://${tail}`),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(undefined, 'web', 'native', ''), (uri, applicationType) => {
      for (const { message, cause, source } of redirectUriFindings(uri, { applicationType })) {
        expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(cause && source).toBeTruthy();
      }
    }),
  );
});
