import { isLoopback } from '../../domain/authorization-server.ts';
import { AUTH_METHODS_WITH_KEYS, scopeValues, strings } from '../../domain/client-metadata.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { privateMembers } from '../../domain/key-material.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Fact } from './fact.ts';
import type { RequestView } from './request-view.ts';

export type RequestFact =
  | 'redirect-http'
  | 'redirect-http-loopback'
  | 'redirect-https-loopback'
  | 'redirect-own-scheme'
  | 'redirect-fragment'
  | 'redirect-userinfo'
  | 'redirect-unusable'
  | 'redirect-wildcard'
  | 'redirect-absent'
  | 'redirect-sound'
  | 'redirect-without-use'
  | 'post-logout-elsewhere'
  | 'post-logout-asked'
  | 'native'
  | 'keys-absent'
  | 'keys-inline'
  | 'keys-by-uri'
  | 'keys-both'
  | 'keys-private'
  | 'keys-unusable'
  | 'jwks-uri-not-public'
  | 'alg-unfit'
  | 'auth-method-asked'
  | 'auth-method-left-out'
  | 'auth-method-odd'
  | 'public-client'
  | 'public-service'
  | 'grants-at-odds'
  | 'grant-unusual'
  | 'reserved-member'
  | 'server-members-sent-back'
  | 'client-id-differs'
  | 'client-id-left-out'
  | 'client-name-left-out'
  | 'scope-asked'
  | 'scope-left-out'
  | 'offline-without-refresh'
  | 'contacts-odd'
  | 'member-unknown-to-rfc'
  | 'software-statement-sent'
  | 'mint-limit-odd'
  | 'mint-limits-left-out'
  | 'mint-spelled-otherwise'
  | 'body-no-object'
  | 'body-unreadable'
  | 'body-empty'
  | 'body-labelled-otherwise'
  | 'no-token-sent'
  | 'empty-bearer'
  | 'token-shown'
  | 'bearer-twice'
  | 'other-scheme'
  | 'token-odd-characters'
  | 'token-in-address'
  | 'url-unusable'
  | 'url-doubled-segment'
  | 'url-well-known'
  | 'url-well-known-after-path'
  | 'url-internal-name'
  | 'url-http-to-tls-port'
  | 'url-https-to-plain-port'
  | 'url-http'
  | 'get-sent';

type Adds = (name: RequestFact, sentence: string, member?: string) => void;

/** What the request itself shows, judged by the specifications alone. */
export function requestFacts(view: RequestView, stage: Evidence['stage']): Map<RequestFact, Fact> {
  const facts = new Map<RequestFact, Fact>();
  const add: Adds = (name, sentence, member) => {
    if (!facts.has(name)) facts.set(name, member === undefined ? { sentence } : { sentence, member });
  };
  const registers = stage === 'register' || stage === 'update' || stage === 'network';
  if (registers) {
    for (const read of [readRedirects, readKeys, readGrants, readMembers]) read(view, stage, add);
  }
  if (stage === 'mint') readMint(view, add);
  readEnvelope(view, stage, add);
  readAddress(view, add);
  return facts;
}

type Reads = (view: RequestView, stage: Evidence['stage'], add: Adds) => void;

function isLeftOut(view: RequestView, member: string): boolean {
  if (view.saidAbsent.has(member)) return true;
  return view.whole && view.body === 'object' && !Object.hasOwn(view.members, member);
}

const quote = (value: Json | undefined) =>
  plainText(typeof value === 'string' ? value : (JSON.stringify(value ?? null) ?? ''), 120);

const readRedirects: Reads = (view, _, add) => {
  const { members } = view;
  const uris = members['redirect_uris'];
  const native = members['application_type'] === 'native';
  if (native) add('native', 'you sent application_type: native', 'application_type');
  const member = 'redirect_uris';
  if (isLeftOut(view, member)) add('redirect-absent', 'you sent no redirect_uris', member);
  else if (Array.isArray(uris) && uris.length === 0) add('redirect-absent', 'you sent an empty redirect_uris', member);
  else if (uris !== undefined && !Array.isArray(uris))
    add('redirect-absent', `you sent redirect_uris as ${typeof uris}, not as an array: ${quote(uris)}`, member);
  else if (Array.isArray(uris) && uris.some(uri => typeof uri !== 'string' || /[, ]/.test(uri.trim())))
    add('redirect-absent', `redirect_uris has an entry that is not one URI: ${quote(uris)}`, member);
  const grants = strings(members['grant_types']);
  const redirecting =
    grants.length === 0 || grants.some(grant => grant === 'authorization_code' || grant === 'implicit');
  if (strings(uris).length > 0 && !redirecting)
    add('redirect-without-use', `you sent redirect_uris with grant_types ${grants.join(', ')}`, member);
  strings(uris)
    .slice(0, 100)
    .forEach((uri, index) => {
      readRedirect(uri, `redirect_uris[${index}] is ${quote(uri)}`, add);
    });
  readPostLogout(strings(members['post_logout_redirect_uris']), strings(uris), add);
};

