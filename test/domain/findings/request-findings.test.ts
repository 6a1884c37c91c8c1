import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestFindings } from '../../../src/domain/findings/request-findings.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { ClientMetadata } from '../../../src/domain/metadata/client-metadata.ts';
import { clientTemplates } from '../../../src/domain/metadata/client-templates.ts';
import { type AuthorizationServer, DEFAULT_WIRE } from '../../../src/domain/server/authorization-server.ts';

/** A request with nothing to be said about it. */
const plain: ClientMetadata = {
  client_name: 'web-app',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['https://app.example.com/cb'],
};
const jwks = { keys: [{ kty: 'RSA', n: 'abc', e: 'AQAB', kid: 'k1' }] };

/** A server of which only its preset and its metadata are told. */
const server: AuthorizationServer = { url: 'https://idp.example.com', wire: DEFAULT_WIRE };
const at = (preset: string): AuthorizationServer => ({ ...server, preset });

const without = (asked: ClientMetadata, ...members: string[]): ClientMetadata =>
  Object.fromEntries(Object.entries(asked).filter(([member]) => !members.includes(member)));
const said = (asked: ClientMetadata, keys?: Parameters<typeof requestFindings>[1]) =>
  requestFindings(asked, keys).map(({ severity, member, cause }) => `${severity} ${member} ${cause}`);

test('a sound request has no findings', () => {
  expect(requestFindings(plain)).toEqual([]);
});

const rows: [string, ClientMetadata, string][] = [
  ['no redirect URIs at all', { redirect_uris: [] }, 'refusal-likely redirect_uris redirect.missing'],
  ['redirect URIs as one text', { redirect_uris: 'https://a/cb' }, 'refusal-likely redirect_uris redirect.missing'],
  [
    'a redirect URI over http',
    { redirect_uris: ['http://a.example/cb'] },
    'refusal-likely redirect_uris redirect.not_https',
  ],
  [
    'client_credentials with redirect URIs',
    { grant_types: ['client_credentials'], response_types: [] },
    'hint redirect_uris redirect.not_for_grant',
  ],
  [
    'code without its grant',
    { grant_types: ['password'] },
    'refusal-likely grant_types metadata.grant_response_mismatch',
  ],
  ['a grant without code', { response_types: [] }, 'refusal-likely response_types metadata.grant_response_mismatch'],
  [
    'implicit without token',
    { grant_types: ['authorization_code', 'implicit'] },
    'refusal-likely response_types metadata.grant_response_mismatch',
  ],
  [
    'token without implicit',
    { response_types: ['code', 'token'] },
    'refusal-likely grant_types metadata.grant_response_mismatch',
  ],
  [
    'refresh_token alone',
    { grant_types: ['refresh_token'] },
    'refusal-likely grant_types metadata.grant_response_mismatch',
  ],
  [
    'an outdated grant',
    { grant_types: ['authorization_code', 'password'] },
    'hint grant_types metadata.grant_unsupported',
  ],
  [
    'a grant nobody knows',
    { grant_types: ['authorization_code', 'authorization-code'] },
    'hint grant_types metadata.grant_unsupported',
  ],
  [
    'a method nobody knows',
    { token_endpoint_auth_method: 'private_key' },
    'hint token_endpoint_auth_method metadata.auth_method_unsupported',
  ],
  [
    'a public client with client_credentials',
    { token_endpoint_auth_method: 'none', grant_types: ['client_credentials'] },
    'refusal-likely token_endpoint_auth_method metadata.public_client_refused',
  ],
  ['keys missing', { token_endpoint_auth_method: 'private_key_jwt' }, 'refusal-likely jwks keys.missing'],
  ['keys in both forms', { jwks, jwks_uri: 'https://a.example/jwks' }, 'refusal-likely jwks_uri keys.both'],
  ['an empty key set', { jwks: { keys: [] } }, 'refusal-likely jwks keys.invalid'],
  ['a bare key for a key set', { jwks: { kty: 'RSA', n: 'a', e: 'b' } }, 'refusal-likely jwks keys.invalid'],
  [
    'a key without its members',
    { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'a' }] } },
    'refusal-likely jwks keys.invalid',
  ],
  [
    'a private key',
    { jwks: { keys: [{ kty: 'RSA', n: 'a', e: 'b', d: 'c' }] } },
    'cannot-send jwks keys.private_key_leaked',
  ],
  ['a bare private key', { jwks: { kty: 'EC', d: 'c' } }, 'cannot-send jwks keys.private_key_leaked'],
  ['a symmetric key', { jwks: { keys: [{ kty: 'oct', k: 'c' }] } }, 'cannot-send jwks keys.private_key_leaked'],
  ['a private key as text', { jwks: '{"keys":[{"kty":"EC","d":"x"}]}' }, 'cannot-send jwks keys.private_key_leaked'],
  ['a private key as PEM', { logo: '-----BEGIN EC PRIVATE KEY-----\nMHc' }, 'cannot-send logo keys.private_key_leaked'],
  [
    'keys on this machine',
    { jwks_uri: 'http://localhost:8080/jwks' },
    'refusal-likely jwks_uri keys.jwks_uri_unreachable',
  ],
  ['keys over http', { jwks_uri: 'http://a.example/jwks' }, 'refusal-likely jwks_uri keys.jwks_uri_refused'],
  [
    'an algorithm that does not fit',
    { token_endpoint_auth_method: 'private_key_jwt', jwks, token_endpoint_auth_signing_alg: 'HS256' },
    'refusal-likely token_endpoint_auth_signing_alg keys.alg',
  ],
  [
    'an algorithm without use',
    { token_endpoint_auth_signing_alg: 'RS256' },
    'hint token_endpoint_auth_signing_alg keys.alg',
  ],
  ['scope as a list', { scope: ['openid', 'email'] }, 'refusal-likely scope metadata.field_invalid'],
  ['scopes with commas', { scope: 'openid,profile' }, 'refusal-likely scope metadata.field_invalid'],
  ['a scope with a quote', { scope: 'open"id' }, 'refusal-likely scope metadata.field_invalid'],
  ['a scope twice', { scope: 'openid openid' }, 'hint scope metadata.field_invalid'],
  ['offline_access', { scope: 'openid offline_access' }, 'hint scope metadata.grant_response_mismatch'],
  ['scopes of an administrator', { scope: 'openid dcr.register' }, 'hint scope undefined'],
  ['a version as a number', { software_version: 1.1 }, 'refusal-likely software_version metadata.field_invalid'],
  ['a list as a text', { grant_types: 'authorization_code' }, 'refusal-likely grant_types metadata.field_invalid'],
  ['a name in French as a number', { 'client_name#fr': 7 }, 'refusal-likely client_name#fr metadata.field_invalid'],
  ['a logo that is no URL', { logo_uri: 'logo.png' }, 'refusal-likely logo_uri metadata.field_invalid'],
  ['a client_id of one’s own', { client_id: 'bff-server' }, 'hint client_id metadata.admin_only_field'],
  ['a secret of one’s own', { client_secret: 'x' }, 'refusal-likely client_secret metadata.admin_only_field'],
  ['a contact without @', { contacts: ['Ops'] }, 'hint contacts metadata.field_invalid'],
  ['no name', { client_name: '' }, 'hint client_name metadata.field_missing'],
  ['a request of 100 KiB', { note: 'x'.repeat(100_000) }, 'hint undefined request.too_large'],
];

