import { authMethod, type ClientMetadata, scopeValues, strings } from './client-metadata.ts';
import type { Finding } from './finding.ts';
import { grantFindings } from './grant-findings.ts';
import type { JsonObject } from './json.ts';
import { keyFindings } from './key-findings.ts';
import type { KeyChoice } from './key-material.ts';
import { memberFindings } from './member-findings.ts';
import { plainText } from './plain-text.ts';
import { redirectUrisFindings } from './redirect-uri.ts';
import { scopeFindings } from './scope-findings.ts';

export type RequestContext = {
  /** How the keys will come, where the request does not hold them yet, or why it has none. */
  keys?: KeyChoice | undefined;
  /** The authorization server's own metadata (RFC 8414), where it was read. */
  serverMetadata?: JsonObject | undefined;
};

const WEIGHT = { 'cannot-send': 0, 'refusal-likely': 1, hint: 2 } as const;

/**
 * What is worth saying about a whole registration request before it is sent, the gravest first. `asked` is what would
 * go out, so members that are left out stand for the defaults of RFC 7591 section 2.
 */
export function requestFindings(asked: ClientMetadata, context: RequestContext = {}): Finding[] {
  const type = asked['application_type'];
  return [
    ...memberFindings(asked),
    ...grantFindings(asked),
    ...redirectUrisFindings(strings(asked['redirect_uris']), typeof type === 'string' ? type : undefined),
    ...keyFindings(asked, context.keys),
    ...scopeFindings(asked),
    ...notOffered(asked, context.serverMetadata ?? {}),
  ]
    .map(finding => ({ ...finding, message: plainText(finding.message, 400) }))
    .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}

/** OpenID Connect Dynamic Client Registration section 2: algorithms that a client asks for, and where they are offered. */
const SIGNED = [
  ['token_endpoint_auth_signing_alg', 'token_endpoint_auth_signing_alg_values_supported'],
  ['id_token_signed_response_alg', 'id_token_signing_alg_values_supported'],
  ['request_object_signing_alg', 'request_object_signing_alg_values_supported'],
  ['userinfo_signed_response_alg', 'userinfo_signing_alg_values_supported'],
] as const;

/** What is asked and not among what the metadata offers. Servers often advertise less than they take, so it never blocks. */
export function notOffered(asked: ClientMetadata, server: JsonObject): Finding[] {
  const rows = [
    {
      member: 'token_endpoint_auth_method',
      offered: 'token_endpoint_auth_methods_supported',
      cause: 'metadata.auth_method_unsupported',
      wanted: [authMethod(asked)],
    },
    {
      member: 'grant_types',
      offered: 'grant_types_supported',
      cause: 'metadata.grant_unsupported',
      wanted: strings(asked['grant_types']),
    },
    {
      member: 'response_types',
      offered: 'response_types_supported',
      cause: 'metadata.grant_unsupported',
      wanted: strings(asked['response_types']),
    },
    {
      member: 'scope',
      offered: 'scopes_supported',
      cause: 'scope.not_allowed',
      wanted: scopeValues(asked['scope']),
    },
    ...SIGNED.map(([member, offered]) => ({
      member,
      offered,
      cause: 'metadata.field_invalid',
      wanted: strings([asked[member] ?? null]),
    })),
  ];
  return rows.flatMap(({ member, offered, cause, wanted }): Finding[] => {
    const list = strings(server[offered]);
    const lacking = wanted.filter(value => list.length > 0 && !list.includes(value));
    if (lacking.length === 0) return [];
    const message = `the server's metadata does not offer ${lacking.join(', ')} (${offered})`;
    return [{ severity: 'hint', member, message, cause, source: `RFC 8414 section 2 (${offered})` }];
  });
}
