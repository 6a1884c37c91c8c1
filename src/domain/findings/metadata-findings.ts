import type { Json, JsonObject } from '../json.ts';
import { authMethod, type ClientMetadata, needsKeys, scopeValues, strings } from '../metadata/client-metadata.ts';
import type { KeyChoice } from '../metadata/key-material.ts';
import { plainText } from '../plain-text.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import type { Finding } from './finding.ts';

type Wish = { asked: ClientMetadata; keys: KeyChoice | undefined };
type Row = { member: string; offered: string; cause: string; wanted: (wish: Wish) => string[] };

const textOf = (value: Json | undefined): string[] => (typeof value === 'string' ? [value] : []);

/** What a request asks for, and the list of RFC 8414 section 2 or OpenID Connect Discovery section 3 that has to have it. */
const rows: readonly Row[] = [
  {
    member: 'token_endpoint_auth_method',
    offered: 'token_endpoint_auth_methods_supported',
    cause: 'metadata.auth_method_unsupported',
    wanted: ({ asked }) => [authMethod(asked)],
  },
  {
    member: 'grant_types',
    offered: 'grant_types_supported',
    cause: 'metadata.grant_unsupported',
    wanted: ({ asked }) => strings(asked['grant_types']),
  },
  {
    member: 'response_types',
    offered: 'response_types_supported',
    cause: 'metadata.grant_unsupported',
    wanted: ({ asked }) => strings(asked['response_types']),
  },
  {
    member: 'scope',
    offered: 'scopes_supported',
    cause: 'scope.not_allowed',
    wanted: ({ asked }) => scopeValues(asked['scope']),
  },
  {
    member: 'token_endpoint_auth_signing_alg',
    offered: 'token_endpoint_auth_signing_alg_values_supported',
    cause: 'keys.alg',
    wanted: ({ asked, keys }) => {
      const named = textOf(asked['token_endpoint_auth_signing_alg']);
      return named.length > 0 || !needsKeys(asked) || keys?.from !== 'generate' ? named : [keys.alg];
    },
  },
  {
    member: 'id_token_signed_response_alg',
    offered: 'id_token_signing_alg_values_supported',
    cause: 'keys.alg',
    wanted: ({ asked }) => textOf(asked['id_token_signed_response_alg']),
  },
  {
    member: 'request_object_signing_alg',
    offered: 'request_object_signing_alg_values_supported',
    cause: 'keys.alg',
    wanted: ({ asked }) => textOf(asked['request_object_signing_alg']),
  },
  {
    member: 'userinfo_signed_response_alg',
    offered: 'userinfo_signing_alg_values_supported',
    cause: 'keys.alg',
    wanted: ({ asked }) => textOf(asked['userinfo_signed_response_alg']),
  },
  {
    member: 'subject_type',
    offered: 'subject_types_supported',
    cause: 'metadata.field_invalid',
    wanted: ({ asked }) => textOf(asked['subject_type']),
  },
];

/** What the server's own metadata says against the request. Servers often advertise less than they take, so none of it blocks. */
export function metadataFindings(
  asked: ClientMetadata,
  { metadata, registration_endpoint: configured }: AuthorizationServer,
  keys: KeyChoice | undefined,
): Finding[] {
  if (metadata === undefined) return [];
  return [
    ...notOffered(asked, metadata, keys),
    ...elsewhere(configured, metadata['registration_endpoint']),
    ...pkce(asked, metadata),
  ];
}

/** What is asked for and not among what the metadata offers. */
export function notOffered(asked: ClientMetadata, metadata: JsonObject, keys?: KeyChoice): Finding[] {
  return rows.flatMap(({ member, offered, cause, wanted }): Finding[] => {
    const list = strings(metadata[offered]);
    const lacking = wanted({ asked, keys }).filter(value => list.length > 0 && !list.includes(value));
    if (lacking.length === 0) return [];
    const message = `the server's metadata does not offer ${lacking.join(', ')} (${offered})`;
    return [{ severity: 'hint', member, message, cause, source: `RFC 8414 section 2 (${offered})` }];
  });
}

function elsewhere(configured: string | undefined, advertised: Json | undefined): Finding[] {
  if (configured === undefined || typeof advertised !== 'string' || !URL.canParse(advertised)) return [];
  if (new URL(advertised).href === configured) return [];
  return [
    {
      severity: 'hint',
      message: `the server's metadata names another registration_endpoint: ${plainText(advertised, 160)}`,
      cause: 'endpoint.wrong_path',
      source: 'RFC 8414 section 2 (registration_endpoint)',
    },
  ];
}

/** A public client has nothing but PKCE between its codes and whoever catches them. */
function pkce(asked: ClientMetadata, metadata: JsonObject): Finding[] {
  const methods = strings(metadata['code_challenge_methods_supported']);
  const grants = asked['grant_types'] === undefined ? ['authorization_code'] : strings(asked['grant_types']);
  if (authMethod(asked) !== 'none' || !grants.includes('authorization_code') || methods.includes('S256')) return [];
  return [
    {
      severity: 'hint',
      member: 'token_endpoint_auth_method',
      message: `the server's metadata does not offer PKCE by S256 (code_challenge_methods_supported), which a public client needs`,
      source: 'RFC 9700 section 2.1.1; RFC 8414 section 2 (code_challenge_methods_supported)',
    },
  ];
}
