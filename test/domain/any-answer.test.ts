import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/domain/failure.ts';
import { judgeMintAnswer } from '../../src/domain/mint/mint-answer.ts';
import { judgeRegistrationAnswer } from '../../src/domain/registration/registration-answer.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';
import type { RawAnswer, Stage } from '../../src/domain/server/request.ts';
import { failureOfAnswer } from '../../src/domain/server/server-answer.ts';
import { exchangeAt, SENT_AT } from './answers.ts';

const NAMES = [
  'client_id',
  'clientId',
  'client_secret',
  'client_secret_expires_at',
  'client_id_issued_at',
  'registration_access_token',
  'registration_client_uri',
  'token',
  'expires_in',
  'expires_at',
  'max_uses',
  'error',
  'error_description',
  'detail',
  'data',
  'jwks',
  'keys',
  'kty',
  'd',
  '__proto__',
  'constructor',
  'toString',
];

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\u001b[2J', '\u0000', 'a\r\nb', '\u009b31m', '\ud800', 'https://[', 'Bearer x', 'invalid_token', ''),
);
const value = fc.letrec(tie => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), text), tie('json'), { maxKeys: 6 }),
}));
const json = fc.oneof(value.object, value.json).map(each => new TextEncoder().encode(JSON.stringify(each)));
/** Nearly right, so that reading gets beyond the first question. */
const likely = fc
  .tuple(
    value.object,
    fc.record(
      {
        client_id: fc.oneof(fc.string({ minLength: 1 }), fc.integer(), text),
        client_secret: value.json,
        client_secret_expires_at: value.json,
        registration_access_token: value.json,
        registration_client_uri: fc.oneof(fc.webUrl(), text),
        token: fc.oneof(fc.base64String({ minLength: 1 }), text),
        expires_in: value.json,
        expires_at: value.json,
        max_uses: value.json,
      },
      { requiredKeys: ['client_id', 'token'] },
    ),
  )
  .map(([more, members]) => new TextEncoder().encode(JSON.stringify({ ...more, ...members })));
const cutJson = fc.tuple(json, fc.nat(50)).map(([bytes, cut]) => bytes.subarray(0, Math.max(0, bytes.length - cut)));
const html = text.map(each => new TextEncoder().encode(`<html><title>${each}</title><h1>${each}</h1>`));

const answers: fc.Arbitrary<RawAnswer> = fc.record(
  {
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant(201) },
      fc.constantFrom(200, 302, 303, 400, 401, 403, 500, 503),
      fc.integer({ min: 0, max: 999 }),
    ),
    headers: fc.dictionary(
      fc.oneof(fc.constantFrom('content-type', 'www-authenticate', 'date', 'location', 'content-encoding'), text),
      fc.oneof(
        text,
        text.map(each => `Bearer error="${each}"`),
      ),
    ),
    body: fc.oneof({ weight: 4, arbitrary: likely }, json, cutJson, html, fc.uint8Array({ maxLength: 300 })),
    incomplete: fc.constantFrom('cut', 'too-large', 'undecodable'),
    receivedAt: fc.constant(SENT_AT),
    tookMs: fc.nat(),
  },
  { requiredKeys: ['status', 'headers', 'body', 'receivedAt', 'tookMs'] },
);

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Every text in a value, its member names too. */
function textsIn(found: unknown): string[] {
  if (typeof found === 'string') return [found];
  if (found instanceof Secret || typeof found !== 'object' || found === null) return [];
  return Object.entries(found).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

function expectShowable(found: unknown): void {
  for (const each of textsIn(found)) expect(each).not.toMatch(CONTROL);
}

function expectOf(stage: Stage, failure: Failure): void {
  expect(failure).toMatchObject({ stage });
  expectShowable(failure);
}

describe('whatever a server answers', () => {
  test('a registration is judged, and what is shown of it has no control character', () => {
    fc.assert(
      fc.property(answers, answer => {
        const judged = judgeRegistrationAnswer(answer, {}, exchangeAt('register'), SENT_AT);
        if (!judged.ok) return expectOf('register', judged.failure);
        expect(judged.client.client_id).not.toBe('');
        expectShowable([judged.client, judged.deviations]);
      }),
      { numRuns: 300 },
    );
  });

  test('a mint is judged, and its numbers can be counted with', () => {
    fc.assert(
      fc.property(answers, answer => {
        const receivedAt = { wall: SENT_AT, mono: 0 };
        const judged = judgeMintAnswer(answer, DEFAULT_WIRE, { max_uses: 3 }, exchangeAt('mint'), receivedAt);
        if (!judged.ok) return expectOf('mint', judged.failure);
        expectShowable(judged.value);
        expect(judged.value.lifetimeSeconds).not.toBeNaN();
        expect(judged.value.maxUses).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('a failure can be told at every stage', () => {
    const stages = fc.constantFrom<Stage>('discover', 'mint', 'register', 'read', 'update', 'delete');
    fc.assert(
      fc.property(stages, answers, (stage, answer) => {
        expectOf(stage, failureOfAnswer(stage, answer, exchangeAt(stage)));
      }),
      { numRuns: 300 },
    );
  });

  test('a mebibyte of spite is read in a moment', () => {
    const units = [
      '{"a":',
      '[',
      '"',
      '\\"',
      '<',
      '<title>',
      '&amp;',
      '{"client_id":"',
      '"client_id":',
      '{}',
      ' ',
      '\ufeff',
      '"error":"a",',
    ];
    for (const unit of units) {
      for (const start of ['', '{"client_id":"c1",', '{"token":"', '<html>']) {
        const body = new TextEncoder().encode((start + unit.repeat(1_048_576 / unit.length)).slice(0, 1_048_576));
        const answer: RawAnswer = { status: 201, headers: {}, body, receivedAt: 0, tookMs: 0 };
        const judged = judgeRegistrationAnswer(answer, {}, exchangeAt('register'), SENT_AT);
        expect(judged.ok || judged.failure.kind === 'outcome-unknown').toBe(true);
        expect(judgeMintAnswer(answer, DEFAULT_WIRE, {}, exchangeAt('mint'), { wall: 0, mono: 0 }).ok).toBe(false);
      }
    }
  });
});
