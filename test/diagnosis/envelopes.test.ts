import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Evidence } from '../../src/domain/evidence/evidence.ts';
import { isJsonObject, parseJson } from '../../src/domain/json.ts';
import { evidenceOfCase, readCases } from './corpus.ts';

type Words = { error: string; error_description: string; status: number };
type Envelope = (words: Words) => { body: string; headers?: Record<string, string> };
const json = (value: unknown) => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** How servers wrap what RFC 7591 section 3.2.2 has as error and error_description. */
const ENVELOPES: Readonly<Record<string, Envelope>> = {
  'the problem of RFC 9457': ({ error_description, status }) =>
    json({ type: 'about:blank', title: 'Bad Request', status, detail: error_description }),
  'a detail of FastAPI': ({ error_description }) => json({ detail: error_description }),
  'an object inside detail': ({ error, error_description }) => json({ detail: { error, error_description } }),
  'an error with code and message': ({ error, error_description, status }) =>
    json({ error: { code: error, message: error_description, status } }),
  'the error body of Spring Boot': ({ error_description, status }) =>
    json({ timestamp: '2026-11-24T10:00:00Z', status, error: 'Bad Request', message: error_description, path: '/r' }),
  'a list of errors': ({ error, error_description }) => json({ errors: [{ code: error, message: error_description }] }),
  'JSON inside a string': ({ error, error_description }) => json(JSON.stringify({ error, error_description })),
  'plain words': ({ error_description }) => ({ body: error_description, headers: { 'content-type': 'text/plain' } }),
  'a line of a log': ({ error, error_description, status }) => ({
    body: `2026-11-24 10:00:00 ERROR [dcr] registration failed: ${status} ${JSON.stringify({ error, error_description })}`,
  }),
  'a challenge and no body': ({ error, error_description }) => ({
    body: '',
    headers: {
      'www-authenticate': `Bearer error="${error}", error_description="${error_description.replace(/"/g, "'")}"`,
    },
  }),
  'an XML document': ({ error, error_description }) => ({
    body: `<?xml version="1.0"?><error><code>${error}</code><message>${escaped(error_description)}</message></error>`,
    headers: { 'content-type': 'application/xml' },
  }),
};

const everything = ['cases.json', 'held-out.json', 'unseen.json', 'known-messages.json'].flatMap(readCases);

const told = everything.flatMap(one => {
  const said = parseJson(one.body);
  if (!isJsonObject(said) || (one.status ?? 0) < 400) return [];
  const { error, error_description } = said;
  if (typeof error !== 'string' || typeof error_description !== 'string') return [];
  return [{ one, words: { error, error_description, status: one.status ?? 400 } }];
});

/** What stands between server and operator and means nothing. */
const WRAPPINGS: Readonly<Record<string, (evidence: Evidence) => Evidence>> = {
  'behind a content delivery network': evidence =>
    evidence.status === undefined
      ? evidence
      : {
          ...evidence,
          headers: {
            server: 'cloudflare',
            'cf-ray': '8f1-FRA',
            via: '1.1 varnish',
            'x-request-id': '7',
            ...evidence.headers,
          },
        },
  'with header names in capitals': evidence => ({
    ...evidence,
    headers: Object.fromEntries(Object.entries(evidence.headers).map(([name, value]) => [name.toUpperCase(), value])),
  }),
  'printed prettily': evidence => {
    const value = parseJson(evidence.body ?? '');
    return value === undefined ? evidence : { ...evidence, body: JSON.stringify(value, null, 2) };
  },
};

const causeOf = (evidence: Evidence) => diagnose(evidence)[0]?.cause;
const plainly = everything.map(one => ({ id: one.id, evidence: evidenceOfCase(one) }));
const causes = new Map(plainly.map(({ id, evidence }) => [id, causeOf(evidence)]));

describe('the same answer', () => {
  it.each(Object.entries(WRAPPINGS))('has the same cause %s', (_, wrapped) => {
    const moved = plainly.filter(({ id, evidence }) => causeOf(wrapped(evidence)) !== causes.get(id));
    expect(moved.map(({ id }) => id)).toEqual([]);
  });
});

describe('the same words', () => {
  it.each(Object.entries(ENVELOPES))('lead to the same cause in %s', (_, envelope) => {
    const right = told.filter(({ one, words }) => {
      const { body, headers = {} } = envelope(words);
      return causeOf({ ...evidenceOfCase(one), body, headers }) === one.cause;
    });
    expect(told.length).toBeGreaterThan(500);
    expect(right.length / told.length).toBeGreaterThan(0.9);
  });
});
