import { describe, expect, test } from 'vitest';
import { planned, planProblems } from '../planned.ts';

const server = (lines: string) => `version: 1\nserver: {${lines}}\n`;
const endpoints = (lines: string) => {
  const { known } = planned(server(lines));
  return [known.server?.initial_access_token_endpoint, known.server?.registration_endpoint];
};

describe('endpoints are URL references, resolved against the base URL (RFC 3986)', () => {
  test.each([
    ['url: https://a.example, registration_endpoint: /r', 'https://a.example/r'],
    ['url: https://a.example/base, registration_endpoint: /r', 'https://a.example/r'],
    ['url: https://a.example/base/, registration_endpoint: r', 'https://a.example/base/r'],
    ['url: https://a.example/base, registration_endpoint: r', 'https://a.example/r'],
    ['url: https://a.example/base/, registration_endpoint: ../r', 'https://a.example/r'],
    ['url: https://a.example, registration_endpoint: "?x=1"', 'https://a.example/?x=1'],
    ['url: https://a.example, registration_endpoint: //b.example/r', 'https://b.example/r'],
    ['url: https://a.example, registration_endpoint: https://b.example:8443/r', 'https://b.example:8443/r'],
    ['url: "http://[::1]:8002", registration_endpoint: /r', 'http://[::1]:8002/r'],
  ])('%s', (lines, absolute) => {
    expect(endpoints(lines)[1]).toBe(absolute);
  });

  test('a preset fills what nobody named', () => {
    expect(endpoints('url: https://a.example, preset: empowernow')).toEqual([
      'https://a.example/api/admin/dcr/initial-access-tokens',
      'https://a.example/api/oidc/dcr/register',
    ]);
    expect(endpoints('url: https://a.example')).toEqual([undefined, undefined]);
  });

  test('the base URL is kept as an address, without the slash that says nothing', () => {
    expect(planned(server('url: HTTPS://A.example:443/')).known.server?.url).toBe('https://a.example');
    expect(planned(server('url: https://a.example/realms/x/')).known.server?.url).toBe('https://a.example/realms/x/');
  });
});

describe('an address that must not be used is named with its place', () => {
  test.each([
    [
      'url: http://a.example',
      'f.yaml:2:15: server.url: would send a token over http to a.example, readable on the way',
    ],
    [
      'url: https://a.example, registration_endpoint: http://a.example/r',
      'server.registration_endpoint: would send a token over http',
    ],
    ['url: https://u:p@a.example', 'server.url: has user information'],
    ['url: https://a.example/#x', 'server.url: has a fragment'],
    ['url: "https://a.example/?x=1"', 'server.url: has a query'],
    ['url: https://a.example, issuer: "https://a.example/?x"', 'server.issuer: has a query'],
    ['url: https://a.example, registration_endpoint: "/r#x"', 'server.registration_endpoint: has a fragment'],
  ])('%s', (lines, problem) => {
    expect(planProblems(server(lines), { file: 'f.yaml' })[0]).toContain(problem);
  });

  test.each(['http://localhost:8002', 'http://127.0.0.1', 'http://[::1]:1', 'http://idp.localhost'])(
    '%s is this machine, where http is as good',
    url => {
      expect(planProblems(server(`url: "${url}"`))).toEqual([]);
    },
  );

  test('--allow-http is the operator’s own word', () => {
    expect(planProblems(server('url: http://idp-app:8002'), { allowHttp: true })).toEqual([]);
  });

  test('a flag that is no address is named by the flag, and is not repeated', () => {
    expect(planProblems(undefined, { flags: { 'server.url': 'idp.example.com/secret' } })).toEqual([
      '--server: is no absolute http or https URL (does https:// lack in front?)',
    ]);
  });
});

describe('an address that looks wrong is a finding', () => {
  const messages = (lines: string) =>
    planned(server(lines)).findings.map(({ severity, message }) => `${severity} ${message}`);

  test('a doubled path, as comes of joining two documentation pages', () => {
    expect(messages('url: https://a.example/api/oidc/, registration_endpoint: api/oidc/dcr/register')).toEqual([
      'refusal-likely the registration endpoint has /api/oidc twice in a row: https://a.example/api/oidc/api/oidc/dcr/register',
    ]);
    expect(messages('url: https://a.example, registration_endpoint: /register/register')[0]).toMatch(
      /^hint .* \/register twice/,
    );
    expect(messages('url: https://a.example, registration_endpoint: /api/v1/oidc/api/v2')).toEqual([]);
  });

  test('a relative path that took the place of the realm', () => {
    expect(messages('url: https://a.example/realms/x, registration_endpoint: clients')[0]).toMatch(
      /^hint .*"x" fell away/,
    );
  });

  test('an issuer that stayed behind when the server was named from outside', () => {
    const text = server('url: https://a.example, issuer: https://a.example/oidc');
    const { findings } = planned(text, { flags: { 'server.url': 'https://b.example' } });
    expect(findings.map(({ message }) => message)[0]).toContain('the issuer is still the runbook');
    expect(planned(text).findings).toEqual([]);
  });
});

test('how a server spells minting: the runbook’s words over the preset’s over the usual ones', () => {
  const text = `${server('url: https://a.example, preset: keycloak')}initial_access_token: {wire: {request: {max_uses: uses}, answer: {token: /data/t}}}\n`;
  expect(planned(text).known.server?.wire).toEqual({
    request: { label: null, expires_in: 'expiration', max_uses: 'uses' },
    answer: { token: '/data/t' },
  });
  expect(planned(server('url: https://a.example')).known.server?.wire).toEqual({
    request: {},
    answer: { token: '/token' },
  });
});
