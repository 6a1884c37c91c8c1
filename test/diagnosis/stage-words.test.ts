import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis, Evidence } from '../../src/domain/evidence/evidence.ts';

type StageCase = {
  stage: Evidence['stage'];
  method: string;
  path: string;
  /** What would send somebody who stands at this stage to another one. */
  foreign: RegExp;
};

const CASES: readonly StageCase[] = [
  {
    stage: 'network',
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    foreign: /register(?:ing)? again|a client was made|mint again|client verify/i,
  },
  {
    stage: 'mint',
    method: 'POST',
    path: '/api/admin/tokens',
    foreign: /registration_endpoint|registering|a client was made|registration_client_uri|client verify/i,
  },
  { stage: 'register', method: 'POST', path: '/register', foreign: /mint again|client verify|to mint at/i },
  {
    stage: 'read',
    method: 'GET',
    path: '/register/abc',
    foreign: /registering again|a client was made|mint|registration_endpoint|is a POST/i,
  },
  {
    stage: 'update',
    method: 'PUT',
    path: '/register/abc',
    foreign: /registering again|a client was made|to mint|registration_endpoint|is a POST/i,
  },
  {
    stage: 'delete',
    method: 'DELETE',
    path: '/register/abc',
    foreign: /registering again|a client was made|mint|registration_endpoint|is a POST/i,
  },
];
const STATUSES = [400, 401, 403, 404, 405, 415, 422, 429, 500, 502, 503];

function diagnosed({ stage, method, path }: StageCase, status: number): Diagnosis[] {
  const headers = stage === 'network' ? {} : { authorization: 'Bearer [secret]' };
  const request = { method, url: `https://as.example${path}`, headers };
  return diagnose({ stage, status, headers: {}, body: '', request });
}

describe.each(CASES)('an answer without a word to $method $path', asked => {
  it.each(STATUSES)('%i has a cause in words of its own stage', status => {
    const [first] = diagnosed(asked, status);
    expect(first).toBeDefined();
    expect([first?.headline, ...(first?.try ?? [])].join('\n')).not.toMatch(asked.foreign);
  });

  it.each([
    ['breaks off', '{"registration_access_token":"abcdefgh","client_na', { 'content-length': '900' }],
    ['has no client_id', '{"client_name":"portal"}', {}],
  ])('that says success and %s sends nobody to another stage', (_, body, more) => {
    const { stage, method, path } = asked;
    const headers = { 'content-type': 'application/json', ...more };
    const request = { method, url: `https://as.example${path}`, headers: {} };
    const causes = diagnose({ stage, status: 200, headers, body, request });
    for (const { headline, try: advice } of causes) {
      expect([headline, ...advice].join('\n')).not.toMatch(asked.foreign);
    }
    if (stage === 'update') expect(causes[0]?.try.join('\n')).toContain('client verify');
  });

  it('names the address that was asked, where nothing lives there or it takes no such method', () => {
    for (const status of [404, 405]) {
      const placed = diagnosed(asked, status).filter(({ cause }) =>
        ['endpoint.wrong_path', 'request.method', 'discovery.wrong_url'].includes(cause),
      );
      expect(placed).not.toEqual([]);
      for (const { evidence } of placed) {
        expect(evidence).toContain(`you sent ${asked.method} https://as.example${asked.path}`);
      }
    }
  });
});

it('a mint that is refused as another server’s token is not called expired', () => {
  const body = JSON.stringify({
    error: 'invalid_token',
    error_description: 'The access token is not one of this server',
  });
  const causes = diagnose({ stage: 'mint', status: 401, headers: {}, body }).map(({ cause }) => cause);
  expect(causes[0]).toBe('token.wrong_issuer_or_audience');
  const lapsed = diagnose({
    stage: 'mint',
    status: 401,
    headers: {},
    body: JSON.stringify({ error: 'invalid_token', error_description: 'The access token expired' }),
  });
  expect(lapsed[0]?.cause).toBe('token.expired');
});

it('a gateway that wants its own key is called that, and no fresh token is advised', () => {
  const [first] = diagnose({
    stage: 'mint',
    status: 401,
    headers: {},
    body: '{"message":"No API key found in request"}',
    request: { method: 'POST', url: 'https://as.example/mint', headers: { authorization: 'Bearer [secret]' } },
  });
  expect(first).toMatchObject({ cause: 'token.missing', headline: expect.stringContaining('a key of its own') });
  expect(first).not.toHaveProperty('goTo');
});

it('an answer that breaks off in the middle of a long secret does not show the rest of it', () => {
  const secret = 'Zk3vT1qf0aWm7sYb2Hn8Xc5L'.repeat(4);
  const body = `{"client_id":"abc","registration_access_token":"${secret}`;
  const [first] = diagnose({ stage: 'register', status: 201, headers: { 'content-length': '900' }, body });
  expect(first?.cause).toBe('response.truncated');
  expect(first?.evidence.join('\n')).toContain('breaks off');
  expect(first?.evidence.join('\n')).not.toContain(secret.slice(-12));
});
