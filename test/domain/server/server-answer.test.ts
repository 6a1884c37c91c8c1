import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../src/domain/outcome.ts';
import type { Stage, Transmission } from '../../../src/domain/server/request.ts';
import { failureOfAnswer, failureOfSilence } from '../../../src/domain/server/server-answer.ts';
import { answerOf, exchangeAt, SENT_AT } from '../answers.ts';

const CHANGES: Stage[] = ['register', 'update', 'delete'];
const exitCode = (stage: Stage, status: number, body: unknown = '', headers = {}) =>
  outcomeOf(failureOfAnswer(stage, answerOf(status, body, { headers }), exchangeAt(stage))).exitCode;

describe('by status, a run ends as the table has it', () => {
  const cases: [number[], { mint: number; change: number; read: number }][] = [
    [[400, 409, 422], { mint: 6, change: 6, read: 6 }],
    [[401], { mint: 4, change: 5, read: 5 }],
    [[403], { mint: 4, change: 5, read: 5 }],
    [[301, 302, 307, 308, 404, 405, 413, 415, 429], { mint: 9, change: 9, read: 9 }],
    [[303, 500, 502, 503, 504, 200, 202, 204], { mint: 9, change: 8, read: 9 }],
    // Gateways: what a 520 or 524 did not answer may have been done; a 521 or 525 never reached the server.
    [[520, 522, 524], { mint: 9, change: 8, read: 9 }],
    [[501, 505, 521, 523, 525, 526], { mint: 9, change: 9, read: 9 }],
    [[300, 304, 402, 406, 408, 410, 418, 423, 431], { mint: 9, change: 9, read: 9 }],
  ];
  for (const [statuses, { mint, change, read }] of cases) {
    test.each(statuses)('%i', status => {
      expect(exitCode('mint', status)).toBe(mint);
      for (const stage of CHANGES) expect(exitCode(stage, status)).toBe(change);
      expect(exitCode('read', status)).toBe(read);
    });
  }

  test('and by the code in a refusal', () => {
    expect(exitCode('register', 400, { error: 'invalid_token' })).toBe(5);
    expect(exitCode('register', 400, { error: 'invalid_redirect_uri' })).toBe(6);
    expect(exitCode('register', 403, { error: 'insufficient_scope' })).toBe(5);
    expect(exitCode('register', 403, { error: 'access_denied' })).toBe(6);
    expect(exitCode('register', 403, '', { 'www-authenticate': 'Bearer error="invalid_token"' })).toBe(5);
    expect(exitCode('register', 503, { error: 'temporarily_unavailable' })).toBe(8);
  });
});

