import { isJsonObject, type Json } from '../../domain/json.ts';
import { AUTH_METHODS_WITH_KEYS } from '../../domain/metadata/client-metadata.ts';
import { privateMembers } from '../../domain/metadata/key-material.ts';
import { isLoopback } from '../../domain/server/authorization-server.ts';
import { isPrivateHost } from './address-facts.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import { isLeftOut, type RequestView } from './request-view.ts';

export type KeyFact =
  | 'keys-absent'
  | 'keys-inline'
  | 'keys-by-uri'
  | 'keys-both'
  | 'keys-private'
  | 'keys-unusable'
  | 'jwks-uri-not-public'
  | 'alg-unfit';

/** What is to be seen of the client's keys, judged by RFC 7517 and RFC 7591 section 2. */
export function readKeys(view: RequestView, add: AddFact<KeyFact>): void {
  const { members } = view;
  const jwks = members['jwks'];
  const method = members['token_endpoint_auth_method'];
  const inline = Object.hasOwn(members, 'jwks') || (view.mentioned.has('jwks') && !view.saidAbsent.has('jwks'));
  const byUri = Object.hasOwn(members, 'jwks_uri') || view.mentioned.has('jwks_uri');
  if (inline && byUri) add('keys-both', 'you sent both jwks and jwks_uri', 'jwks');
  else if (inline) add('keys-inline', 'you sent the keys inline, as jwks', 'jwks');
  else if (byUri) add('keys-by-uri', `you sent jwks_uri: ${quote(members['jwks_uri'])}`, 'jwks_uri');
  const wants = AUTH_METHODS_WITH_KEYS.includes(String(method));
  const none = (isLeftOut(view, 'jwks') && isLeftOut(view, 'jwks_uri')) || view.saidAbsent.has('jwks');
  if (wants && none && !byUri)
    add('keys-absent', `you sent token_endpoint_auth_method: ${quote(method)}, and neither jwks nor jwks_uri`, 'jwks');
  if (jwks !== undefined) readKeySet(jwks, add);
  if (typeof members['jwks_uri'] === 'string') readJwksUri(members['jwks_uri'], add);
  const alg = members['token_endpoint_auth_signing_alg'];
  const symmetric = typeof alg === 'string' && /^hs\d+$|^none$/i.test(alg);
  if ((wants && symmetric) || (alg !== undefined && /^client_secret_(?:basic|post)$|^none$/.test(String(method))))
    add(
      'alg-unfit',
      `you sent token_endpoint_auth_signing_alg: ${quote(alg)} with ${quote(method)}`,
      'token_endpoint_auth_signing_alg',
    );
}

const PUBLIC_MEMBERS: Record<string, readonly string[]> = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] };

function readKeySet(jwks: Json, add: AddFact<KeyFact>): void {
  const keys = isJsonObject(jwks) ? jwks['keys'] : undefined;
  if (!Array.isArray(keys) || keys.length === 0) {
    add('keys-unusable', `jwks has no array "keys" with a key in it`, 'jwks');
    return;
  }
  for (const [index, key] of keys.slice(0, 20).entries()) {
    if (!isJsonObject(key)) {
      add('keys-unusable', `jwks.keys[${index}] is no JWK`, 'jwks');
      return;
    }
    const leaked = [...privateMembers(key), ...(key['kty'] === 'oct' ? ['kty: oct'] : [])];
    if (leaked.length > 0) add('keys-private', `jwks.keys[${index}] has the private member ${leaked[0]}`, 'jwks');
    const wanted = PUBLIC_MEMBERS[String(key['kty'])];
    const lacking = wanted === undefined ? (key['kty'] === 'oct' ? [] : ['kty']) : wanted.filter(name => !key[name]);
    if (lacking.length > 0) add('keys-unusable', `jwks.keys[${index}] lacks ${lacking.join(', ')}`, 'jwks');
  }
}

function readJwksUri(uri: string, add: AddFact<KeyFact>): void {
  const url = URL.parse(uri);
  const host = url?.hostname ?? '';
  const inner = isLoopback(host) || isPrivateHost(host);
  if (url === null || url.protocol !== 'https:' || inner)
    add('jwks-uri-not-public', `you sent jwks_uri: ${quote(uri)}`, 'jwks_uri');
}