function readRedirect(uri: string, sentence: string, add: Adds): void {
  const member = 'redirect_uris';
  const url = URL.parse(uri.trim());
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (uri.includes('*')) add('redirect-wildcard', sentence, member);
  if (url === null || /^(?:javascript|data|vbscript|file|about|blob|ftps?|wss?|mailto|tel|ssh|urn)$/.test(scheme))
    return add('redirect-unusable', sentence, member);
  // WHATWG URL takes `https:/host` and a space; RFC 3986 does not.
  if (/^https?:(?!\/\/)/i.test(uri) || /[\s<>"{}|\\^`]/.test(uri)) add('redirect-unusable', sentence, member);
  if (uri.includes('#')) add('redirect-fragment', sentence, member);
  if (url.username !== '' || url.password !== '') add('redirect-userinfo', sentence, member);
  if (scheme !== 'http' && scheme !== 'https') return add('redirect-own-scheme', sentence, member);
  const local = isLoopback(url.hostname);
  if (scheme === 'http') return add(local ? 'redirect-http-loopback' : 'redirect-http', sentence, member);
  if (local) add('redirect-https-loopback', sentence, member);
  else add('redirect-sound', sentence, member);
}

function readPostLogout(after: string[], redirects: string[], add: Adds): void {
  const first = after[0];
  if (first === undefined) return;
  const member = 'post_logout_redirect_uris';
  add('post-logout-asked', `you sent post_logout_redirect_uris: ${quote(first)}`, member);
  const origins = new Set(redirects.map(uri => URL.parse(uri)?.origin));
  const odd = after.find(uri => !origins.has(URL.parse(uri)?.origin));
  if (odd !== undefined && redirects.length > 0)
    add('post-logout-elsewhere', `${quote(odd)} is on no origin of redirect_uris`, member);
}

const readKeys: Reads = (view, _, add) => {
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
};

const PUBLIC_MEMBERS: Record<string, readonly string[]> = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] };

function readKeySet(jwks: Json, add: Adds): void {
  const keys = isJsonObject(jwks) ? jwks['keys'] : undefined;
  if (!Array.isArray(keys) || keys.length === 0)
    return add('keys-unusable', `jwks has no array "keys" with a key in it`, 'jwks');
  for (const [index, key] of keys.slice(0, 20).entries()) {
    if (!isJsonObject(key)) return add('keys-unusable', `jwks.keys[${index}] is no JWK`, 'jwks');
    const leaked = [...privateMembers(key), ...(key['kty'] === 'oct' ? ['kty: oct'] : [])];
    if (leaked.length > 0) add('keys-private', `jwks.keys[${index}] has the private member ${leaked[0]}`, 'jwks');
    const wanted = PUBLIC_MEMBERS[String(key['kty'])];
    const lacking = wanted === undefined ? (key['kty'] === 'oct' ? [] : ['kty']) : wanted.filter(name => !key[name]);
    if (lacking.length > 0) add('keys-unusable', `jwks.keys[${index}] lacks ${lacking.join(', ')}`, 'jwks');
  }
}

function readJwksUri(uri: string, add: Adds): void {
  const url = URL.parse(uri);
  const host = url?.hostname ?? '';
  const inner = isLoopback(host) || isPrivateHost(host);
  if (url === null || url.protocol !== 'https:' || inner)
    add('jwks-uri-not-public', `you sent jwks_uri: ${quote(uri)}`, 'jwks_uri');
}

export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|0)(?:\.\d{1,3}){1,3}$/.test(bare) ||
    /^(?:f[cd][0-9a-f]{2}|fe80):/i.test(bare) ||
    /\.(?:local|internal|lan|intranet|corp|home|svc|cluster\.local|test|invalid|example)$/i.test(bare) ||
    (bare !== '' && !bare.includes('.') && !bare.includes(':'))
  );
}

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

