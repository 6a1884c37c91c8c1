import { describe, expect, it } from 'vitest';
import { type CauseId, catalogue, cause } from '../../src/diagnosis/catalogue.ts';

const FLOW = ['server', 'admin-token', 'mint', 'template', 'keys', 'redirect-uris', 'review'];

/** Scripts build against these ids: one may be added, none taken away or renamed. */
const PROMISED: readonly CauseId[] = [
  'client.purged',
  'clock.skew',
  'dcr.disabled',
  'dcr.not_advertised',
  'discovery.origin_mismatch',
  'discovery.wrong_url',
  'endpoint.wrong_path',
  'iat.constraint',
  'iat.exhausted',
  'iat.expired',
  'iat.revoked_or_unknown',
  'input.bad_url',
  'input.bearer_prefix',
  'input.token_characters',
  'input.token_location',
  'input.wrong_scheme',
  'keys.alg',
  'keys.both',
  'keys.invalid',
  'keys.jwks_uri_refused',
  'keys.jwks_uri_unreachable',
  'keys.missing',
  'keys.other_form_wanted',
  'keys.private_key_leaked',
  'metadata.admin_only_field',
  'metadata.auth_method_unsupported',
  'metadata.client_id_mismatch',
  'metadata.duplicate',
  'metadata.field_invalid',
  'metadata.field_missing',
  'metadata.grant_response_mismatch',
  'metadata.grant_unsupported',
  'metadata.opaque',
  'metadata.public_client_refused',
  'metadata.unknown_field',
  'mint.defaults',
  'mint.invalid_limit',
  'mint.token_member_missing',
  'network.dns',
  'network.proxy_auth',
  'network.refused',
  'network.reset_before_answer',
  'network.timeout',
  'network.unreachable',
  'policy.denied',
  'policy.host_not_trusted',
  'policy.quota',
  'proxy.blocked',
  'proxy.waf_user_agent',
  'rat.rotated_on_read',
  'rat.stale_or_mismatch',
  'rate.limited',
  'redirect.accepted_then_refused',
  'redirect.fragment_or_userinfo',
  'redirect.malformed',
  'redirect.missing',
  'redirect.not_approved',
  'redirect.not_for_grant',
  'redirect.not_https',
  'redirect.post_logout_mismatch',
  'redirect.scheme_vs_app_type',
  'request.body_malformed',
  'request.content_type',
  'request.method',
  'request.too_large',
  'response.login_page',
  'response.no_client_id',
  'response.not_json',
  'response.redirect',
  'response.too_large',
  'response.truncated',
  'result.auth_method_mismatch',
  'result.deviation_200_instead_of_201',
  'result.deviation_members',
  'result.no_management_uri',
  'result.silently_changed',
  'scope.default_too_small',
  'scope.not_allowed',
  'server.csrf',
  'server.gateway',
  'server.internal_error',
  'software_statement.invalid',
  'software_statement.unapproved',
  'tls.cert_dates',
  'tls.client_cert_required',
  'tls.handshake',
  'tls.hostname_mismatch',
  'tls.scheme_mismatch',
  'tls.untrusted',
  'token.exp_zero',
  'token.expired',
  'token.expired_locally',
  'token.insufficient_role',
  'token.insufficient_scope',
  'token.missing',
  'token.not_verifiable',
  'token.wrong_issuer_or_audience',
  'token.wrong_kind',
  'update.not_permitted',
  'update.server_fields',
];

describe('the catalogue of causes', () => {
  it('keeps every id that it ever promised', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(PROMISED.filter(id => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(catalogue)('$id says what is wrong, what helps, who acts and where it is written', row => {
    expect(row.headline).toMatch(/^\S[^\n]{10,140}[.]$/);
    expect(row.try.length).toBeGreaterThan(0);
    for (const advice of row.try) expect(advice).toMatch(/^\S[^\n]{10,260}[.]$/);
    expect(row.source.length).toBeGreaterThan(8);
    expect(row.stages.length).toBeGreaterThan(0);
    if (row.goTo !== undefined) expect(FLOW).toContain(row.goTo);
  });

  it('finds a row by its id', () => {
    expect(cause('iat.expired').goTo).toBe('mint');
  });
});
