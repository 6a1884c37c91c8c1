import type { TokenLook } from '../evidence/evidence.ts';
import type { EpochMillis, Instant } from '../instant.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';
import { grouped } from '../plain-text.ts';
import { Secret } from '../secrets/secret.ts';

/** A bearer token as somebody pasted it, cleaned. `notes` says what the cleaning took away, in words for the operator. */
export type AccessToken = { token: Secret; look: TokenLook; notes: string[] };

/** Longer than any server takes in a header line (most stop at 8 or 16 KiB). */
const MOST_CHARACTERS = 16_384;
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad]/g;
const QUOTES = /^(["'`\u2018\u2019\u201c\u201d])(.*)(["'`\u2018\u2019\u201c\u201d])$/su;
/** RFC 6750 section 2.1. */
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * Cleans a pasted token: line ends, spaces around, invisible characters, quotes and a leading `Bearer `.
 * What is left has to be a b64token (RFC 6750 section 2.1), else the answer is a problem that never quotes the token.
 */
export function readAccessToken(pasted: string): AccessToken | { problem: string } {
  const notes: string[] = [];
  const take = (text: string, note: string, before: string): string => {
    if (text !== before) notes.push(note);
    return text;
  };
  if (pasted.length > MOST_CHARACTERS * 4) return { problem: tooLong(pasted.length) };
  let text = take(pasted.replace(INVISIBLE, ''), 'invisible characters', pasted);
  text = take(text.replace(/[\r\n]+$/, ''), 'a line end', text).trim();
  text = take(text.replace(/^authorization:\s*/i, ''), 'a leading "Authorization:"', text);
  text = take(unquoted(text), 'quotes around it', text);
  text = take(text.replace(/^bearer(\s+|$)/i, ''), 'a leading "Bearer "', text);
  text = take(unquoted(text), 'quotes around it', text);
  text = take(rejoined(text), 'line breaks inside', text);

  if (text === '') return { problem: 'the token is empty' };
  if (text.length > MOST_CHARACTERS) return { problem: tooLong(text.length) };
  if (text.startsWith('{'))
    return { problem: 'it holds JSON instead of a token: keep the token alone (of a token answer the access_token)' };
  if (!B64TOKEN.test(text))
    return {
      problem: `the token holds ${strangeCharacter(text)}, which no bearer token can hold (RFC 6750 section 2.1)`,
    };
  return { token: new Secret(text), look: lookInside(text), notes: [...new Set(notes)] };
}

function tooLong(length: number): string {
  return `the token is ${grouped(length)} characters long; no server takes more than ${grouped(MOST_CHARACTERS)} in a header`;
}

function unquoted(text: string): string {
  return QUOTES.exec(text)?.[2]?.trim() ?? text;
}

/** A JWT that an e-mail or a terminal wrapped; anything else with a line break inside is more likely two things. */
function rejoined(text: string): string {
  const joined = text.replace(/\s*[\r\n]+\s*/g, '');
  return joined !== text && /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(joined) ? joined : text;
}

function strangeCharacter(text: string): string {
  const found = [...text].find(character => !/[A-Za-z0-9\-._~+/=]/.test(character));
  if (found === undefined) return "'=' in the middle";
  if (/[\r\n]/.test(found)) return 'a line break';
  if (/\s/.test(found)) return 'a space';
  const point = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return found > ' ' && found <= '~' ? `'${found}'` : point;
}

/** When its own exp passed by our clock; undefined while it has not. To some servers an exp of 0 means never. */
export function expiredSince({ look }: AccessToken, at: Instant): EpochMillis | undefined {
  const expiresAt = (look.exp ?? 0) * 1000;
  return expiresAt > 0 && expiresAt <= at.wall ? expiresAt : undefined;
}

/** What the token shows of itself without asking anybody. Nothing is verified. */
export function lookInside(token: string): TokenLook {
  const [head, body] = token.split('.').map(decoded);
  if (token.split('.').length !== 3 || !isJsonObject(head) || !isJsonObject(body)) {
    return token.startsWith('aria_pat_') ? { form: 'opaque', kind: 'personal-access-token' } : { form: 'opaque' };
  }
  const number = (value: Json | undefined) => (typeof value === 'number' ? value : undefined);
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
  const audience = body['aud'];
  const scopes = body['scope'] ?? body['scp'];
  const look: { [K in keyof TokenLook]: TokenLook[K] | undefined } = {
    form: 'jwt',
    exp: number(body['exp']),
    nbf: number(body['nbf']),
    issuedAt: number(body['iat']),
    iss: text(body['iss']),
    aud: Array.isArray(audience) ? audience.map(String) : typeof audience === 'string' ? [audience] : undefined,
    scope: Array.isArray(scopes) ? scopes.join(' ') : text(scopes),
    kind: kindOf(text(head['typ']) ?? '', text(body['typ']) ?? '', body),
  };
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)) as TokenLook;
}

function decoded(part: string): Json | undefined {
  return parseJson(Buffer.from(part, 'base64url').toString('utf8'));
}

// Keycloak writes the kind into the claim `typ`; others into the header or not at all.
function kindOf(header: string, claim: string, body: { [member: string]: Json }): TokenLook['kind'] {
  const type = `${header} ${claim}`.toLowerCase();
  if (type.includes('initialaccesstoken')) return 'initial-access-token';
  if (type.includes('registrationaccesstoken')) return 'registration-access-token';
  if (/\brefresh\b/.test(type)) return 'refresh-token';
  if (/\bid\b/.test(claim.toLowerCase()) || (body['nonce'] !== undefined && body['scope'] === undefined))
    return 'id-token';
  return undefined;
}