describe('a request is looked through before it is sent', () => {
  test.each(rows)('%s', (_, change, finding) => {
    expect(said({ ...plain, ...change })).toContain(finding);
  });
});

test('left-out members stand for the defaults of RFC 7591: code, authorization_code, and so a redirect URI', () => {
  expect(said({ client_name: 'x' })).toEqual(['refusal-likely redirect_uris redirect.missing']);
  expect(said({ ...without(plain, 'response_types', 'redirect_uris'), grant_types: ['client_credentials'] })).toEqual([
    'hint grant_types metadata.grant_response_mismatch',
  ]);
});

test('keys left out on purpose are a hint, and keys still to be made are none', () => {
  const asked = { ...plain, token_endpoint_auth_method: 'private_key_jwt' };
  expect(said(asked, { keys: { from: 'none' } })).toEqual(['hint jwks keys.missing']);
  expect(said(asked, { keys: { from: 'generate', alg: 'RS256' } })).toEqual([]);
});

test('what the server says of itself is held against the request, and never blocks', () => {
  const serverMetadata = {
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    scopes_supported: ['openid'],
    grant_types_supported: 'nonsense',
  };
  expect(said({ ...plain, scope: 'openid email' }, { server: { ...server, metadata: serverMetadata } })).toEqual([
    'hint token_endpoint_auth_method metadata.auth_method_unsupported',
    'hint scope scope.not_allowed',
  ]);
});

test('signing algorithms, PKCE and another registration endpoint are read from the metadata too', () => {
  const metadata = {
    registration_endpoint: 'https://idp.example.com/connect/register',
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['plain'],
  };
  const configured = { ...server, registration_endpoint: 'https://idp.example.com/register', metadata };
  const signing = { ...plain, token_endpoint_auth_method: 'private_key_jwt', id_token_signed_response_alg: 'PS256' };
  expect(said(signing, { server: configured, keys: { from: 'generate', alg: 'RS256' } })).toEqual([
    'hint token_endpoint_auth_signing_alg keys.alg',
    'hint id_token_signed_response_alg keys.alg',
    'hint undefined endpoint.wrong_path',
  ]);
  expect(said({ ...plain, token_endpoint_auth_method: 'none' }, { server: { ...server, metadata } })).toEqual([
    'hint token_endpoint_auth_method undefined',
  ]);
});

