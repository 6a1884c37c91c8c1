import { expect, test } from 'vitest';
import type { Failure } from '../../../src/domain/failure.ts';
import { exchangeText } from '../../../src/guidance/trouble/exchange-text.ts';
import { troubleWords } from '../../../src/guidance/trouble/trouble-words.ts';
import { exchange, initialAccessToken, TELLTALE } from '../../support/flow.ts';

const LOCAL: Failure[] = [
  { kind: 'blocked', passable: true, problems: ['it is empty'] },
  { kind: 'blocked', passable: false, problems: ['it is empty'] },
  {
    kind: 'origin-not-allowed',
    origin: 'https://b.example.com',
    url: 'https://b.example.com/register',
    role: 'the registration endpoint',
  },
  { kind: 'iat-unusable', standing: 'expired' },
  { kind: 'iat-unusable', standing: 'used-up', deadOnArrival: true },
  { kind: 'already-registered', client_id: 'a', client_name: 'b', record: 'c.json' },
  { kind: 'not-valid', problem: 'it is no URL' },
  { kind: 'not-written', path: 'clients', code: 'EACCES', message: 'permission denied' },
];

test.each(LOCAL)('$kind is told without a flag of the command line', failure => {
  const { headline, next, problems } = troubleWords(failure);
  expect([headline, ...next, ...problems].join(' ')).not.toMatch(/(^|\s)--[a-z]/);
  expect(headline).not.toBe('');
});

test('a token that a server quotes is cut out of its words', () => {
  initialAccessToken();
  const says = `iat-${TELLTALE} is not known`;
  const { said } = troubleWords({
    kind: 'refused',
    stage: 'register',
    status: 401,
    says,
    exchange: exchange('register'),
  });
  expect(said).toBe('[secret] is not known');
});

test('a redirect is told in our words, since the server said none', () => {
  const says = 'it redirects to https://login.example, which was not followed';
  const failure = { kind: 'refused', stage: 'register', status: 302, says, exchange: exchange('register') } as const;
  const { said, next } = troubleWords(failure);
  expect(said).toBeUndefined();
  expect(next[0]).toBe('It redirects to https://login.example, which was not followed.');
});

test('a request is told with its variables, its answer as it came, and no secret of either', () => {
  const text = exchangeText({
    ...exchange('register'),
    request: { ...exchange('register').request, bearer: 'iat', body: { client_name: 'bff', client_secret: 'mine' } },
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: `{"error":"invalid_client_metadata","registration_access_token":"abc","seen":"iat-${TELLTALE}"}`,
  });
  expect(text).toContain('POST https://idp.example.com/api/oidc/dcr/register\nAuthorization: Bearer $DCR_IAT');
  expect(text).toContain('"client_secret": "[secret]"');
  expect(text).toContain('The answer: 400\ncontent-type: application/json');
  expect(text).toContain('"registration_access_token": "[secret]"');
  expect(text).not.toContain(TELLTALE);
});

test('an answer that is no JSON, and none at all', () => {
  const html = exchangeText({ ...exchange('mint'), status: 502, headers: {}, body: '<h1>Bad gateway</h1>' });
  expect(html).toContain('<h1>Bad gateway</h1>');
  expect(exchangeText(exchange('register'))).toContain('(no answer)');
});
