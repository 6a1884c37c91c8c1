import type { Evidence } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import { jsonInText } from './json-in-text.ts';

/** What is known of the request that was sent, whether it came as data or as somebody's sentence about it. */
export type RequestView = {
  method?: string;
  url?: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: 'object' | 'no-object' | 'unreadable' | 'empty' | 'unknown';
  /** Client metadata or mint parameters. */
  members: JsonObject;
  /** `members` is all that was sent; otherwise it is what a sentence mentioned. */
  whole: boolean;
  mentioned: ReadonlySet<string>;
  saidAbsent: ReadonlySet<string>;
  /** Free text and address, in lower case. */
  text: string;
};

const LONGEST = 16_384;
const METHOD = /(?:^|[\s"'(])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT)\b/;
const ADDRESS = /https?:\/\/[^\s'"<>;)\],]{1,2000}/i;
const PATH = /(?:GET|POST|PUT|PATCH|DELETE)\s+(\/[^\s,;'"]{0,2000})/;
// The path of a URL names no member: `jwks_uri https://app.example/jwks` has one.
const MEMBERS =
  /(?<![/.\w-])(?:redirect_uris?|token_endpoint_auth_method|token_endpoint_auth_signing_alg|id_token_signed_response_alg|grant_types?|response_types?|client_name|client_id|client_secret|scope|jwks_uri|jwks|contacts|logo_uri|client_uri|policy_uri|tos_uri|application_type|software_id|software_statement|post_logout_redirect_uris|subject_type|sector_identifier_uri|expires_in|expiration|max_uses|count|label|registration_access_token|registration_client_uri|client_secret_expires_at|client_id_issued_at)\b/g;

/** Whether a member was surely not sent: a sentence says so, or the whole body is known and does not have it. */
export function isLeftOut(view: RequestView, member: string): boolean {
  if (view.saidAbsent.has(member)) return true;
  return view.whole && view.body === 'object' && !Object.hasOwn(view.members, member);
}

export function viewRequest(request: Evidence['request']): RequestView {
  const text = (request?.text ?? '').slice(0, LONGEST);
  const body = readBody(request?.body);
  const prose = request?.text === undefined ? undefined : readProse(text);
  const view: RequestView = {
    headers: lowerNames(request?.headers ?? {}),
    body: body?.kind ?? prose?.kind ?? 'unknown',
    members: body?.members ?? prose?.members ?? {},
    whole: body !== undefined || prose?.kind === 'object',
    mentioned: prose?.mentioned ?? new Set(),
    saidAbsent: prose?.saidAbsent ?? new Set(),
    text: `${request?.url?.slice(0, 2000) ?? ''}\n${text}`.toLowerCase(),
  };
  const method = request?.method?.toUpperCase() ?? METHOD.exec(text)?.[1];
  if (method !== undefined) view.method = method;
  const url = request?.url ?? ADDRESS.exec(text)?.[0] ?? PATH.exec(text)?.[1];
  if (url !== undefined) view.url = url;
  return view;
}

export function lowerNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, 200)
      .map(([name, value]) => [name.toLowerCase(), String(value).slice(0, 8192)]),
  );
}

type Body = { kind: RequestView['body']; members: JsonObject };

function readBody(body: Json | undefined): Body | undefined {
  if (body === undefined) return undefined;
  if (isJsonObject(body)) return { kind: 'object', members: body };
  if (typeof body !== 'string') return { kind: 'no-object', members: {} };
  if (body.trim() === '') return { kind: 'empty', members: {} };
  const value = parseJson(body.slice(0, 262_144));
  if (isJsonObject(value)) return { kind: 'object', members: value };
  return { kind: value === undefined ? 'unreadable' : 'no-object', members: {} };
}

type Prose = Body & { mentioned: Set<string>; saidAbsent: Set<string> };

function readProse(text: string): Prose {
  const whole = jsonInText(text);
  const mentioned = new Set<string>();
  const saidAbsent = new Set<string>();
  for (const name of Object.keys(whole ?? {})) mentioned.add(name);
  for (const found of whole === undefined ? text.matchAll(MEMBERS) : []) {
    const before = text.slice(Math.max(0, found.index - 40), found.index);
    const absent =
      /\b(?:without|no|lacks?|lacking|missing|omits?|omitting|not? (?:have|having|sending)|nor)\s+(?:any |an? |the |explicit )?(?:[\w]+(?:,| or| and) )?$/i.test(
        before,
      );
    (absent ? saidAbsent : mentioned).add(found[0]);
  }
  return {
    kind:
      whole !== undefined ? 'object' : /\b(?:no|empty|without a) (?:request )?body\b/i.test(text) ? 'empty' : 'unknown',
    members: whole ?? membersInProse(text),
    mentioned,
    saidAbsent,
  };
}

const LIST =
  /\b(redirect_uris|grant_types|response_types|contacts|post_logout_redirect_uris)\W{0,6}(\[[^\]]{0,4000}\])/g;
const WORD =
  /\b(token_endpoint_auth_method|token_endpoint_auth_signing_alg|application_type|client_name|jwks_uri|client_id|expires_in|max_uses|count|expiration)["']?\s{0,3}(?:=|:|is|set to|of)?\s{0,3}["']?((?:https?:\/\/)?[\w.:/@-]{1,200})/g;
const SCOPE = /\bscopes?["']?\s{0,3}(?:=|:)?\s{0,3}["']([^"']{1,1000})["']/;
const ONE_REDIRECT = /\bredirect[_ ]ur(?:i|is|l)\W{0,4}([a-z][a-z0-9+.-]{1,40}:\/?\/?[^\s"',)\]]{0,500})/i;
/** A word after a member's name that is no value of it. */
const NO_VALUE = /^(?:and|or|in|is|as|was|with|that|which|the|a|to|both|but|not|too|member|parameter|given|sent)$/i;

function membersInProse(text: string): JsonObject {
  const members: JsonObject = {};
  for (const [, name = '', list = ''] of text.matchAll(LIST)) members[name] = listOf(list);
  for (const [, name = '', value = ''] of text.matchAll(WORD)) {
    if (NO_VALUE.test(value) || members[name] !== undefined) continue;
    members[name] = /^-?\d+$/.test(value) ? Number(value) : value;
  }
  const scope = SCOPE.exec(text)?.[1];
  if (scope !== undefined) members['scope'] = scope;
  const redirect = ONE_REDIRECT.exec(text)?.[1];
  if (redirect !== undefined) members['redirect_uris'] ??= [redirect];
  return members;
}

function listOf(text: string): Json {
  const value = parseJson(text) ?? parseJson(text.replaceAll("'", '"'));
  if (Array.isArray(value)) return value;
  return text
    .slice(1, -1)
    .split(/[\s,]+/)
    .filter(item => item !== '');
}
