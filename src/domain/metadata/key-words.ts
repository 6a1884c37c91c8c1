import { isJsonObject, type Json } from '../json.ts';

/** The keys of a JWK Set as people tell them apart: `2 keys: RS256 kid a, ES256 kid b`; undefined where it is none. */
export function keysInWords(jwks: Json): string | undefined {
  const keys = isJsonObject(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'].filter(isJsonObject) : [];
  if (keys.length === 0) return undefined;
  const named = keys.map(({ kty, alg, kid }) => {
    const kind = typeof alg === 'string' ? alg : String(kty ?? 'a key');
    return typeof kid === 'string' ? `${kind} kid ${kid}` : `${kind} without a kid`;
  });
  return `${keys.length === 1 ? '1 key' : `${keys.length} keys`}: ${named.join(', ')}`;
}
