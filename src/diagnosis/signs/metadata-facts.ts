import type { Evidence } from '../../domain/evidence/evidence.ts';
import { isKnownMember, SERVERS_OWN, scopeValues, strings } from '../../domain/metadata/client-metadata.ts';
import { isSecretMember } from '../../domain/secrets/secret-members.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import { isLeftOut, type RequestView } from './request-view.ts';

export type MetadataFact =
  | 'auth-method-asked'
  | 'auth-method-left-out'
  | 'auth-method-odd'
  | 'public-client'
  | 'public-service'
  | 'grants-at-odds'
  | 'grant-unusual'
  | 'offline-without-refresh'
  | 'reserved-member'
  | 'server-members-sent-back'
  | 'client-id-differs'
  | 'client-id-left-out'
  | 'client-name-left-out'
  | 'scope-asked'
  | 'scope-left-out'
  | 'contacts-odd'
  | 'member-unknown-to-rfc'
  | 'software-statement-sent';

/** The OAuth Token Endpoint Authentication Methods registry. */
const AUTH_METHODS: readonly string[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
];

/** Whether grants, response types and authentication method go together (RFC 7591 section 2.1). */
export function readGrants(view: RequestView, add: AddFact<MetadataFact>): void {
  const { members } = view;
  const grants = strings(members['grant_types']);
  const responses = strings(members['response_types']).flatMap(type => type.split(' '));
  const hasGrants = Array.isArray(members['grant_types']);
  const hasResponses = Array.isArray(members['response_types']);
  const pairs = `grant_types ${quote(members['grant_types'])} with response_types ${quote(members['response_types'])}`;
  if (hasGrants && hasResponses) {
    const codeWithout = responses.includes('code') !== grants.includes('authorization_code');
    const tokenWithout =
      (responses.includes('token') || responses.includes('id_token')) && !grants.includes('implicit');
    if (codeWithout || tokenWithout) add('grants-at-odds', `you sent ${pairs}`, 'response_types');
  }
  if (hasGrants && grants.length === 1 && grants[0] === 'refresh_token')
    add('grants-at-odds', 'you sent refresh_token as the only grant type', 'grant_types');
  // RFC 7591 section 2: response_types left out is ["code"].
  if (view.whole && hasGrants && !hasResponses && grants.includes('implicit') && !grants.includes('authorization_code'))
    add(
      'grants-at-odds',
      'you sent grant_types implicit without response_types, which then is ["code"]',
      'response_types',
    );
  const usual = ['authorization_code', 'refresh_token'];
  const unusual = grants.find(grant => !usual.includes(grant));
  if (unusual !== undefined) add('grant-unusual', `you sent grant_types with ${quote(unusual)}`, 'grant_types');
  const scopes = scopeValues(members['scope']);
  if (scopes.includes('offline_access') && hasGrants && !grants.includes('refresh_token'))
    add('offline-without-refresh', 'you asked for offline_access without the grant refresh_token', 'grant_types');
}

/** How the client will authenticate. */
export function readAuthMethod(view: RequestView, add: AddFact<MetadataFact>): void {
  const method = view.members['token_endpoint_auth_method'];
  const grants = strings(view.members['grant_types']);
  if (method === 'none') {
    add('public-client', 'you sent token_endpoint_auth_method: none', 'token_endpoint_auth_method');
    if (grants.includes('client_credentials'))
      add(
        'public-service',
        'you sent client_credentials with token_endpoint_auth_method: none',
        'token_endpoint_auth_method',
      );
  }
  if (typeof method === 'string')
    add('auth-method-asked', `you sent token_endpoint_auth_method: ${quote(method)}`, 'token_endpoint_auth_method');
  else if (isLeftOut(view, 'token_endpoint_auth_method'))
    add(
      'auth-method-left-out',
      'you sent no token_endpoint_auth_method, which means client_secret_basic (RFC 7591 section 2)',
      'token_endpoint_auth_method',
    );
  if (method !== undefined && !AUTH_METHODS.includes(String(method)))
    add(
      'auth-method-odd',
      `token_endpoint_auth_method ${quote(method)} is not one that is registered with IANA`,
      'token_endpoint_auth_method',
    );
}

/** RFC 7592 section 2.2: an update names its client, and may repeat its secret, but none of the others. */
const NOT_IN_UPDATES = SERVERS_OWN.filter(name => name !== 'client_id' && name !== 'client_secret');
const ADMIN_MEMBERS =
  /^(?:metadata|skip_consent|skip_logout_consent|require_consent|consent|access_token_strategy|trusted|first_party|is_first_party|enabled|owner|allowed_cors_origins|.*_lifespan|.*_lifetime|tenant|organization(?:_id)?|roles?|claims|enable_end_session|reference_id|disabled)$/;

/** Members that are not the client's to set, that are left out, or that RFC 7591 does not have. */
export function readMembers(view: RequestView, stage: Evidence['stage'], add: AddFact<MetadataFact>): void {
  const { members } = view;
  const names = Object.keys(members);
  if (stage === 'register') {
    const reserved = names.find(name => SERVERS_OWN.includes(name)) ?? names.find(name => ADMIN_MEMBERS.test(name));
    if (reserved !== undefined)
      add(
        'reserved-member',
        `you sent ${reserved}${isSecretMember(reserved) ? '' : `: ${quote(members[reserved])}`}`,
        reserved,
      );
  } else {
    const sentBack = names.filter(name => NOT_IN_UPDATES.includes(name));
    if (sentBack.length > 0) add('server-members-sent-back', `you sent back ${sentBack.join(', ')}`, sentBack[0]);
    readClientId(view, add);
    const reserved = names.find(name => ADMIN_MEMBERS.test(name) || name === 'client_secret');
    if (reserved !== undefined) add('reserved-member', `you sent ${reserved}`, reserved);
  }
  const odd = names.find(name => !isKnownMember(name));
  if (odd !== undefined)
    add('member-unknown-to-rfc', `you sent the member ${quote(odd)}, which RFC 7591 does not have`, odd);
  if (isLeftOut(view, 'client_name')) add('client-name-left-out', 'you sent no client_name', 'client_name');
  const scope = members['scope'];
  if (typeof scope === 'string' && scope !== '') add('scope-asked', `you asked for the scope ${quote(scope)}`, 'scope');
  else if (isLeftOut(view, 'scope')) add('scope-left-out', 'you sent no scope', 'scope');
  const contacts = strings(members['contacts']).find(contact => !/^[^\s@]+@[^\s@]+$/.test(contact));
  if (contacts !== undefined)
    add('contacts-odd', `contacts has ${quote(contacts)}, which is no e-mail address`, 'contacts');
  if (members['software_statement'] !== undefined || view.mentioned.has('software_statement'))
    add('software-statement-sent', 'you sent a software_statement', 'software_statement');
}

function readClientId(view: RequestView, add: AddFact<MetadataFact>): void {
  const sent = view.members['client_id'];
  const named = /\/([^/?#]+)\/?(?:[?#].*)?$/.exec(view.url ?? '')?.[1];
  if (isLeftOut(view, 'client_id')) add('client-id-left-out', 'the body has no client_id', 'client_id');
  else if (
    typeof sent === 'string' &&
    named !== undefined &&
    /register|reg|registrations?|connect/i.test(view.url ?? '') &&
    named !== sent
  )
    add('client-id-differs', `the body has client_id ${quote(sent)}, the address names ${quote(named)}`, 'client_id');
}
