import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Evidence, Ledger } from '../../src/domain/evidence/evidence.ts';

const ledger: Ledger = { ageSeconds: 60, secondsLeft: 3540, maxUses: 10, registered: 0, refused: 0, origin: 'minted' };
const bare401: Evidence = { stage: 'register', status: 401, headers: {}, body: '{"error":"invalid_token"}' };
const register = (status: number, body: object | string, request: Evidence['request'] = {}): Evidence => ({
  stage: 'register',
  request: { method: 'POST', url: 'https://idp.example/api/oidc/dcr/register', ...request },
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const causesOf = (evidence: Evidence) => diagnose(evidence).map(({ cause }) => cause);
const firstOf = (evidence: Evidence) => diagnose(evidence)[0];

describe('one 401 invalid_token for everything', () => {
  it('names expired, used up and unknown together, none of them surely, and says what would tell', () => {
    const causes = diagnose(bare401);
    expect(causes.map(({ cause }) => cause).sort()).toEqual(['iat.exhausted', 'iat.expired', 'iat.revoked_or_unknown']);
    for (const { confidence } of causes) expect(confidence).toBeLessThan(0.5);
    expect(causes[0]?.try[0]).toContain('does not say whether');
  });

  it('is an expired token once our own clock says so', () => {
    const first = firstOf({ ...bare401, ledger: { ...ledger, secondsLeft: -4 } });
    expect(first).toMatchObject({ cause: 'iat.expired', goTo: 'mint' });
    expect(first?.confidence).toBeGreaterThan(0.8);
    expect(first?.evidence.join('\n')).toContain('lapsed 4 s ago');
  });

  it('is a used-up token once our own book says so', () => {
    const first = firstOf({ ...bare401, ledger: { ...ledger, registered: 10 } });
    expect(first?.cause).toBe('iat.exhausted');
    expect(first?.evidence.join('\n')).toContain('10 registrations and 0 refusals with it, of 10 uses');
  });

  it('is believed where it says why, whatever our book says', () => {
    const body = '{"error":"invalid_token","error_description":"No remaining count on initial access token"}';
    expect(firstOf({ ...bare401, body, ledger })?.cause).toBe('iat.exhausted');
  });

  it('of a fresh token of our own is more likely unknown than lapsed', () => {
    expect(firstOf({ ...bare401, ledger })?.cause).toBe('iat.revoked_or_unknown');
  });

  it('to a registration access token is about that one', () => {
    expect(causesOf({ ...bare401, stage: 'read' })).toEqual(['rat.stale_or_mismatch', 'client.purged']);
  });
});

describe('a code without a word', () => {
  const withRedirects = (...redirect_uris: string[]) =>
    register(400, { error: 'invalid_redirect_uri' }, { body: { client_name: 'x', redirect_uris } });

  it('is read beside the request: the http one among three is pointed at', () => {
    const first = firstOf(withRedirects('https://a.example/cb', 'https://b.example/cb', 'http://c.example/cb'));
    expect(first).toMatchObject({ cause: 'redirect.not_https', member: 'redirect_uris', goTo: 'redirect-uris' });
    expect(first?.evidence).toContain('redirect_uris[2] is http://c.example/cb');
  });

  it('about sound URIs is not called certain', () => {
    const first = firstOf(withRedirects('https://a.example/cb'));
    expect(first?.cause).toBe('redirect.not_approved');
    expect(first?.confidence).toBeLessThan(0.7);
  });

  it('with private_key_jwt and no keys is about the keys', () => {
    const body = {
      client_name: 'x',
      redirect_uris: ['https://a.example/cb'],
      token_endpoint_auth_method: 'private_key_jwt',
    };
    expect(firstOf(register(400, { error: 'invalid_client_metadata' }, { body }))).toMatchObject({
      cause: 'keys.missing',
      goTo: 'keys',
      member: 'jwks',
    });
  });

  it('with nothing odd in the request stays opaque', () => {
    const body = { client_name: 'x', redirect_uris: ['https://a.example/cb'] };
    const causes = diagnose(register(400, { error: 'invalid_client_metadata' }, { body }));
    expect(causes[0]?.cause).toBe('metadata.opaque');
    expect(causes[0]?.confidence).toBeLessThan(0.7);
  });
});

describe('the same refusal in whatever shape a server gives it', () => {
  const says = 'redirect_uris: https is required';
  it.each([
    ['RFC 7591', { error: 'invalid_redirect_uri', error_description: says }],
    ['problem+json', { type: 'about:blank', title: 'Bad Request', status: 400, detail: says }],
    ['FastAPI, a sentence', { detail: says }],
    [
      'FastAPI, a list',
      { detail: [{ loc: ['body', 'redirect_uris', 0], msg: 'https is required', type: 'value_error' }] },
    ],
    ['ASP.NET', { title: 'One or more validation errors occurred.', errors: { redirect_uris: ['https is required'] } }],
    ['Django REST', { redirect_uris: ['https is required'] }],
    ['nested', { error: { code: 'INVALID', message: says } }],
    ['a list of errors', { errors: [{ code: 'E1', message: says }] }],
    ['JSON in a string', JSON.stringify(JSON.stringify({ error: 'invalid_redirect_uri', error_description: says }))],
    ['JSON in a log line', `WARN dcr: HTTP 400 {"error":"invalid_redirect_uri","error_description":"${says}"}`],
    ['a page', `<!DOCTYPE html><html><head><title>Bad Request</title></head><body><p>${says}</p></body></html>`],
    ['prose', `Error: ${says}`],
  ])('%s', (_, body) => {
    const request = { body: { client_name: 'x', redirect_uris: ['http://app.example/cb'] } };
    expect(firstOf(register(400, body, request))?.cause).toBe('redirect.not_https');
  });
});

describe('the words of the server', () => {
  it('are always among the evidence, whatever the cause', () => {
    const description = 'Frobnication of the quux failed';
    const causes = diagnose(register(400, { error: 'invalid_client_metadata', error_description: description }));
    expect(causes.length).toBeGreaterThan(0);
    for (const { evidence } of causes) expect(evidence.join('\n')).toContain(description);
  });

  it('lose control characters and direction marks', () => {
    const body = { error: 'invalid_scope', error_description: 'scope \u001b[31madmin\u202e\u0007 refused' };
    const shown = JSON.stringify(diagnose(register(400, body)));
    expect(shown).toContain('[31madmin refused');
    expect(shown).not.toContain('\\u001b');
  });

  it('do not bring a token back that a runtime repeated, nor a password of an address', () => {
    const message = 'Headers.append: "Bearer eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl\\n" is an invalid header value.';
    const shown = JSON.stringify(diagnose({ stage: 'network', headers: {}, errorMessage: message }));
    expect(shown).toContain('input.token_characters');
    expect(shown).not.toContain('eyJhbGciOi');
    const request = { body: { redirect_uris: ['https://me:hunter2@app.example/cb'], client_secret: 's3cretvalue' } };
    const other = JSON.stringify(diagnose(register(400, { error: 'invalid_redirect_uri' }, request)));
    expect(other).toContain('redirect.fragment_or_userinfo');
    expect(other).not.toMatch(/hunter2|s3cretvalue/);
  });
});

describe('a registration that went through', () => {
  const asked = { client_name: 'bff', redirect_uris: ['https://a.example/cb'], scope: 'openid profile admin.api' };
  const granted = {
    ...asked,
    client_id: 'c-1',
    registration_client_uri: 'https://idp.example/register/c-1',
    registration_access_token: '[secret]',
  };

  it('as asked is nothing to diagnose', () => {
    expect(diagnose(register(201, granted, { body: asked }))).toEqual([]);
  });

  it('with fewer scopes says which, and that the client is there', () => {
    const first = firstOf(register(201, { ...granted, scope: 'openid' }, { body: asked }));
    expect(first).toMatchObject({ cause: 'result.silently_changed', member: 'scope' });
    expect(first?.evidence.join('\n')).toContain('asked scope: openid profile admin.api, granted: openid');
    expect(first?.headline).toContain('is registered');
  });

  it('with another authentication method is not taken for a secret', () => {
    const method = { token_endpoint_auth_method: 'private_key_jwt' };
    const body = { ...granted, token_endpoint_auth_method: 'client_secret_basic' };
    expect(firstOf(register(201, body, { body: { ...asked, ...method } }))?.member).toBe('token_endpoint_auth_method');
  });

  it('with an error in a success is still a refusal', () => {
    const body = { error: 'invalid_redirect_uri', error_description: 'redirect_uris must use https' };
    expect(causesOf(register(200, body, { body: asked }))).toContain('redirect.not_https');
  });
});

describe('a token that is looked into', () => {
  const at = Date.UTC(2026, 4, 14);
  const mint: Evidence = {
    stage: 'mint',
    status: 401,
    headers: {},
    body: '',
    request: { url: 'https://idp.example/iat' },
    at,
  };

  it('has expired by its own exp', () => {
    expect(firstOf({ ...mint, token: { form: 'jwt', exp: at / 1000 - 60 } })?.cause).toBe('token.expired');
  });

  it('is an ID token', () => {
    expect(firstOf({ ...mint, token: { form: 'jwt', kind: 'id-token' } })?.cause).toBe('token.wrong_kind');
  });

  it('was made for another part of the same server', () => {
    const token = { form: 'jwt', aud: ['https://idp.example/api/oidc'] } as const;
    const first = firstOf({ ...mint, token: { ...token, aud: [...token.aud] }, preset: 'empowernow' });
    expect(first?.cause).toBe('token.wrong_issuer_or_audience');
    expect(first?.try.join('\n')).toContain('/api/admin');
  });
});

describe('no answer', () => {
  const lost = (errorCode: string, sent: boolean): Evidence => ({ stage: 'register', headers: {}, errorCode, sent });

  it('before anything was sent is not taken for one after', () => {
    expect(firstOf(lost('TIMEOUT', false))?.cause).toBe('network.unreachable');
    expect(firstOf(lost('TIMEOUT', true))?.cause).toBe('network.timeout');
  });

  it('after sending warns of sending again', () => {
    const first = firstOf(lost('ECONNRESET', true));
    expect(first?.cause).toBe('network.reset_before_answer');
    expect(first?.try[0]).toMatch(/^Do not repeat/);
  });
});

describe('an answer whose secrets were cut out', () => {
  const granted = '{"client_id":"c1","client_secret":"[secret]","client_secret_expires_at":0}';
  const answered = (more: Partial<Evidence>): Evidence => ({
    ...register(201, granted, { body: { client_name: 'x' } }),
    headers: { 'content-length': '220' },
    ...more,
  });

  it('is not taken for one that broke off, though it is shorter now than it came', () => {
    expect(causesOf(answered({}))).not.toContain('response.truncated');
    expect(causesOf(answered({ bodyBytes: 220 }))).not.toContain('response.truncated');
  });

  it('did break off where fewer bytes came than were announced', () => {
    const cut = diagnose(answered({ bodyBytes: 90 })).find(({ cause }) => cause === 'response.truncated');
    expect(cut?.evidence).toContain('220 bytes were announced and 90 came');
  });
});

describe('a secret for a client that asked for none', () => {
  const asked = { token_endpoint_auth_method: 'none', redirect_uris: ['https://app.example/cb'] };
  const granted = { client_id: 'c1', client_secret: '[secret]', client_secret_expires_at: 0 };

  it('says that the server made it a confidential one', () => {
    const first = firstOf(
      register(201, { ...asked, ...granted, token_endpoint_auth_method: undefined }, { body: asked }),
    );
    expect(first).toMatchObject({ cause: 'result.silently_changed', member: 'token_endpoint_auth_method' });
  });

  it('is odd where the server still calls it public', () => {
    expect(causesOf(register(201, { ...asked, ...granted }, { body: asked }))).toContain('result.deviation_members');
  });
});

describe('two causes that are as likely as each other', () => {
  it('leave neither sure', () => {
    const said = 'id_token_signed_response_alg HS256 is not allowed for public clients';
    const body = { token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'HS256' };
    const [first, second] = diagnose(
      register(400, { error: 'invalid_client_metadata', error_description: said }, { body }),
    );
    expect(first?.confidence).toBeLessThan(0.8);
    expect(second?.confidence).toBeGreaterThan(0.7);
  });
});

describe('a value of the request that the answer repeats', () => {
  it('stands for its member', () => {
    const body = { redirect_uris: ['https://app.example/cb'], allowed_cors_origins: ['app.example:8080'] };
    const said = 'app.example:8080 must use https:// or http://';
    const first = firstOf(register(400, { error: 'invalid_client_metadata', error_description: said }, { body }));
    expect(first?.cause).toBe('metadata.field_invalid');
  });
});

describe('nothing known', () => {
  it('is an empty list and no guess', () => {
    expect(diagnose({ stage: 'network', headers: {} })).toEqual([]);
    expect(diagnose({ stage: 'network', headers: {}, body: 'the weather is nice' })).toEqual([]);
  });
});