const signed = { token_endpoint_auth_method: 'private_key_jwt' };
const service = { grant_types: ['client_credentials'], response_types: [] };
const habits: [string, string, ClientMetadata, string][] = [
  ['Spring reads no inline keys', 'spring', { ...signed, jwks }, 'refusal-likely jwks keys.other_form_wanted'],
  ['Spring refuses scopes', 'spring', { scope: 'openid' }, 'hint scope scope.not_allowed'],
  [
    'Duende reads no jwks_uri',
    'duende',
    { ...signed, jwks_uri: 'https://a.example/jwks' },
    'refusal-likely jwks_uri keys.other_form_wanted',
  ],
  ['Duende wants keys for one method only', 'duende', { jwks }, 'refusal-likely jwks keys.other_form_wanted'],
  ['Duende insists on grant_types', 'duende', { grant_types: [] }, 'refusal-likely grant_types metadata.field_missing'],
  [
    'Duende registers three grants',
    'duende',
    { grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'] },
    'refusal-likely grant_types metadata.grant_unsupported',
  ],
  [
    'Duende refuses refresh_token to a service',
    'duende',
    { ...service, grant_types: ['client_credentials', 'refresh_token'] },
    'refusal-likely grant_types metadata.grant_response_mismatch',
  ],
  ['Duende refuses redirects to a service', 'duende', service, 'refusal-likely redirect_uris redirect.not_for_grant'],
  [
    'Keycloak gives the client_id',
    'keycloak',
    { client_id: 'x' },
    'refusal-likely client_id metadata.admin_only_field',
  ],
  ['Keycloak knows its members', 'keycloak', { resource: 'x' }, 'refusal-likely undefined metadata.unknown_field'],
  ['Keycloak has a policy on scopes', 'keycloak', { scope: 'openid' }, 'hint scope scope.not_allowed'],
  ['Hydra gives the client_id', 'hydra', { client_id: 'x' }, 'refusal-likely client_id metadata.admin_only_field'],
  [
    'Hydra leaves consent to its administrator',
    'hydra',
    { skip_consent: true },
    'refusal-likely undefined metadata.admin_only_field',
  ],
  [
    'Hydra compares origins after logout',
    'hydra',
    { post_logout_redirect_uris: ['https://www.example.com/'] },
    'refusal-likely post_logout_redirect_uris redirect.post_logout_mismatch',
  ],
  ['EmpowerNow has scopes in its policy', 'empowernow', { scope: 'openid crud.read' }, 'hint scope scope.not_allowed'],
  [
    'EmpowerNow wants keys inline',
    'empowernow',
    { ...signed, jwks_uri: 'https://a.example/jwks' },
    'hint jwks_uri keys.other_form_wanted',
  ],
];

describe('what a known server is known for is said before it is sent', () => {
  test.each(habits)('%s', (_, preset, change, finding) => {
    expect(said({ ...plain, ...change }, { server: at(preset) })).toContain(finding);
    expect(said({ ...plain, ...change })).not.toContain(finding);
  });

  test('keys that are still to be made go inline, which Spring will not read', () => {
    const keys = { from: 'generate', alg: 'RS256' } as const;
    expect(said({ ...plain, ...signed }, { server: at('spring'), keys })).toEqual([
      'refusal-likely jwks keys.other_form_wanted',
    ]);
    expect(said({ ...plain, ...signed }, { server: at('duende'), keys })).toEqual([]);
  });

  test('a sound request has no findings at servers whose habits it keeps', () => {
    for (const name of ['spring', 'duende', 'keycloak', 'hydra', 'empowernow', 'practice'])
      expect(said(plain, { server: at(name) })).toEqual([]);
  });
});

test('the seed as documented, without keys, is stopped by one finding, which is about its keys', () => {
  const seed = {
    client_name: 'bff-server',
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'openid profile email offline_access admin.api application.all dcr.register',
    redirect_uris: ['automate', 'authn', 'authz'].map(host => `https://${host}.ocg.labs.empowernow.ai/auth/callback`),
  };
  expect(said(seed).filter(finding => !finding.startsWith('hint'))).toEqual(['refusal-likely jwks keys.missing']);
  expect(said(seed, { keys: { from: 'none' } }).filter(finding => !finding.startsWith('hint'))).toEqual([]);
});

test.each(clientTemplates.map(template => [template.name, template.metadata] as const))(
  'the template %s, given a redirect URI where it needs one, goes out without being stopped',
  (_, metadata) => {
    const asked =
      metadata['redirect_uris'] === undefined
        ? { ...metadata, redirect_uris: ['https://app.example.com/cb'] }
        : metadata;
    const findings = requestFindings(asked, { keys: { from: 'generate', alg: 'RS256' } });
    expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  },
);

test('the gravest findings come first', () => {
  const severities = requestFindings({
    client_id: 'x',
    scope: 7,
    jwks: { keys: [{ kty: 'EC', d: 'x' }] },
  }).map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(severities[0]).toBe('cannot-send');
});
const order = ['cannot-send', 'refusal-likely', 'hint'];

test('any request at all gets findings that can be shown', () => {
  const members = fc.dictionary(
    fc.oneof(fc.constantFrom('redirect_uris', 'scope', 'jwks', 'grant_types', '__proto__', 'jwks_uri'), fc.string()),
    fc.jsonValue().map(value => value as Json),
  );
  fc.assert(
    fc.property(members, asked => {
      for (const { message } of requestFindings(asked)) expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }),
  );
});
