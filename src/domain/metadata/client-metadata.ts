import type { Json, JsonObject } from '../json.ts';

/** What is asked of the server: the members of RFC 7591 section 2, and any other (unknown ones are sent as given). */
export type ClientMetadata = JsonObject;

export const AUTH_METHODS_WITH_KEYS: readonly string[] = ['private_key_jwt', 'self_signed_tls_client_auth'];

/** Members that only the server sets (RFC 7591 section 3.2.1, RFC 7592 section 3). */
export const SERVERS_OWN: readonly string[] = [
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
];

/** The client's name where it has one, for people and for finding a client again. */
export function clientName(metadata: ClientMetadata): string | undefined {
  return typeof metadata['client_name'] === 'string' ? metadata['client_name'] : undefined;
}

/** RFC 7591 section 2: an omitted token_endpoint_auth_method is client_secret_basic. */
export function authMethod(metadata: ClientMetadata): string {
  const method = metadata['token_endpoint_auth_method'];
  return typeof method === 'string' ? method : 'client_secret_basic';
}

/** Whether the server needs a public key of the client to know it (RFC 7591 section 2, OpenID Connect Core section 9). */
export function needsKeys(metadata: ClientMetadata): boolean {
  return AUTH_METHODS_WITH_KEYS.includes(authMethod(metadata));
}

/** A member that is an array of strings; anything else reads as empty. */
export function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** The scope values of a space-separated scope member (RFC 6749 section 3.3). */
export function scopeValues(value: Json | undefined): string[] {
  return typeof value === 'string' ? value.split(' ').filter(scope => scope !== '') : [];
}

/** RFC 7591 section 2 and 3.2.1, OpenID Connect Registration 1.0 section 2, RFC 8705, RFC 9126, RFC 9449, RFC 9396, CIBA. */
const KNOWN_MEMBERS =
  /^(?:redirect_uris|token_endpoint_auth_method|token_endpoint_auth_signing_alg|grant_types|response_types|client_name|client_uri|logo_uri|scope|contacts|tos_uri|policy_uri|jwks_uri|jwks|software_id|software_version|software_statement|client_id|client_secret|client_id_issued_at|client_secret_expires_at|registration_access_token|registration_client_uri|application_type|sector_identifier_uri|subject_type|.*_alg|.*_enc|default_max_age|require_auth_time|default_acr_values|initiate_login_uri|request_uris|post_logout_redirect_uris|(?:back|front)channel_logout_.*|tls_client_auth_.*|tls_client_certificate_bound_access_tokens|require_pushed_authorization_requests|require_signed_request_object|dpop_bound_access_tokens|backchannel_.*|authorization_details_types|.*#.*)$/;

/** Whether a specification has a client metadata member of this name (a language tag behind a hash belongs to it). */
export function isKnownMember(name: string): boolean {
  return KNOWN_MEMBERS.test(name);
}
