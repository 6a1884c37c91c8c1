import { isJsonObject, type Json, type JsonObject, parseJson } from '../json.ts';
import { privateMembers } from '../metadata/key-material.ts';
import { SECRET_MARK } from './secret.ts';

const SECRET_NAME = /(token|secret|password|passphrase|privatekey|apikey|assertion|authorization)s?$/;
/** Deeper than that nothing of worth is expected, and recursion has to end somewhere. */
const DEEPEST = 64;

/** Whether a member of that name holds a secret, in any spelling (`registration_access_token`, `clientSecret`, `token`). */
export function isSecretMember(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** Whether a server shows stars (or a word for them) in the place of a secret: that text is no secret. */
export function isMask(text: string): boolean {
  return /[*\u2022\u25cf]{3}|^\[?(?:secret|redacted|hidden|masked)\]?$/i.test(text);
}

/** The same value with the text of every secret-named member, and private members of JWKs, replaced by `[secret]`. */
export function maskSecretMembers(value: JsonObject, opaqueToo?: boolean): JsonObject;
export function maskSecretMembers(value: Json, opaqueToo?: boolean): Json;
export function maskSecretMembers(value: Json, opaqueToo = false): Json {
  return masked(value, opaqueToo, 0);
}

/** The texts and numbers that stand under a secret-named member, with the path to each. */
export function secretTexts(value: Json, path: (string | number)[] = [], isSecret = false): SecretText[] {
  if (path.length > DEEPEST) return [];
  if (typeof value === 'string' || typeof value === 'number')
    return isSecret && value !== '' ? [{ path, text: String(value) }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => secretTexts(item, [...path, index], isSecret));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    secretTexts(inner, [...path, name], isSecret || isSecretMember(name)),
  );
}
type SecretText = { path: (string | number)[]; text: string };

/** The members that hold no secret, neither by their own name nor further in. */
export function openMembers(members: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => {
      const member = { [name]: value };
      return JSON.stringify(maskSecretMembers(member)) === JSON.stringify(member);
    }),
  );
}

function masked(value: Json, opaqueToo: boolean, depth: number): Json {
  if (depth > DEEPEST) return SECRET_MARK;
  if (Array.isArray(value)) return value.map(item => masked(item, opaqueToo, depth + 1));
  if (!isJsonObject(value)) return value;
  const hidden = Object.hasOwn(value, 'kty') ? privateMembers(value) : [];
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      hidden.includes(name) || isSecretMember(name) || (opaqueToo && isOpaque(name, inner))
        ? allMasked(inner, depth + 1)
        : masked(inner, opaqueToo, depth + 1),
    ]),
  );
}

// true, false and null are settings (`tls_client_certificate_bound_access_tokens`), no secrets.
function allMasked(value: Json, depth: number): Json {
  if (typeof value === 'string' || typeof value === 'number' || depth > DEEPEST) return SECRET_MARK;
  if (Array.isArray(value)) return value.map(item => allMasked(item, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, allMasked(inner, depth + 1)]));
}

// A mint's answer may carry its token under any name, so there whatever could be one is taken for one.
function isOpaque(name: string, value: Json): boolean {
  if (typeof value !== 'string' || /(^|_)(id|label|name|type|status|scope|at|uri|url)$/i.test(name)) return false;
  return OPAQUE.test(value);
}
const OPAQUE = /^[\w\-.~+/]{16,}=*$/;

/**
 * The same for a text that need not be JSON (cut, HTML, JSON inside a string, form-encoded): by member name, and
 * whatever looks like a JWT or stands behind `Bearer`. Takes time in proportion to the text.
 */
export function maskSecretText(text: string, opaqueToo = false): string {
  const value = parseJson(text);
  if (value === undefined || isTooDeep(value)) return maskSecretRuns(text, opaqueToo);
  const after = masked(value, opaqueToo, 0);
  // The server's own spacing is kept where there is nothing to hide.
  const hidden = JSON.stringify(after);
  return maskSecretRuns(hidden === JSON.stringify(value) ? text : hidden);
}

function isTooDeep(value: Json, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth >= DEEPEST || Object.values(value).some(inner => isTooDeep(inner, depth + 1));
}

const NAME = '(?:token|secret|password|passphrase|private_?-?key|api_?-?key|assertion)s?';
const JSON_MEMBER = new RegExp(`(${NAME}"[ \\t\\r\\n]{0,50}:[ \\t\\r\\n]{0,50}")([^"\\\\]*(?:\\\\.[^"\\\\]*)*)`, 'gis');
const NESTED_MEMBER = new RegExp(`(${NAME}\\\\{1,8}"[ \\t]{0,50}:[ \\t]{0,50}\\\\{1,8}")([^"\\\\]*)`, 'gi');
/** What is said of a token, where one could stand: `token=expired`, `Bearer authentication`. */
const STANDING =
  'expired|invalid|missing|revoked|inactive|unknown|required|consumed|exhausted|undefined|authentication|authorization|credentials|challenge';
const NO_STANDING = `(?!(?:${STANDING})(?![\\w\\-.~+/=]))`;
const FORM_MEMBER = new RegExp(`(${NAME}=)${NO_STANDING}[^\\s&"'<>,;]{6,}`, 'gi');
const BEARER = new RegExp(`(bearer[ \\t]{1,50})${NO_STANDING}[\\w\\-.~+/]{8,}=*`, 'gi');

/** By the text alone, line by line where it was: what {@link maskSecretText} does with a text that is no JSON. */
export function maskSecretRuns(text: string, opaqueToo = false): string {
  // A text whose last quote was cut off runs on over lines; they stay lines.
  const hidden = (_: string, head: string, value: string) => head + SECRET_MARK + value.replace(/[^\n]+/g, '');
  return text
    .replace(JSON_MEMBER, hidden)
    .replace(NESTED_MEMBER, hidden)
    .replace(FORM_MEMBER, `$1${SECRET_MARK}`)
    .replace(BEARER, `$1${SECRET_MARK}`)
    .replace(/[\w\-.~+/=]{24,}/g, run => (opaqueToo || isJwtLike(run) ? SECRET_MARK : run));
}

function isJwtLike(run: string): boolean {
  const start = run.indexOf('eyJ');
  return start >= 0 && run.slice(start).split('.').length >= 3;
}
