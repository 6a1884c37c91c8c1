import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/domain/json.ts';
import { type Adoptable, adoptable } from '../../../src/domain/management/adoptable.ts';

const AT = Date.parse('2026-11-24T10:00:00Z');
const read = (value: unknown) => adoptable(typeof value === 'string' ? value : JSON.stringify(value), AT);
const bodyOf = ({ answer }: Adoptable) => answer && parseJson(Buffer.from(answer.body).toString('utf8'));

const DRAFT = {
  schema_version: 1,
  run: 'r1',
  server: { url: 'https://a.example', registration_endpoint: 'https://a.example/register', preset: 'hydra' },
  asked: { client_name: 'bff' },
  request_id: 'q1',
  sent_at: '2026-11-24T09:00:00Z',
};

describe('a file of our own that a client is adopted from', () => {
  test('a kept answer has the bytes that came, also where they are no text', () => {
    const body = '{"client_id": "c1"}';
    const found = read({ ...DRAFT, answer: { status: 200, headers: { date: 'x' }, body } });
    expect(found).toMatchObject({ from: 'kept answer', run: 'r1', server: DRAFT.server, asked: DRAFT.asked });
    expect([found.answer?.status, bodyOf(found)]).toEqual([200, { client_id: 'c1' }]);
    const raw = Buffer.concat([Buffer.from(body), Buffer.from([0xff])]).toString('base64');
    expect(bodyOf(read({ ...DRAFT, answer: { status: 201, headers: {}, body_base64: raw } }))).toBeUndefined();
    expect(read(DRAFT)).not.toHaveProperty('answer');
  });

  test('a client record and what client show prints have the client, and of the key what is ours apart', () => {
    const client = { client_id: 'c1', client_secret: 's', record: '/r.json', private_key_file: '/k.pem', kid: 'k1' };
    const found = read({ ...DRAFT, client });
    expect(found).toMatchObject({ from: 'client record', key: { private_key_file: '/k.pem', kid: 'k1' } });
    expect(bodyOf(found)).toEqual({ client_id: 'c1', client_secret: 's' });
  });

  test('a document of --json has the client, unless it was deleted, or the place of its answer', () => {
    const document = { schema_version: 1, outcome: 'registered', run: 'r2', server: 'https://a.example' };
    expect(read({ ...document, client: { client_id: 'c1' } })).toMatchObject({
      from: 'document',
      run: 'r2',
      server: { url: 'https://a.example' },
    });
    expect(read({ ...document, outcome: 'deleted', client: { client_id: 'c1' } })).not.toHaveProperty('answer');
    const failure = { kind: 'outcome-unknown', run: 'r1', saved: '/answers/r1.json' };
    // An earlier run is the one that is not settled.
    expect(read({ ...document, outcome: 'unknown', failure })).toMatchObject({ run: 'r1', saved: '/answers/r1.json' });
  });

  test('a journal has the id of the client, its last line torn or not', () => {
    const lines = [
      { type: 'run-began', server: 'https://a.example' },
      { type: 'about-to-register', client_name: 'bff', server: 'https://a.example', endpoint: 'https://a.example/r' },
      { type: 'registered', client_id: 'c1' },
    ].map(line => JSON.stringify(line));
    for (const text of [lines.join('\n'), [...lines, '{"type": "ha'].join('\n')]) {
      const found = read(text);
      expect(found).toMatchObject({ from: 'journal', asked: { client_name: 'bff' } });
      expect(bodyOf(found)).toEqual({ client_name: 'bff', client_id: 'c1' });
    }
  });

  test('anything else is an answer, whatever it is', () => {
    expect(read({ client_id: 'c1', schema_version: 2 }).from).toBe('answer');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        expect(() => read(text)).not.toThrow();
      }),
    );
    const ours = fc.record(
      {
        kind: fc.constantFrom('support-bundle', 'x'),
        outcome: fc.jsonValue(),
        server: fc.jsonValue(),
        asked: fc.jsonValue(),
        answer: fc.jsonValue(),
        client: fc.jsonValue(),
        exchanges: fc.jsonValue(),
        journal: fc.jsonValue(),
        failure: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(ours, members => void read({ schema_version: 1, ...members })));
  });
});
