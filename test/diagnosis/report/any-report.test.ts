import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosisDocument } from '../../../src/cli/telling/diagnosis-document.ts';
import { diagnosisLines } from '../../../src/cli/telling/diagnosis-lines.ts';
import { judged, mattersMost } from '../../../src/diagnosis/report/choose-answer.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';
import { reportText } from '../../../src/diagnosis/report/report-text.ts';

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ue000\ue001\ufeff]/;

/** Pieces that the readers look for, whole and broken. */
const PIECES = [
  'HTTP/1.1 400 Bad Request',
  '< HTTP/2 401',
  '> POST /register HTTP/1.1',
  'Content-Type: application/json',
  'content-length: 999999999999',
  '{"error":"invalid_token"}',
  '{"error":',
  '{',
  '}',
  '',
  '* Connection #0 to host idp.example left intact',
  'curl: (60) SSL certificate problem: self-signed certificate',
  "curl -X POST 'https://idp.example/register -d '{",
  'Invoke-RestMethod : The remote server returned an error: (401) Unauthorized.',
  'Line |',
  '   1 |  Invoke-RestMethod -Uri https://idp.example/register',
  '     | ~~~~',
  'Traceback (most recent call last):',
  '  File "x.py", line 1, in y',
  "requests.exceptions.SSLError: HTTPSConnectionPool(host='h', port=443): Max retries exceeded with url: /x",
  'bff-1  | {"level":50,"msg":"registration failed","status":401}',
  'bff-1  | {"level":50,"msg":',
  'eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjB9.c2ln',
  'Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjB9.c2ln',
  '{"log":{"entries":[{"request":null,"response":7}]}}',
  '{"schema_version":1,"kind":"support-bundle","exchanges":[{"request":{"url":"x"},"status":"y"}]}',
  '{"schema_version":1,"outcome":"refused","diagnosis":[{"cause":"x","confidence":9,"headline":"\\u001b[31m"}]}',
  '{"stage":"mint","status":[],"headers":{"a":null},"body":{"b":[]},"error_code":12}',
  '\u202egnp.exe',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
] as const;

const report = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 300 }).map(text => Buffer.from(text)),
  fc.json().map(text => Buffer.from(text)),
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      ),
      {
        maxLength: 25,
      },
    )
    .chain(lines => fc.constantFrom('\n', '\r\n', '\r', ' ').map(end => Buffer.from(lines.join(end)))),
);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const opaque = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 60 })
  .filter(text => /[0-9]/.test(text) && /[A-Za-z]/.test(text) && /^[A-Za-z0-9]/.test(text));
const jwt = fc.tuple(opaque, opaque).map(([body, signature]) => `eyJhbGciOiJSUzI1NiJ9.${body}.${signature}`);

/** Reports with a secret where secrets stand. */
const LEAKS: readonly ((secret: string) => string)[] = [
  secret => `curl -i https://idp.example/register -H "Authorization: Bearer ${secret}" -d '{}'\nHTTP/1.1 401\n\n`,
  secret =>
    `> POST /register HTTP/1.1\n> Authorization: Bearer ${secret}\n>\n< HTTP/1.1 401\n<\n{"error":"invalid_token"}`,
  secret =>
    `HTTP/1.1 201 Created\n\n{"client_id":"c","client_secret":"${secret}","registration_access_token":"${secret}"}`,
  secret => `POST /initial-access-tokens HTTP/1.1\n\nHTTP/1.1 201\n\n{"value":"${secret}"}`,
  secret => `HTTP/1.1 401\nSet-Cookie: S=${secret}; Path=/\n\n{"error":"invalid_token"}`,
  secret => `bff-1 | ERROR registration failed: 401, DCR_IAT=${secret}`,
  secret => `bff-1 | {"level":50,"msg":"registration failed with initial access token ${secret}","status":401}`,
  secret =>
    `bff-1 | {"level":50,"msg":"registration failed","headers":{"authorization":"Bearer ${secret}"},"status":401}`,
  secret => `TypeError: Headers.append: "Bearer ${secret}\\nx" is an invalid header value.`,
  secret => `Invoke-RestMethod : {"error":"invalid_token","token":"${secret}"}\nAt line:1 char:1`,
  secret =>
    JSON.stringify({ stage: 'register', request: { headers: { Authorization: `Bearer ${secret}` } }, status: 401 }),
  secret => JSON.stringify({ stage: 'mint', request: `with Bearer ${secret}`, status: 201, body: { token: secret } }),
  secret => JSON.stringify({ error: 'invalid_token', error_description: `the token ${secret} is not known` }),
  secret => {
    const text = Buffer.from(JSON.stringify({ client_id: 'c', client_secret: secret })).toString('base64');
    const headers = [
      { name: 'Authorization', value: `Bearer ${secret}` },
      { name: 'Cookie', value: `s=${secret}` },
    ];
    const request = {
      method: 'POST',
      url: 'https://idp.example/register',
      headers,
      cookies: [{ name: 's', value: secret }],
    };
    const response = { status: 201, headers: [], content: { text, encoding: 'base64' } };
    return JSON.stringify({ log: { entries: [{ request, response }] } });
  },
];

