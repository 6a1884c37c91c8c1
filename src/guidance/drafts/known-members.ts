import { nearest } from '../../domain/nearest.ts';

/** What each member is for, in one line: RFC 7591 section 2, then OpenID Connect Dynamic Client Registration 1.0 section 2. */
export const MEMBER_HELP: Readonly<Record<string, string>> = {
  client_name: 'the name that people see when they consent',
  redirect_uris: 'where the server may send users back to',
  token_endpoint_auth_method: 'how the client proves who it is at the token endpoint',
  grant_types: 'the grants that the client may use',
  response_types: 'the response types that the client may ask for',
  scope: 'the scope values it may ask for, separated by spaces',
  contacts: 'e-mail addresses of the people responsible',
  client_uri: 'a web page about the client',
  logo_uri: 'its logo, shown when people consent',
  tos_uri: 'its terms of service',
  policy_uri: 'its privacy policy',
  jwks_uri: 'where the server fetches the public keys of the client',
  jwks: 'the public keys of the client, as a JWK Set',
  software_id: 'the same for every copy of this software',
  software_version: 'which version of the software it is',
  software_statement: 'a signed statement (JWT) about the software',
  application_type: 'web or native (OpenID Connect)',
  sector_identifier_uri: 'a list of redirect URIs that share pairwise subjects (OpenID Connect)',
  subject_type: 'pairwise or public (OpenID Connect)',
  id_token_signed_response_alg: 'how ID tokens are signed for it (OpenID Connect)',
  token_endpoint_auth_signing_alg: 'how it signs when it authenticates (OpenID Connect)',
  default_max_age: 'seconds after which users have to sign in again (OpenID Connect)',
  require_auth_time: 'whether ID tokens say when the user signed in (OpenID Connect)',
  default_acr_values: 'which authentication context it wants (OpenID Connect)',
  initiate_login_uri: 'where others can send users to sign in (OpenID Connect)',
  request_uris: 'request objects that it may point at (OpenID Connect)',
  post_logout_redirect_uris: 'where users may go after signing out (OpenID Connect)',
};

const MOST_SUGGESTIONS = 6;

/** Members whose name begins with what was typed, then those that hold it; none that the request has already. */
export function suggestedMembers(typed: string, present: readonly string[]): { member: string; help: string }[] {
  const wanted = typed.trim().toLowerCase();
  const free = Object.entries(MEMBER_HELP).filter(([member]) => !present.includes(member));
  const begins = free.filter(([member]) => member.startsWith(wanted));
  const holds = free.filter(([member]) => !member.startsWith(wanted) && member.includes(wanted));
  return [...begins, ...holds].slice(0, MOST_SUGGESTIONS).map(([member, help]) => ({ member, help }));
}

export function memberHelp(member: string): string | undefined {
  const plain = member.split('#')[0] ?? member;
  return Object.hasOwn(MEMBER_HELP, plain) ? MEMBER_HELP[plain] : undefined;
}

export function strangeMember(member: string): string {
  const near = nearest(member, Object.keys(MEMBER_HELP));
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `No member of RFC 7591 or OpenID Connect: it goes out as it is, and servers may drop or refuse it.${meant}`;
}