const readGrants: Reads = (view, _, add) => {
  const { members } = view;
  const grants = strings(members['grant_types']);
  const responses = strings(members['response_types']).flatMap(type => type.split(' '));
  const method = members['token_endpoint_auth_method'];
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
  const scopes = scopeValues(members['scope']);
  if (scopes.includes('offline_access') && hasGrants && !grants.includes('refresh_token'))
    add('offline-without-refresh', 'you asked for offline_access without the grant refresh_token', 'grant_types');
};

const RESERVED = [
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
];
const SERVER_MEMBERS = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];
const ADMIN_MEMBERS =
  /^(?:metadata|skip_consent|skip_logout_consent|require_consent|consent|access_token_strategy|trusted|first_party|is_first_party|enabled|owner|allowed_cors_origins|.*_lifespan|.*_lifetime|tenant|organization(?:_id)?|roles?|claims|enable_end_session|reference_id|disabled)$/;

const readMembers: Reads = (view, stage, add) => {
  const { members } = view;
  const names = Object.keys(members);
  if (stage === 'register') {
    const reserved = names.find(name => RESERVED.includes(name)) ?? names.find(name => ADMIN_MEMBERS.test(name));
    if (reserved !== undefined) add('reserved-member', `you sent ${reserved}: ${quote(members[reserved])}`, reserved);
  } else {
    const sentBack = names.filter(name => SERVER_MEMBERS.includes(name));
    if (sentBack.length > 0) add('server-members-sent-back', `you sent back ${sentBack.join(', ')}`, sentBack[0]);
    readClientId(view, add);
    const reserved = names.find(name => ADMIN_MEMBERS.test(name) || name === 'client_secret');
    if (reserved !== undefined) add('reserved-member', `you sent ${reserved}`, reserved);
  }
  const odd = names.find(name => !KNOWN_MEMBERS.test(name));
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
};

