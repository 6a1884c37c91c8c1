import type { Json, JsonObject } from './json.ts';

/** What is asked of the server: the members of RFC 7591 section 2, and any other (unknown ones are sent as given). */
export type ClientMetadata = JsonObject;

export const AUTH_METHODS_WITH_KEYS: readonly string[] = ['private_key_jwt', 'self_signed_tls_client_auth'];

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