describe('whatever secret a report holds', () => {
  it.each(LEAKS.map((leak, index) => [leak('…').slice(0, 60), index] as const))(
    'nothing of it is shown: %s',
    (_, index) => {
      const leak = LEAKS[index] ?? (() => '');
      fc.assert(
        fc.property(fc.oneof(opaque, jwt), secret => {
          const answers = readReport(reportText(Buffer.from(leak(secret)))).map(judged);
          expect(answers.length).toBeGreaterThan(0);
          const shown = [JSON.stringify(answers), ...diagnosisLines(answers, mattersMost(answers), 1)].join('\n');
          for (const part of secret.split('.').slice(-1)) expect(shown).not.toContain(part);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('whatever file somebody sends', () => {
  it('is read without a crash, into plain and bounded words, the same each time', () => {
    fc.assert(
      fc.property(report, bytes => {
        const answers = readReport(reportText(bytes)).map(judged);
        const main = mattersMost(answers);
        expect(main).toBeGreaterThanOrEqual(answers.length === 0 ? -1 : 0);
        expect(answers.length).toBeLessThanOrEqual(50);
        const lines = reportText(bytes).split('\n').length;
        for (const { lines: place, excerpt, what } of answers) {
          expect(place.from).toBeGreaterThanOrEqual(1);
          expect(place.to).toBeGreaterThanOrEqual(place.from);
          expect(place.to).toBeLessThanOrEqual(lines);
          expect(excerpt.length).toBeLessThanOrEqual(400);
          for (const line of [what, ...excerpt]) expect(line).not.toMatch(UNPRINTABLE);
        }
        for (const line of diagnosisLines(answers, main, lines)) expect(line).not.toMatch(UNPRINTABLE);
        expect(JSON.stringify(diagnosisDocument(answers, main))).not.toMatch(UNPRINTABLE);
        expect(readReport(reportText(bytes)).map(judged)).toEqual(answers);
      }),
      { numRuns: 500 },
    );
  });

  // Each would take a careless pattern minutes, and the suite its patience.
  it.each([
    ['one letter', 'a'],
    ['line ends', '\n'],
    ['quotes', '"'],
    ['backslashes', '\\"'],
    ['open objects', '{"a":'],
    ['open objects, a line each', '{\n'],
    ['status lines', 'HTTP/1.1 400 Bad Request\n'],
    ['requests that never get an answer', 'POST /x HTTP/1.1\n\n{\n'],
    ['commands that never end', "curl -d 'a\n"],
    ['private keys that never end', '-----BEGIN PRIVATE KEY-----\n'],
    ['halves of JWTs', 'eyJhbGciOiJIUzI1NiJ9abcdefgh\n'],
    ['beginnings of JWTs', 'eyJ.'],
    ['authorizations', 'authorization: '],
    ['bearers', 'Bearer '],
    ['addresses', 'http://'],
    ['tracebacks', 'Traceback (most recent call last):\n  File "x", line 1\n'],
    ['refusals', 'ECONNREFUSED\n'],
    ['header pairs', '"name":"token","value":"'],
    ['lists of tokens', '"token":["'],
    ['token names', 'token: '],
    ['escapes', '\u001b['],
  ])('is read in time, a megabyte of %s too', (_, part) => {
    const bytes = Buffer.from(part.repeat(Math.ceil(1_048_576 / part.length)));
    expect(readReport(reportText(bytes)).length).toBeLessThanOrEqual(50);
  });

  it('takes time in proportion to the log', () => {
    const line = (index: number) =>
      `bff-1  | {"level":30,"time":${index},"msg":"GET /api/items/${index} 200","url":"/api/items/${index}"}\nworker-1  | Error: connect ECONNREFUSED 10.0.0.5:${index}\n`;
    const log = (count: number) => Buffer.from(Array.from({ length: count }, (_, index) => line(index)).join(''));
    const timed = (bytes: Buffer) => {
      const began = performance.now();
      readReport(reportText(bytes));
      return performance.now() - began;
    };
    const [small, large] = [log(2000), log(32_000)];
    timed(small);
    // The best of three: whatever else the machine does, sixteen times the lines is no more than a hundred times the work.
    const best = (bytes: Buffer) => Math.min(timed(bytes), timed(bytes), timed(bytes));
    expect(best(large) / Math.max(1, best(small))).toBeLessThan(100);
  });
});