describe('a refusal keeps the server’s own words', () => {
  const refusal = (body: unknown, more = {}) =>
    failureOfAnswer('register', answerOf(400, body, more), exchangeAt('register'));

  test('in the form of RFC 7591', () => {
    const body = { error: 'invalid_redirect_uri', error_description: 'must be\u001b[1m https\r\nonly\u202e' };
    expect(refusal(body)).toEqual({
      kind: 'oauth-error',
      stage: 'register',
      exchange: exchangeAt('register'),
      status: 400,
      error: 'invalid_redirect_uri',
      error_description: 'must be[1m https only',
    });
    expect(refusal({ error: 'invalid_client_metadata', error_description: null })).not.toHaveProperty(
      'error_description',
    );
  });

  test('with the challenge beside it', () => {
    const headers = { 'www-authenticate': 'Bearer realm="idp", error="invalid_token"' };
    expect(refusal({ error: 'invalid_token' }, { headers })).toMatchObject({
      kind: 'oauth-error',
      challenge: { scheme: 'Bearer', realm: 'idp', error: 'invalid_token' },
    });
    expect(
      refusal('', { headers: { 'www-authenticate': 'Bearer error="invalid_token", error_description="expired"' } }),
    ).toMatchObject({
      kind: 'refused',
      says: 'expired',
      challenge: { error: 'invalid_token' },
    });
  });

  test.each([
    ['problem+json', { type: 'about:blank', title: 'Bad Request', detail: 'no such realm' }, 'no such realm'],
    ['problem+json without detail', { title: 'Too many clients' }, 'Too many clients'],
    ['FastAPI', { detail: 'Not Found' }, 'Not Found'],
    [
      'FastAPI, by member',
      {
        detail: [
          { loc: ['body', 'redirect_uris', 0], msg: 'invalid url', type: 'url' },
          { loc: ['body', 'scope'], msg: 'too long' },
        ],
      },
      'body.redirect_uris.0: invalid url; body.scope: too long',
    ],
    ['an error object', { error: { code: 400, message: 'client_name is taken' } }, 'client_name is taken'],
    ['a list of errors', { errors: [{ message: 'one' }, { message: 'two' }] }, 'one; two'],
    ['Spring', { timestamp: 1, status: 404, error: 'Not Found', path: '/x' }, 'Not Found'],
    [
      'NestJS',
      { statusCode: 400, message: ['scope must be a string'], error: 'Bad Request' },
      'scope must be a string',
    ],
    ['an error that is a sentence', { error: 'The client name is taken.' }, 'The client name is taken.'],
    ['an error that is a number', { error: 17 }, ''],
    ['prose', 'upstream  connect\nerror', 'upstream  connect error'],
    ['a JSON string', '"nope"', 'nope'],
    [
      'an HTML page',
      '<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title></head><body><h1>nginx &amp; co</h1></body></html>',
      '502 Bad Gateway: nginx & co',
    ],
    ['an HTML page without a title', '<html><body><p>Access <b>denied</b></p></body></html>', 'Access denied'],
    ['nothing', '', ''],
    ['an empty object', {}, ''],
  ])('as %s', (_, body, says) => {
    expect(refusal(body)).toMatchObject({ kind: 'refused', says });
  });

  test('but no secret, and no more than a paragraph', () => {
    expect(
      JSON.stringify(refusal({ error: 'invalid_token', error_description: 'token=abcdef123456 is bad' })),
    ).not.toContain('abcdef123456');
    const long = refusal('word '.repeat(100_000));
    expect(long.kind === 'refused' ? long.says.length : 0).toBe(500);
  });

  test('of a redirect: where to, its origin only', () => {
    const redirect = (location: string) =>
      failureOfAnswer('register', answerOf(302, '', { headers: { location } }), exchangeAt('register'));
    expect(redirect('https://login.example/sso?token=tops3cret')).toMatchObject({
      kind: 'refused',
      says: 'it redirects to https://login.example, which was not followed',
    });
    expect(redirect('/dcr/register/')).toMatchObject({
      says: expect.stringContaining('https://idp.example/dcr/register/'),
    });
    expect(redirect('http://[')).toMatchObject({ says: expect.stringContaining('no URL') });
  });
});

describe('an answer of no use', () => {
  test('to a registration leaves its outcome unknown, and says why', () => {
    const page = '<html><head><title>504 Gateway Time-out</title></head></html>';
    expect(failureOfAnswer('register', answerOf(504, page), exchangeAt('register'))).toMatchObject({
      kind: 'outcome-unknown',
      status: 504,
      sentAt: SENT_AT,
      because: 'answered 504 with an HTML page; it says: 504 Gateway Time-out',
    });
    const cut = answerOf(200, '{"client', { incomplete: 'cut', tookMs: 60_000 });
    expect(failureOfAnswer('update', cut, exchangeAt('update'))).toMatchObject({
      because: expect.stringContaining('broke off after 8 bytes and 60.0 s'),
    });
  });

  test('to a mint or a read is only that', () => {
    expect(
      failureOfAnswer('mint', answerOf(503, { error: 'temporarily_unavailable' }), exchangeAt('mint')),
    ).toMatchObject({
      kind: 'unexpected-answer',
      status: 503,
      problem: 'answered 503; it says: temporarily_unavailable',
    });
  });
});

describe('no answer', () => {
  const silence = (sent: boolean): Extract<Transmission, { kind: 'unanswered' }> => ({
    kind: 'unanswered',
    sent,
    code: 'ECONNRESET',
    message: 'read ECONNRESET',
    afterMs: 12,
    exchange: exchangeAt('register'),
  });

  test('and nothing sent is exit 7 at every stage', () => {
    for (const stage of ['discover', 'mint', 'read', ...CHANGES] as const) {
      const failure = failureOfSilence(stage, silence(false), SENT_AT);
      expect(failure).toMatchObject({
        kind: 'unreachable',
        stage,
        code: 'ECONNRESET',
        url: 'https://idp.example/api/oidc/dcr/register',
      });
      expect(outcomeOf(failure).exitCode).toBe(7);
    }
  });

  test('after it was sent is unknown for what changes clients, and nothing for the rest', () => {
    for (const stage of CHANGES) {
      const failure = failureOfSilence(stage, silence(true), SENT_AT);
      expect(failure).toMatchObject({ kind: 'outcome-unknown', sentAt: SENT_AT, code: 'ECONNRESET' });
      expect(outcomeOf(failure).exitCode).toBe(8);
    }
    for (const stage of ['discover', 'mint', 'read'] as const) {
      expect(outcomeOf(failureOfSilence(stage, silence(true), SENT_AT)).exitCode).toBe(9);
    }
  });
});
