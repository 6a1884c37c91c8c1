import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { readSigns } from '../../src/diagnosis/signs.ts';
import type { Evidence } from '../../src/domain/evidence/evidence.ts';
import type { Json } from '../../src/domain/json.ts';

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const STAGES = ['discover', 'mint', 'register', 'read', 'update', 'delete', 'network'] as const;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.json(),
  fc.constantFrom(
    '{"error":',
    '<html',
    'Bearer ',
    'redirect_uris [',
    '\u0000\u202e',
    '"\\u001b"',
    '{{{{',
    '<<<<',
    '\\"{\\"',
  ),
  fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes).toString('utf8')),
);
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const number = fc.double({ noDefaultInfinity: false, noNaN: false });

const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    stage: fc.constantFrom(...STAGES),
    headers: fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('www-authenticate', 'location', 'date', 'content-type', 'server', 'allow')),
      text,
    ),
    status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.integer()),
    body: text,
    errorCode: text,
    errorMessage: text,
    sent: fc.boolean(),
    request: fc.record(
      { method: text, url: text, headers: fc.dictionary(fc.string(), text), body: json, text },
      { requiredKeys: [] },
    ),
    ledger: fc.record({
      ageSeconds: number,
      secondsLeft: number,
      maxUses: number,
      registered: number,
      refused: number,
      origin: fc.constantFrom('minted' as const, 'given' as const),
    }),
    clockDifferenceSeconds: number,
    token: fc.record(
      {
        form: fc.constantFrom('jwt' as const, 'opaque' as const),
        exp: number,
        nbf: number,
        iss: text,
        aud: fc.array(text),
      },
      { requiredKeys: ['form'] },
    ),
    preset: text,
    at: number,
  },
  { requiredKeys: ['stage', 'headers'] },
);

describe('whatever anybody pastes', () => {
  it('is answered without a crash, in plain text, bounded and ranked', () => {
    fc.assert(
      fc.property(evidence, given => {
        const causes = diagnose(given);
        expect(causes.length).toBeLessThanOrEqual(5);
        const ranks = causes.map(({ confidence }) => confidence);
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
        for (const { confidence, evidence: sentences, headline, try: advice } of causes) {
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThan(1);
          for (const sentence of [headline, ...sentences, ...advice]) {
            expect(sentence).not.toMatch(CONTROL);
            expect([...sentence].length).toBeLessThanOrEqual(400);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('says the same of the same evidence', () => {
    fc.assert(
      fc.property(evidence, given => {
        expect(diagnose(given)).toEqual(diagnose(given));
      }),
      { numRuns: 100 },
    );
  });

  // Each would take a careless pattern minutes: what is looked at is bounded, and no pattern repeats a repetition.
  it.each([
    ['one letter', 'a'],
    ['blanks', ' '],
    ['tags that never close', '<a '],
    ['tags in tags', '<<<'],
    ['quotes', '"'],
    ['backslashes', '\\"'],
    ['open objects', '{"a":'],
    ['open lists', '['],
    ['redirect URIs', 'redirect_uris ['],
    ['clauses', 'the token scope redirect_uri is not allowed. '],
    ['half a clause', 'must not be '],
    ['addresses', 'https://a/'],
    ['codes', 'invalid_token '],
    ['challenges', 'Bearer error="x", '],
    ['status lines', 'HTTP/1.1 4'],
    ['dots', '.'],
  ])('is read in time, a megabyte of %s too', (_, part) => {
    const long = part.repeat(Math.ceil(1_048_576 / part.length));
    const given: Evidence = {
      stage: 'register',
      status: 400,
      headers: { 'www-authenticate': long, location: long, 'content-type': long },
      body: long,
      errorMessage: long,
      errorCode: long,
      request: { text: long, url: long, body: long, headers: { authorization: long } },
    };
    const { text: words, said, statements } = readSigns(given);
    expect(words.length).toBeLessThan(20_000);
    expect(said.length).toBeLessThan(100);
    expect(statements.length).toBeLessThanOrEqual(60);
    expect(diagnose(given).length).toBeLessThanOrEqual(5);
  });

  it('as metadata of ten thousand members is read too', () => {
    const body = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`m_${index}`, `v${index}`]));
    const redirect_uris = Array.from({ length: 10_000 }, (_, index) => `https://h${index}.example/cb#x`);
    const given: Evidence = {
      stage: 'register',
      status: 400,
      headers: {},
      request: { body: { ...body, redirect_uris } },
    };
    expect(diagnose({ ...given, body: JSON.stringify({ ...body, error: 'invalid_redirect_uri' }) })[0]?.cause).toBe(
      'redirect.fragment_or_userinfo',
    );
  });
});
