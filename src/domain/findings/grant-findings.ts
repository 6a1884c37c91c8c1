import { authMethod, type ClientMetadata, strings } from '../metadata/client-metadata.ts';
import { nearest } from '../nearest.ts';
import type { Finding } from './finding.ts';

const REDIRECTING = ['authorization_code', 'implicit'];
/** RFC 7591 section 2 (grant_types); RFC 8628, 8693 and OpenID CIBA add the last three. */
const KNOWN_GRANTS = [
  'authorization_code',
  'implicit',
  'password',
  'client_credentials',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:openid:params:grant-type:ciba',
];
/** RFC 7591 section 2 (token_endpoint_auth_method), OpenID Connect Core section 9, RFC 8705. */
const KNOWN_METHODS = [
  'none',
  'client_secret_post',
  'client_secret_basic',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
];

type Flow = { grants: string[]; responses: string[]; namesResponses: boolean; asked: ClientMetadata; uris: string[] };
type Row = Omit<Finding, 'message' | 'severity'> & {
  severity: Finding['severity'] | ((flow: Flow) => Finding['severity']);
  when: (flow: Flow) => boolean;
  message: string | ((flow: Flow) => string);
};

const redirects = ({ grants }: Flow) => grants.some(grant => REDIRECTING.includes(grant));
const asksFor = ({ responses }: Flow, word: string) => responses.some(type => type.split(' ').includes(word));
const asksImplicit = (flow: Flow) => asksFor(flow, 'token') || asksFor(flow, 'id_token');
const isPublic = ({ asked }: Flow) => authMethod(asked) === 'none';
// A mismatch that comes from a default of the RFC alone is passed over by most servers.
const asNamed = ({ namesResponses }: Flow) => (namesResponses ? 'refusal-likely' : 'hint');

const rows: readonly Row[] = [
  {
    severity: 'refusal-likely',
    member: 'redirect_uris',
    cause: 'redirect.missing',
    source: 'RFC 7591 section 2 (redirect_uris)',
    when: flow =>
      redirects(flow) && (flow.asked['redirect_uris'] === undefined || isEmptyList(flow.asked['redirect_uris'])),
    message: flow =>
      `there is no redirect URI, and ${flow.grants.filter(grant => REDIRECTING.includes(grant)).join(' and ')} needs one`,
  },
  {
    severity: 'hint',
    member: 'redirect_uris',
    cause: 'redirect.not_for_grant',
    source: 'RFC 7591 section 2 (redirect_uris)',
    when: flow => !redirects(flow) && flow.uris.length > 0,
    message: ({ grants }) =>
      `${grants.join(', ') || 'a client without grants'} never redirects: the redirect URIs have no use`,
  },
  {
    severity: asNamed,
    member: 'response_types',
    cause: 'metadata.grant_response_mismatch',
    source: 'RFC 7591 section 2.1',
    when: flow => flow.grants.includes('authorization_code') && !asksFor(flow, 'code'),
    message: 'the grant authorization_code goes with the response type code, which is not asked for',
  },
  {
    severity: asNamed,
    member: 'grant_types',
    cause: 'metadata.grant_response_mismatch',
    source: 'RFC 7591 section 2.1',
    when: flow => !flow.grants.includes('authorization_code') && asksFor(flow, 'code'),
    message: ({ namesResponses }) =>
      namesResponses
        ? 'the response type code goes with the grant authorization_code, which is not asked for'
        : 'response_types is left out, which means code, and code wants the grant authorization_code: set it to []',
  },
  {
    severity: asNamed,
    member: 'response_types',
    cause: 'metadata.grant_response_mismatch',
    source: 'RFC 7591 section 2.1',
    when: flow => flow.grants.includes('implicit') && !asksImplicit(flow),
    message: 'the grant implicit goes with the response type token or id_token, which is not asked for',
  },
  {
    severity: 'refusal-likely',
    member: 'grant_types',
    cause: 'metadata.grant_response_mismatch',
    source: 'RFC 7591 section 2.1',
    when: flow => !flow.grants.includes('implicit') && asksImplicit(flow),
    message: 'the response types token and id_token go with the grant implicit, which is not asked for',
  },
  {
    severity: 'refusal-likely',
    member: 'grant_types',
    cause: 'metadata.grant_response_mismatch',
    source: 'RFC 6749 section 6',
    when: ({ grants }) => grants.length > 0 && grants.every(grant => grant === 'refresh_token'),
    message: 'refresh_token alone gets no token: it needs another grant to begin with',
  },
  {
    severity: 'refusal-likely',
    member: 'token_endpoint_auth_method',
    cause: 'metadata.public_client_refused',
    source: 'RFC 6749 section 4.4',
    when: flow => isPublic(flow) && flow.grants.includes('client_credentials'),
    message: 'client_credentials is for confidential clients only, and the method "none" makes this a public one',
  },
  {
    severity: 'hint',
    member: 'grant_types',
    cause: 'metadata.grant_unsupported',
    source: 'RFC 9700 sections 2.1.2 and 2.4',
    when: ({ grants }) => grants.includes('implicit') || grants.includes('password'),
    message: 'the grants implicit and password are advised against, and many servers do not offer them any more',
  },
  {
    severity: 'hint',
    member: 'grant_types',
    cause: 'metadata.grant_unsupported',
    source: 'RFC 7591 section 2 (grant_types)',
    when: ({ grants }) => grants.some(grant => !KNOWN_GRANTS.includes(grant)),
    message: ({ grants }) => unknownWord('grant type', grants, KNOWN_GRANTS),
  },
  {
    severity: 'hint',
    member: 'token_endpoint_auth_method',
    cause: 'metadata.auth_method_unsupported',
    source: 'RFC 7591 section 2 (token_endpoint_auth_method)',
    when: ({ asked }) => !KNOWN_METHODS.includes(authMethod(asked)),
    message: ({ asked }) => unknownWord('authentication method', [authMethod(asked)], KNOWN_METHODS),
  },
];

/** How grants, response types, redirect URIs and the authentication method go together (RFC 7591 section 2.1). */
export function grantFindings(asked: ClientMetadata): Finding[] {
  const flow: Flow = {
    // RFC 7591 section 2: left out, they are authorization_code and code.
    grants: asked['grant_types'] === undefined ? ['authorization_code'] : strings(asked['grant_types']),
    responses: asked['response_types'] === undefined ? ['code'] : strings(asked['response_types']),
    namesResponses: asked['response_types'] !== undefined,
    uris: strings(asked['redirect_uris']),
    asked,
  };
  return rows
    .filter(row => row.when(flow))
    .map(({ when: _, severity, message, ...row }) => ({
      ...row,
      severity: typeof severity === 'function' ? severity(flow) : severity,
      message: typeof message === 'function' ? message(flow) : message,
    }));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function unknownWord(what: string, words: readonly string[], known: readonly string[]): string {
  const word = words.find(candidate => !known.includes(candidate)) ?? '';
  const near = nearest(word, known);
  return `"${word}" is no ${what} of the specifications${near === undefined ? '' : `: did you mean "${near}"?`}`;
}
