import type { Evidence, Ledger } from '../../src/domain/evidence/evidence.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';

const ledger: Ledger = { ageSeconds: 60, secondsLeft: 3540, maxUses: 10, registered: 0, refused: 0, origin: 'minted' };
const invalidToken = { status: 401, body: '{"error":"invalid_token"}' };
const NOW = Date.UTC(2026, 4, 14, 8, 0, 0);
const seconds = (offset: number) => NOW / 1000 + offset;

function refused(body: JsonObject, error: string, description?: string): Evidence {
  return {
    stage: 'register',
    request: { method: 'POST', url: 'https://as.example/register', body },
    status: 400,
    headers: {},
    body: JSON.stringify(description === undefined ? { error } : { error, error_description: description }),
  };
}

const registered = (extra: Partial<Evidence>): Evidence => ({ stage: 'register', headers: {}, ...extra });
const said = (stage: Evidence['stage'], status: number, body: Json): Evidence => ({
  stage,
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const opaque = (body: JsonObject) =>
  refused({ client_name: 'x', redirect_uris: ['https://app.example/cb'], ...body }, 'invalid_client_metadata');
const broken = (errorCode: string, extra: Partial<Evidence> = {}): Evidence => ({
  stage: 'network',
  headers: {},
  errorCode,
  ...extra,
});
const withToken = (token: NonNullable<Evidence['token']>, extra: Partial<Evidence>): Evidence => ({
  stage: 'mint',
  headers: {},
  at: NOW,
  token,
  ...extra,
});

const ecKey = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' };

/** Failures for the rules that no corpus fires: mostly those that need our own book, clock or a look into the token. */
export const RULE_CASES: Readonly<Record<string, Evidence>> = {
  'client-update-not-taken-after-read': {
    ...said('update', 404, { error: 'not_found' }),
    request: { method: 'PATCH', url: 'https://as.example/register/abc' },
    wasRead: true,
  },
  'body-faulted-where-none-was-sent': said('delete', 415, ''),
  'token-said-foreign': said('mint', 401, {
    error: 'invalid_token',
    error_description: 'The access token is not one of this server',
  }),
  'iat-lapsed-by-our-clock': registered({ ...invalidToken, ledger: { ...ledger, secondsLeft: -4 } }),
  'iat-about-to-lapse': registered({ ...invalidToken, ledger: { ...ledger, secondsLeft: 2 } }),
  'iat-used-up-by-our-book': registered({ ...invalidToken, ledger: { ...ledger, registered: 10 } }),
  'iat-used-up-if-refusals-count': registered({ ...invalidToken, ledger: { ...ledger, registered: 4, refused: 6 } }),
  'iat-worked-before-and-is-refused-in-time': registered({ ...invalidToken, ledger: { ...ledger, registered: 1 } }),
  'iat-said-inactive': said('register', 401, { error: 'invalid_token', error_description: 'Token is not active' }),
  'iat-said-inactive-may-be-revoked': said('register', 401, { message: 'the access token is inactive' }),
  'redirect-http-seen-and-opaque': opaque({ redirect_uris: ['http://app.example/cb'] }),
  'redirect-absent-and-opaque': opaque({ redirect_uris: [] }),
  'redirect-part-seen-and-opaque': opaque({ redirect_uris: ['https://app.example/#cb'] }),
  'redirect-unusable-and-opaque': opaque({ redirect_uris: ['app/cb'] }),
  'post-logout-elsewhere-and-opaque': opaque({ post_logout_redirect_uris: ['https://www.example/bye'] }),
  'response-said-unfit-for-code': refused({}, 'invalid_client_metadata', 'response_types do not match the flow'),
  'grants-at-odds-and-opaque': opaque({ grant_types: ['implicit'], response_types: ['code'] }),
  'grant-unsupported-by-code': refused({ grant_types: ['password'] }, 'unsupported_grant_type'),
  'none-said-refused': refused(
    { token_endpoint_auth_method: 'none' },
    'invalid_client_metadata',
    'token_endpoint_auth_method none is not supported',
  ),
  'some-member-said-invalid': said('register', 422, {
    detail: [{ loc: ['body', 'team_label'], msg: 'should be short' }],
  }),
  'contacts-odd-and-opaque': opaque({ contacts: ['ops team'] }),
  'list-said-malformed': refused({ grant_types: 'code' }, 'invalid_client_metadata', 'grant_types must be an array'),
  'list-said-empty': refused({ response_types: [] }, 'invalid_client_metadata', 'response_types must contain members'),
  'offline-without-refresh-and-opaque': opaque({ scope: 'openid offline_access', grant_types: ['authorization_code'] }),
  'software-statement-sent-and-opaque': opaque({ software_statement: 'eyJ' }),
  'https-to-a-plain-port': broken('EPROTO', { request: { url: 'https://localhost:8002/x' } }),
  'token-maybe-expired': said('mint', 401, { detail: 'Invalid or expired token' }),
  'token-said-inactive': said('mint', 401, { detail: 'Token is not active' }),
  'token-lapsed-by-its-exp': withToken({ form: 'jwt', exp: seconds(-60) }, invalidToken),
  'token-lapsed-before-sending': withToken({ form: 'jwt', exp: seconds(-60) }, {}),
  'token-lapsed-and-refused': withToken({ form: 'jwt', exp: seconds(-60) }, { status: 401 }),
  'token-shown-with-exp': registered({ body: '{"exp":1747209600}', request: { text: 'the token, decoded' } }),
  'token-exp-zero-said': registered({ body: 'the registration access token has exp = 0, is it dead?' }),
  'token-from-elsewhere': withToken(
    { form: 'jwt', iss: 'https://other.example/realms/a' },
    { ...invalidToken, request: { url: 'https://idp.example/api/admin/iat' } },
  ),
  'clocks-differ-and-token-refused': registered({ ...invalidToken, clockDifferenceSeconds: -300 }),
  'token-not-yet-valid-here': withToken({ form: 'jwt', nbf: seconds(90) }, invalidToken),
  'other-scheme-demanded': { ...said('mint', 401, ''), headers: { 'www-authenticate': 'Negotiate' } },
  'token-kind-at-mint': withToken({ form: 'jwt', kind: 'id-token' }, invalidToken),
  'token-kind-at-register': registered({ ...invalidToken, token: { form: 'jwt', kind: 'registration-access-token' } }),
  'token-kind-at-client': withToken({ form: 'jwt', kind: 'initial-access-token' }, { ...invalidToken, stage: 'read' }),
  'token-characters-seen': registered({
    ...invalidToken,
    request: { headers: { authorization: 'Bearer abc“def”' } },
  }),
  'client-token-refused-after-read': { ...said('update', 401, ''), request: { text: 'PUT after an earlier GET' } },
  'client-read-not-permitted-said': said('read', 403, { error_description: 'no permission to read its record' }),
  'server-members-sent-back': {
    ...opaque({ client_id: 'a', client_id_issued_at: 1 }),
    stage: 'update',
  },
  'client-id-differs': {
    ...opaque({ client_id: 'b' }),
    stage: 'update',
    request: { url: 'https://as.example/register/a', body: { client_id: 'b' } },
  },
  'mint-token-said-missing': { stage: 'mint', headers: {}, body: 'the response has no token member' },
  'registration-off-by-code': said('register', 403, { error: 'registration_not_supported' }),
  'scope-asked-and-refused-without-a-word': opaque({ scope: 'openid admin.api' }),
  'keys-both-seen': opaque({ jwks: { keys: [ecKey] }, jwks_uri: 'https://app.example/jwks' }),
  'keys-wanted-inline': refused(
    { jwks_uri: 'https://app.example/jwks' },
    'invalid_client_metadata',
    'jwks is required for private_key_jwt',
  ),
  'keys-private-went-out': {
    ...opaque({ jwks: { keys: [{ ...ecKey, d: 'c' }] } }),
    status: 201,
    body: '{"client_id":"a"}',
  },
  'keys-alg-seen': opaque({
    token_endpoint_auth_method: 'client_secret_basic',
    token_endpoint_auth_signing_alg: 'RS256',
  }),
  'keys-unusable-and-opaque': opaque({ jwks: { keys: [{ kty: 'RSA' }] } }),
  'jwks-uri-not-public-and-opaque': opaque({ jwks_uri: 'http://localhost/jwks' }),
  'method-not-implemented': said('delete', 501, ''),
  'well-known-no-metadata': {
    ...said('discover', 200, '<html><title>App</title></html>'),
    request: { url: 'https://idp.example/.well-known/openid-configuration' },
  },
  'well-known-said': { stage: 'register', headers: {}, body: 'failed to fetch openid configuration' },
  'discovery-not-found': said('discover', 404, ''),
  'sign-in-said': { stage: 'register', headers: {}, body: 'redirected to the login page of the captive portal' },
  'redirect-said': { stage: 'network', headers: {}, errorMessage: 'fetch failed: unexpected redirect' },
  'answer-longer-than-read': { ...said('register', 200, 'x'), headers: { 'content-length': '2000000' } },
  'proxy-could-not-connect': { ...said('network', 503, ''), headers: { 'x-squid-error': 'ERR_CONNECT_FAIL 111' } },
  'dns-of-the-proxy': { stage: 'network', headers: {}, errorMessage: 'curl: (5) Could not resolve proxy: proxy.corp' },
  'timed-out-before-sending': broken('TIMEOUT', { sent: false }),
  'timed-out-after-sending': broken('ETIMEDOUT', { sent: true }),
  'gave-up-waiting': broken('ABORT_ERR'),
  'address-seen-unusable': { stage: 'network', headers: {}, request: { url: 'idp.example:99999/x' } },
  'some-address-said-unreachable': refused(
    { jwks_uri: 'https://app.example/jwks' },
    'invalid_client_metadata',
    'Unable to fetch content',
  ),
  'login-to-the-network-needed': said('register', 511, ''),
  'sign-in-lapsed-or-failed': said('mint', 440, ''),
  'client-certificate-by-status': said('register', 496, ''),
  'plain-request-to-a-tls-port': said('register', 497, ''),
  'upgrade-required': said('register', 426, ''),
  misdirected: said('register', 421, ''),
  'misdirected-may-be-the-address': said('register', 421, ''),
  'headers-or-address-too-long': said('register', 431, ''),
  'address-too-long-may-be-a-token': said('register', 414, ''),
  'length-required': said('register', 411, ''),
  'not-acceptable': said('register', 406, ''),
  'not-acceptable-may-be-a-firewall': said('register', 418, ''),
  'barred-by-law': said('register', 451, ''),
  'payment-required': said('register', 402, ''),
  'payment-required-or-locked': said('register', 423, ''),
  overloaded: said('register', 529, ''),
  'overloaded-may-be-a-limit': said('register', 529, ''),
  'token-refused-by-a-status-of-its-own': said('mint', 498, ''),
  'iat-refused-by-a-status-of-its-own': said('register', 498, ''),
  'client-token-refused-by-a-status-of-its-own': said('read', 498, ''),
  'method-barred-by-a-cdn': said('register', 403, {
    message: 'This distribution is not configured to allow the HTTP request method that was used for this request.',
  }),
  'scope-claim-said-lacking': said(
    'register',
    403,
    'ClaimsAuthorizationRequirement:Claim.Type=scope and Claim.Value is one of the following values: (dcr)',
  ),
  'sector-said-missing': said('register', 400, {
    error: 'invalid_client_metadata',
    error_description: 'sector_identifier_uri must be provided if redirect_uris contain multiple hosts',
  }),
  'https-said-required-of-some-request': said('register', 403, {
    error: 'invalid_request',
    error_description: 'HTTPS required',
  }),
};
