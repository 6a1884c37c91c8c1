import { describe, expect, it } from 'vitest';
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

  it('a support bundle: each trouble as the operator saw it, with what the run knew', () => {
    const at = '2026-11-24T10:41:07.000Z';
    const cause = {
      cause: 'iat.exhausted',
      confidence: 0.9,
      headline: 'No uses left.',
      evidence: [],
      try: [],
      source: 's',
    };
    const evidence = {
      stage: 'register',
      status: 401,
      headers: {},
      body: '{"error":"invalid_token"}',
      request: { method: 'POST', url: 'https://idp.example/register', headers: { authorization: 'Bearer [secret]' } },
      ledger: { ageSeconds: 60, secondsLeft: 3540, maxUses: 1, registered: 1, refused: 0, origin: 'minted' },
      token_look: { form: 'opaque' },
    };
    const trouble = { failure: {}, evidence, diagnosis: [cause] };
    const seen = [
      { at, step: 'mint', mark: 'done', text: 'minted' },
      { at, step: 'register', mark: 'question', text: 'Register this client?' },
      { at, step: 'register', mark: 'trouble', text: 'The server refused the registration', trouble },
    ];
    const { main } = read({ schema_version: 1, kind: 'support-bundle', seen, exchanges: [] });
    expect(main).toMatchObject({
      form: 'support bundle',
      evidence: { ledger: { maxUses: 1 }, token: { form: 'opaque' } },
    });
    expect(main?.diagnosis).toMatchObject([{ cause: 'iat.exhausted', confidence: 0.9 }]);
    expect(main?.excerpt.slice(0, 3)).toEqual([
      'step register',
      expect.stringContaining('Register this client?'),
      expect.stringContaining('The server refused the registration'),
    ]);
    expect(main?.excerpt.join()).not.toContain('minted');
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
