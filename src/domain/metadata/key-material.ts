import type { JsonObject } from '../json.ts';
import type { Secret } from '../secrets/secret.ts';

export type KeyAlgorithm = 'RS256' | 'ES256';
export const KEY_ALGORITHMS: readonly KeyAlgorithm[] = ['RS256', 'ES256'];

/** How the server will know the client's key: the answer of the keys step. */
export type KeyChoice =
  | { from: 'generate'; alg: KeyAlgorithm; kid?: string }
  | { from: 'file'; path: string; alg?: KeyAlgorithm; kid?: string }
  | { from: 'jwks_uri'; url: string }
  /** As the vendor's page sends it: private_key_jwt without a key. */
  | { from: 'none' };

/** What that choice came to. Only public halves here, but for `privateKey`, which is sealed and goes to one file. */
export type KeyMaterial = {
  choice: KeyChoice;
  /** Public members only. */
  jwks?: { keys: JsonObject[] };
  jwks_uri?: string;
  kid?: string;
  alg?: string;
  /** PKCS #8 PEM of a pair made here; kept until it lies in `privateKeyFile`. */
  privateKey?: Secret;
  /** The 0600 file with the private half: ours, or the operator's own. */
  privateKeyFile?: string;
  /** What the operator should hear about it: that others can read the file, for one. */
  notes?: string[];
};

// RFC 7518 section 6.2.2, 6.3.2 and 6.4.1: what makes a JWK private (or symmetric).
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** The names of a JWK's private members; a request with one of these must never leave. */
export function privateMembers(jwk: JsonObject): string[] {
  return PRIVATE_MEMBERS.filter(member => Object.hasOwn(jwk, member));
}
