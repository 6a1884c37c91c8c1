import { type ClientMetadata, strings } from '../metadata/client-metadata.ts';
import type { KeyChoice } from '../metadata/key-material.ts';
import { redirectUrisFindings } from '../metadata/redirect-uri.ts';
import { plainText } from '../plain-text.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import type { Finding } from './finding.ts';
import { grantFindings } from './grant-findings.ts';
import { keyFindings } from './key-findings.ts';
import { memberFindings } from './member-findings.ts';
import { metadataFindings } from './metadata-findings.ts';
import { presetFindings } from './preset-findings.ts';
import { scopeFindings } from './scope-findings.ts';

export type RequestContext = {
  /** How the keys will come, where the request does not hold them yet, or why it has none. */
  keys?: KeyChoice | undefined;
  /** Where it goes: the server's own metadata (RFC 8414) where it was read, and the habits of its preset. */
  server?: AuthorizationServer | undefined;
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
    ...presetFindings(asked, context.server?.preset, context.keys),
    ...(context.server === undefined ? [] : metadataFindings(asked, context.server, context.keys)),
  ]
    .map(finding => ({ ...finding, message: plainText(finding.message, 400) }))
    .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}
