import { describe, expect, it } from 'vitest';
import { BUNDLE } from '../bundle/bundles.ts';
import { diagnosed } from './samples.ts';

const read = (document: unknown) => diagnosed(Buffer.from(JSON.stringify(document, null, 2)));

const KEPT = {
  schema_version: 1,
  run: '20261124-104107-k3',
  server: { url: 'https://idp.example', registration_endpoint: 'https://idp.example/register', preset: 'keycloak' },
  asked: { client_name: 'bff', redirect_uris: ['https://app.example/cb'] },
  request_id: '6f1c',
  sent_at: '2026-11-24T10:41:07.000Z',
};

describe('what this tool wrote itself', () => {
  it('an answer that was kept: its raw bytes, and what had been asked', () => {
    const body = '<html><head><title>502 Bad Gateway</title></head></html>';
    const answer = { status: 502, headers: { 'content-type': 'text/html', server: 'nginx' }, body };
    const { main } = read({ ...KEPT, answer });
    expect(main).toMatchObject({
      form: 'kept answer',
      evidence: { stage: 'register', status: 502, body, preset: 'keycloak', request: { body: KEPT.asked } },
    });
    expect(main?.diagnosis[0]?.cause).toBe('server.gateway');
    const base64 = { ...answer, body: undefined, body_base64: Buffer.from(body).toString('base64') };
    expect(read({ ...KEPT, answer: base64 }).main?.diagnosis).toEqual(main?.diagnosis);
  });

  it('a record of a client keeps its secrets to itself', () => {
    const body = JSON.stringify({
      client_id: 'c',
      client_secret: 'tops3cret',
      redirect_uris: ['https://app.example/cb'],
    });
    const record = {
      ...KEPT,
      answer: { status: 201, headers: {}, body },
      client: { client_id: 'c', client_secret: 'tops3cret' },
    };
    const shown = read(record);
    expect(shown.main?.evidence.status).toBe(201);
    expect(JSON.stringify(shown)).not.toContain('tops3cret');
  });

  it('the document of a run that could not reach the server', () => {
    const failure = {
      kind: 'unreachable',
      stage: 'mint',
      url: 'https://idp.example/iat',
      code: 'CERT_HAS_EXPIRED',
      message: 'certificate has expired',
    };
    const { main } = read({ schema_version: 1, outcome: 'unreachable', exit_code: 7, failure });
    expect(main).toMatchObject({
      form: 'dcr-runbook document',
      evidence: { stage: 'network', errorCode: 'CERT_HAS_EXPIRED' },
    });
    expect(main?.diagnosis[0]?.cause).toBe('tls.cert_dates');
  });

  it('a journal, line by line', () => {
    const at = '2026-11-24T10:41:07.000Z';
    const lines = [
      { at, type: 'run-began', version: '0.1.0' },
      { at, type: 'about-to-register', request_id: 'r', endpoint: 'https://idp.example/register' },
      { at, type: 'registration-refused', status: 429, error: 'slow_down' },
      { at, type: 'run-ended', outcome: 'not-taken', exit_code: 9 },
    ];
    const { main } = diagnosed(Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join('')));
    expect(main).toMatchObject({
      form: 'journal',
      lines: { from: 3, to: 3 },
      evidence: { status: 429, request: { url: 'https://idp.example/register' } },
    });
    expect(main?.diagnosis[0]?.cause).toBe('rate.limited');
  });

  it('a support bundle: its trouble with what the run knew, in the whole way of the run, at its step', () => {
    const { main } = read(BUNDLE);
    expect(main).toMatchObject({
      form: 'support bundle',
      evidence: { ledger: { maxUses: 10 }, token: { form: 'jwt' } },
    });
    const { excerpt = [], happened = { from: 0, to: 0 } } = main ?? {};
    expect(excerpt[0]).toContain('run-1');
    expect(excerpt.slice(happened.from - 1, happened.to)).toEqual([
      '2026-11-24T10:01:00.000Z  register',
      '  > POST https://idp.example/register, request id register-1',
      '  ✖ The server refused the registration: 401 invalid_token',
    ]);
    expect(excerpt.join()).toContain('IAT until 11:01:00');
  });

  it('a support bundle of a run that went well: what went over the wire', () => {
    const seen = BUNDLE.seen.filter(({ mark }) => mark !== 'trouble');
    const exchanges = BUNDLE.exchanges.map(each => ({ ...each, answer: { status: 201, headers: {}, body: '' } }));
    const { answers, main } = read({ ...BUNDLE, seen, exchanges });
    expect(answers.map(({ evidence }) => evidence.stage)).toEqual(['mint', 'register', 'mint']);
    expect(main).toBe(answers.at(-1));
  });

  it('many failures in the JSON form are told apart by their lines', () => {
    const form = {
      stage: 'register',
      status: 400,
      headers: {},
      body: '{"error":"invalid_redirect_uri"}',
      error_code: null,
    };
    const { answers } = read([form, { ...form, stage: 'mint', status: 401 }]);
    expect(answers.map(({ evidence, lines }) => [evidence.stage, lines.from, lines.to])).toEqual([
      ['register', 2, 8],
      ['mint', 9, 15],
    ]);
  });
});
