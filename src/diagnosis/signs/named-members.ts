import type { Json } from '../../domain/json.ts';
import { isSecretMember } from '../../domain/secrets/secret-members.ts';
import type { Fact } from './fact.ts';
import { quote } from './quote.ts';
import type { RequestView } from './request-view.ts';

export type NamedMemberFact = 'named-member-sent' | 'named-member-left-out';

const MEMBER =
  /\b(?:redirect_uris|token_endpoint_auth_method|token_endpoint_auth_signing_alg|grant_types|response_types|client_name|client_uri|logo_uri|scope|contacts|tos_uri|policy_uri|jwks_uri|jwks|software_id|software_version|software_statement|application_type|sector_identifier_uri|subject_type|(?:id_token|userinfo|introspection|authorization|request_object)_(?:signed|signing|encrypted|encryption)_(?:response_)?(?:alg|enc)|default_max_age|require_auth_time|default_acr_values|initiate_login_uri|request_uris|post_logout_redirect_uris|backchannel_logout_uri|frontchannel_logout_uri)\b/g;

/** Whether the members that the answer names were part of the request: a member that was sent cannot be missing. */
export function namedMembers(said: readonly string[], request: RequestView): Map<NamedMemberFact, Fact> {
  const facts = new Map<NamedMemberFact, Fact>();
  if (request.body !== 'object' || !request.whole) return facts;
  const words = said
    .join('\n')
    .slice(0, 8000)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/\bredirect[_ ]uri\b/g, 'redirect_uris')
    .replace(/\b(grant|response)[_ ]type\b/g, '$1_types');
  const named = new Set([...words.matchAll(MEMBER)].map(([name]) => name));
  for (const name of Object.keys(request.members).slice(0, 60))
    if (/^[a-z]\w{3,60}$/i.test(name) && new RegExp(`\\b${name.toLowerCase()}\\b`).test(words)) named.add(name);
  for (const name of named) {
    const value = request.members[name];
    const shown = isSecretMember(name) ? '' : `: ${quote(value)}`;
    if (isEmpty(value)) facts.set('named-member-left-out', { sentence: `you sent no ${name}`, member: name });
    else facts.set('named-member-sent', { sentence: `you sent ${name}${shown}`, member: name });
  }
  return facts;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