const KNOWN_MEMBERS =
  /^(?:redirect_uris|token_endpoint_auth_method|token_endpoint_auth_signing_alg|grant_types|response_types|client_name|client_uri|logo_uri|scope|contacts|tos_uri|policy_uri|jwks_uri|jwks|software_id|software_version|software_statement|client_id|client_secret|client_id_issued_at|client_secret_expires_at|registration_access_token|registration_client_uri|application_type|sector_identifier_uri|subject_type|.*_alg|.*_enc|default_max_age|require_auth_time|default_acr_values|initiate_login_uri|request_uris|post_logout_redirect_uris|(?:back|front)channel_logout_.*|tls_client_auth_.*|tls_client_certificate_bound_access_tokens|require_pushed_authorization_requests|require_signed_request_object|dpop_bound_access_tokens|backchannel_.*|authorization_details_types|.*#.*)$/;

function readClientId(view: RequestView, add: Adds): void {
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

const LIFETIME = ['expires_in', 'expiration', 'ttl', 'lifetime', 'expires', 'validity'];
const USES = ['max_uses', 'max_usages', 'count', 'uses', 'usage_limit', 'max_registrations'];

function readMint(view: RequestView, add: Adds): void {
  const { members } = view;
  const present = (names: string[]) => names.filter(name => members[name] !== undefined && members[name] !== null);
  for (const name of [...present(LIFETIME), ...present(USES)]) {
    const value = members[name];
    const number = typeof value === 'number' ? value : Number.NaN;
    if (!Number.isInteger(number) || number <= 0 || number > 31_536_000)
      add('mint-limit-odd', `you sent ${name}: ${quote(value)}`, name);
  }
  if (!view.whole) return;
  if (present(LIFETIME).length === 0 || present(USES).length === 0)
    add('mint-limits-left-out', `you sent ${present([...LIFETIME, ...USES]).join(', ') || 'no limit at all'}`);
  add('mint-spelled-otherwise', `you sent the members ${Object.keys(members).slice(0, 8).join(', ') || '(none)'}`);
}

function readEnvelope(view: RequestView, stage: Evidence['stage'], add: Adds): void {
  const sends = view.method === undefined || ['POST', 'PUT', 'PATCH'].includes(view.method);
  if (view.body === 'no-object') add('body-no-object', 'the body you sent is no JSON object');
  if (view.body === 'unreadable') add('body-unreadable', 'the body you sent is no JSON');
  if (view.body === 'empty' && sends) add('body-empty', 'you sent no body');
  const type =
    view.headers['content-type'] ?? /content-type["']?\s{0,3}:?\s{0,3}["']?([\w.+-]+\/[\w.+-]+)/.exec(view.text)?.[1];
  if (type !== undefined && !/json/i.test(type) && stage !== 'read')
    add('body-labelled-otherwise', `you sent Content-Type: ${quote(type)}`);
  if (view.method === 'GET' && stage !== 'read' && stage !== 'network') add('get-sent', 'you sent GET');
  readAuthorization(view, add);
}

function readAuthorization(view: RequestView, add: Adds): void {
  const inText = /authorization["']?\s{0,3}[:=]\s{0,3}['"`]?([^'"`\n,;]{0,200})/i.exec(view.text)?.[1];
  const value = view.headers['authorization'] ?? inText;
  if (value === undefined) {
    const said =
      /without (?:an? |any )?(?:authorization|bearer|token|iat|credentials?)|no (?:authorization|bearer|token|iat)\b|unauthenticated|anonymous(?:ly)?|\b(?:token|iat|dcr_iat)\b[^.,]{0,20}\b(?:empty|unset|not set|missing)/.test(
        view.text,
      );
    if (said) add('no-token-sent', 'the request went without a token');
    else if (
      /bearer|<(?:iat|rat|token|admin token)>|initial access token|\bwith (?:an?|the) [^.]{0,30}token/.test(view.text)
    )
      add('token-shown', 'the request carried a token');
  } else {
    readAuthorizationValue(value.trim(), add);
  }
  if (/[?&](?:access_token|token|iat)=/.test(view.text)) add('token-in-address', 'the address itself carries a token');
  if (view.members['access_token'] !== undefined) add('token-in-address', 'the body itself carries an access_token');
}

function readAuthorizationValue(value: string, add: Adds): void {
  if (/^(?:bearer)?\s*(?:\(.*|""|''|null|undefined|\$\{?\w*\}?)?$/i.test(value))
    return add(
      'empty-bearer',
      `the Authorization header has no token: ${quote(value) === '' ? 'empty' : quote(value)}`,
    );
  if (/^bearer\s+bearer\b/i.test(value))
    return add('bearer-twice', 'the Authorization header has the word Bearer twice');
  const scheme = /^([A-Za-z][\w-]*)\s/.exec(value)?.[1];
  if (scheme !== undefined && !/^bearer$|^dpop$/i.test(scheme))
    return add('other-scheme', `the Authorization header has the scheme ${quote(scheme)}`);
  add('token-shown', 'the request carried a token');
  const token = value.replace(/^bearer\s+/i, '');
  if (/^\[secret\]$|^<[^>]*>|^\(/.test(token) || token.startsWith('$')) return;
  if (/[^A-Za-z0-9\-._~+/=]/.test(token) && !/[\s[\]<>*…]/.test(token) && !token.endsWith('...'))
    add('token-odd-characters', 'the token holds a character that no bearer token can hold');
}

function readAddress(view: RequestView, add: Adds): void {
  const { url } = view;
  if (url === undefined) return;
  const shown = quote(url);
  if (url.includes('/.well-known/')) {
    add('url-well-known', `the address is ${shown}`);
    if (/^(?:https?:\/\/[^/]+)?\/[^?#]*[^/?#]\/\.well-known\/oauth-authorization-server/.test(url))
      add('url-well-known-after-path', `the well-known segment stands after a path: ${shown}`);
  }
  const parts = (URL.parse(url)?.pathname ?? url.split(/[?#]/)[0] ?? '').split('/').filter(part => part !== '');
  if (repeats(parts)) add('url-doubled-segment', `the address repeats a segment: ${shown}`);
  const parsed = URL.parse(url);
  if (parsed === null) {
    if (!url.startsWith('/')) add('url-unusable', `${shown} is no address`);
    return;
  }
  const port = parsed.port;
  if (isPrivateHost(parsed.hostname) && !/^\d/.test(parsed.hostname) && !isLoopback(parsed.hostname))
    add('url-internal-name', `${quote(parsed.hostname)} looks like a name of an inner network`);
  if (parsed.protocol === 'http:') {
    add('url-http', `the address is ${shown}`);
    if (/443$/.test(port)) add('url-http-to-tls-port', `http:// with port ${port}, which mostly speaks TLS`);
  } else if (parsed.protocol === 'https:' && /^(?:80|8080|8000|8002|3000|5000|9080|8081)$/.test(port)) {
    add('url-https-to-plain-port', `https:// with port ${port}, which mostly speaks plain HTTP`);
  }
}

function repeats(parts: string[]): boolean {
  return parts.some(
    (part, index) =>
      part === parts[index + 1] || (index > 0 && part === parts[index + 2] && parts[index - 1] === parts[index + 1]),
  );
}

export type { JsonObject };
