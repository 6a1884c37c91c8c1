import { isJsonObject, type Json, type JsonObject, parseJson } from '../json.ts';
import { authMethod, type ClientMetadata, needsKeys } from '../metadata/client-metadata.ts';
import { type KeyChoice, privateMembers } from '../metadata/key-material.ts';
import { isLoopback } from '../server/authorization-server.ts';
import type { Finding } from './finding.ts';

/** What is to be said about the client's keys (RFC 7591 section 2: jwks, jwks_uri). */
export function keyFindings(asked: ClientMetadata, choice: KeyChoice | undefined): Finding[] {
  return [
    ...leaked(asked),
    ...missing(asked, choice),
    ...both(asked),
    ...unusableSet(asked),
    ...jwksUri(asked),
    ...alg(asked),
  ];
}

/** Private keys anywhere in the request: such a request must never leave. */
function leaked(asked: ClientMetadata): Finding[] {
  return Object.entries(asked)
    .filter(([, value]) => holdsPrivateKey(value))
    .map(([member]) => ({
      severity: 'cannot-send',
      member,
      message: `${member} holds a private or symmetric key: only public keys may be sent`,
      cause: 'keys.private_key_leaked',
      source: 'RFC 7517 section 9.2',
    }));
}

function holdsPrivateKey(value: Json, depth = 0): boolean {
  if (depth > 20) return false;
  if (typeof value === 'string') {
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return true;
    const inner = value.includes('"kty"') ? parseJson(value) : undefined;
    return inner !== undefined && typeof inner !== 'string' && holdsPrivateKey(inner, depth + 1);
  }
  if (Array.isArray(value)) return value.some(item => holdsPrivateKey(item, depth + 1));
  if (!isJsonObject(value)) return false;
  if (typeof value['kty'] === 'string' && privateMembers(value).length > 0) return true;
  return Object.values(value).some(item => holdsPrivateKey(item, depth + 1));
}

function missing(asked: ClientMetadata, choice: KeyChoice | undefined): Finding[] {
  if (!needsKeys(asked) || asked['jwks'] !== undefined || asked['jwks_uri'] !== undefined) return [];
  const onPurpose = choice?.from === 'none';
  if (choice !== undefined && !onPurpose) return [];
  const method = authMethod(asked);
  return [
    {
      severity: onPurpose ? 'hint' : 'refusal-likely',
      member: 'jwks',
      message: `${method} needs the client's public key, and there is neither jwks nor jwks_uri: most servers refuse that`,
      cause: 'keys.missing',
      source: 'RFC 7591 section 2 (jwks); OpenID Connect Core 1.0 section 9',
    },
  ];
}

function both(asked: ClientMetadata): Finding[] {
  if (asked['jwks'] === undefined || asked['jwks_uri'] === undefined) return [];
  return [
    {
      severity: 'refusal-likely',
      member: 'jwks_uri',
      message: 'jwks and jwks_uri are both there: only one of them may be',
      cause: 'keys.both',
      source: 'RFC 7591 section 2 (jwks)',
    },
  ];
}

function unusableSet({ jwks }: ClientMetadata): Finding[] {
  if (!isJsonObject(jwks)) return [];
  const keys = jwks['keys'];
  const problem =
    !Array.isArray(keys) || keys.length === 0
      ? 'jwks has to be {"keys": [ … ]} with at least one key'
      : keys.some(key => !isJsonObject(key) || !isWholeKey(key))
        ? 'a key in jwks lacks kty or the public members of its kind'
        : undefined;
  if (problem === undefined) return [];
  const source = 'RFC 7517 sections 4 and 5';
  return [{ severity: 'refusal-likely', member: 'jwks', message: problem, cause: 'keys.invalid', source }];
}

/** RFC 7518 section 6: the public members of each kind of key. Unknown kinds pass. */
const PUBLIC_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
};

function isWholeKey(key: JsonObject): boolean {
  const kty = key['kty'];
  if (typeof kty !== 'string') return false;
  return (PUBLIC_MEMBERS[kty] ?? []).every(member => typeof key[member] === 'string');
}

function jwksUri({ jwks_uri: uri }: ClientMetadata): Finding[] {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return [];
  const { protocol, hostname } = new URL(uri);
  const member = 'jwks_uri';
  const source = 'RFC 7591 section 2 (jwks_uri)';
  if (isLoopback(hostname)) {
    const message = `jwks_uri is on ${hostname}: the server would look for it on its own machine`;
    return [{ severity: 'refusal-likely', member, message, cause: 'keys.jwks_uri_unreachable', source }];
  }
  if (protocol === 'https:') return [];
  const message = 'jwks_uri is not https: most servers will not read keys from it';
  return [{ severity: 'refusal-likely', member, message, cause: 'keys.jwks_uri_refused', source }];
}

function alg(asked: ClientMetadata): Finding[] {
  const named = asked['token_endpoint_auth_signing_alg'];
  if (typeof named !== 'string') return [];
  const method = authMethod(asked);
  const fits =
    method === 'private_key_jwt'
      ? /^(RS|PS|ES)\d+K?$|^Ed(DSA|25519|448)$/.test(named)
      : method === 'client_secret_jwt' && /^HS\d+$/.test(named);
  if (fits) return [];
  return [
    {
      severity: method.endsWith('_jwt') ? 'refusal-likely' : 'hint',
      member: 'token_endpoint_auth_signing_alg',
      message: `the signing algorithm ${named.slice(0, 20)} does not go with ${method}`,
      cause: 'keys.alg',
      source: 'OpenID Connect Registration 1.0 section 2 (token_endpoint_auth_signing_alg)',
    },
  ];
}
