import type { TokenLook } from '../../domain/evidence/evidence.ts';
import { lookInside } from '../../domain/mint/access-token.ts';
import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import { maskSecretRuns } from '../../domain/secrets/secret-members.ts';
import { PLACEHOLDER, withoutLabelled } from './labelled-secrets.ts';
import { withoutSetApart } from './set-apart-secrets.ts';
import { withoutTold } from './told-secrets.ts';

/** A report without its secrets. Where a bearer token stood is a mark, and `looks` has what that token showed of itself. */
export type CutText = { text: string; looks: TokenLook[] };

const MARK = /\ue000(\d{1,9})\ue001/g;
/** A secret in a header: `Authorization: Bearer …`, in whatever quotes; the scheme stays. */
const AUTHORIZATION =
  /\b((?:proxy-)?authorization["'\\]{0,8}[ \t]{0,9}(?:[:=]|=>)[ \t]{0,9}["'\\`]{0,8})((?:(?:bearer|basic|dpop|digest|negotiate|ntlm|token|apikey)\b[ \t]{0,9}|[a-z][\w-]{1,30}[ \t]{1,9}(?=[\w\-.~+/]{12,}))*)([^\n"'`\\]{1,20000})/gi;
/** A digest has its answer in a list of quoted members. */
const DIGEST = /(\bauthorization["'\\]{0,8}[ \t]{0,9}[:=][ \t]{0,9}["'\\]{0,8}digest[ \t]{1,9})([^\n]{1,4000})/gi;
const NEGOTIATED = /(\b(?:negotiate|ntlm|kerberos)[ \t]{1,9})([\w+/]{16,}={0,2})/gi;
/** PowerShell: `'Bearer ' + '…'`, `ConvertTo-SecureString "…"`. */
const JOINED =
  /((?:\bbearer[ \t]{0,3}["'][ \t]{0,3}[+.,&]|ConvertTo-SecureString(?:[ \t]{1,9}-String)?)[ \t]{0,9}["'])([^"'\n]{4,4000})/gi;
const BEARER = /(\bbearer[ \t]{1,50}["']?)(eyJ[\w\-.=]{10,20000}|aria_pat_[\w-]{1,2000})/gi;
/** HAR and Postman: `{"name": "Authorization", "value": "Bearer …"}`. */
const HEADER_PAIR =
  /("(?:name|key)"\s{0,50}:\s{0,50}"(?:[^"\\\n]{0,60}(?:token|secret|password|authorization|cookie|api-?key))"\s{0,9},\s{0,50}"value"\s{0,50}:\s{0,50}")((?:(?:bearer|basic|dpop) +)*)((?:[^"\\]|\\.)*)/gi;
const COOKIE = /\b((?:set-)?cookie2?["']?[ \t]{0,9}[:=][ \t]{0,9}["']?)((?:[^\n"'\\]|\\.)+)/gi;
/** Several cookies: `'set-cookie': [ 'a=…', 'b=…' ]`, and those of a HAR that breaks off. */
const COOKIES = /((?:set-)?cookies?2?["']?\s{0,9}[:=]\s{0,9}\[)([^\][]{1,8000})/gi;
const USERINFO = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>\\]{1,300}@/gi;
const CURL_USER =
  /((?:^|\s)(?:-u|--user|-U|--proxy-user|-a|--auth)[ =]{0,3}["']?)([^\s'":]{1,200}:(?!\/\/)[^\s'"]{1,400})/g;
const CURL_TOKEN = /((?:^|\s)(?:--oauth2-bearer|--cookie|-b)[ =]{1,3}["']?)([^\s'"]{4,4000})/g;
/** A JWT, also one that a terminal or a mail wrapped over lines of nothing else. */
const JWT = /\beyJ[\w-]{8,}(?:[\w\-.=]|\n(?=[\w\-.=]{16,}[ \t]*(?:\n|$)))*/g;
const TOKEN_PREFIX =
  /\b(?:aria_pat_|gh[pousr]_|github_pat_|glpat-|xox[abp]-|sk_live_|hv[sbr]\.|npm_|ya29\.|AIza)[\w.-]{6,}/g;
/** A key of AWS, and its secret beside it. */
const AWS_KEYS = /\bA(?:KIA|SIA)[A-Z0-9]{16}(?:[ \t]{0,3}[/:,][ \t]{0,3}[\w/+]{30,60})?/g;
const PRIVATE_JWK = /(["'\\\s{,](?:d|p|q|dp|dq|qi|k)\\{0,8}["']?\s{0,20}:\s{0,20}\\{0,8}["'])[\w\-+/=]{16,}/g;
const DOCKER_LOGIN = /("auth"\s{0,20}:\s{0,20}")[\w+/=]{12,}/g;
const SIGNED = /([?&;\s](?:sig|signature)=)[\w%+/=]{16,}/gi;
const SECRET_LIST = /((?:token|secret|password)s?"\s{0,20}:\s{0,20}\[)([^\][{}]{1,4000})/gi;
const CODE_PARAMETER = /([?&](?:code|state|session_state|nonce)=)[\w\-.~%]{12,}/g;

/**
 * The lines that a JWT goes on over, where a terminal, a mail or a box broke it, with what they put before each. It begins
 * where nothing of the kind is before it: from within a long one every place would be tried.
 */
const WRAPPED_JWT =
  /(?<![\w\-.])eyJ[\w\-.]{20,}={0,2}(?:[ \t]{0,9}[|│]?\n(?:[>|│][ \t]{0,3}){0,3}[ \t]{0,8}[\w\-.=]{16,}(?=[ \t]{0,9}(?:[|│][ \t]{0,9})?(?:\n|$)))+/g;

/** Cuts the secrets out of a whole report, line by line where they stood. Takes time in proportion to the text. */
export function cutSecrets(report: string): CutText {
  const looks: TokenLook[] = [];
  const marked = (token: string): string => {
    looks.push(lookInside(token));
    return `\ue000${looks.length - 1}\ue001`;
  };
  const hidden = (_: string, head: string) => head + SECRET_MARK;
  const header = (_: string, head: string, scheme: string, value: string): string => {
    const [credentials = ''] = /^[^\s,;})\]]*/.exec(value) ?? [];
    // Prose: `authorization: failed`.
    const isWord = scheme === '' && /^[a-z]+$/i.test(credentials);
    if (isWord || PLACEHOLDER.test(credentials) || credentials === '') return head + scheme + value;
    const isOne = scheme === '' || /^(?:bearer|dpop|token)\b/i.test(scheme);
    return head + scheme + (isOne ? marked(credentials) + value.slice(credentials.length) : SECRET_MARK);
  };
  const pair = (_: string, head: string, scheme: string, value: string) =>
    head +
    scheme +
    (PLACEHOLDER.test(value) || value === '' ? value : /^\w/.test(scheme) ? marked(value) : SECRET_MARK);
  const text = withoutPrivateKeys(report)
    .replace(WRAPPED_JWT, run => run.replace(/\n[^\n]+/g, '\n'))
    .replace(DIGEST, hidden)
    .replace(NEGOTIATED, hidden)
    .replace(JOINED, hidden)
    .replace(COOKIES, (_, head: string, items: string) => head + withoutValues(items))
    .replace(AUTHORIZATION, header)
    .replace(HEADER_PAIR, pair)
    .replace(BEARER, (_, head: string, token: string) => head + marked(token))
    .replace(COOKIE, hidden)
    .replace(USERINFO, `$1${SECRET_MARK}@`)
    .replace(CURL_USER, hidden)
    .replace(CURL_TOKEN, hidden)
    .replace(JWT, run => (run.includes('.') ? SECRET_MARK + run.replace(/[^\n]+/g, '') : run))
    .replace(TOKEN_PREFIX, SECRET_MARK)
    .replace(AWS_KEYS, SECRET_MARK)
    .replace(PRIVATE_JWK, hidden)
    .replace(DOCKER_LOGIN, hidden)
    .replace(SIGNED, hidden)
    .replace(SECRET_LIST, (_, head: string, items: string) => head + items.replace(/"[^"\n]+"/g, `"${SECRET_MARK}"`))
    .replace(CODE_PARAMETER, hidden);
  return { text: maskSecretRuns(withoutTold(withoutSetApart(withoutLabelled(text)))), looks };
}

/** A list of cookies without what they hold: texts, or pairs of name and value. */
function withoutValues(items: string): string {
  if (!items.includes('{')) return items.replace(/(["'])[^"'\n]+\1/g, `$1${SECRET_MARK}$1`);
  return items.replace(/(["']value["']\s{0,9}:\s{0,9}["'])[^"'\n]+/g, `$1${SECRET_MARK}`);
}

/** PEM blocks, also one that breaks off or stands in a JSON string. */
function withoutPrivateKeys(text: string): string {
  const begin = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/g;
  const base64 = /[\w+/=\s\\]{0,20000}/y;
  let clean = '';
  let done = 0;
  let end = 0;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const start = found.index + found[0].length;
    if (end !== -1 && end < start) end = text.indexOf('-----END', start);
    base64.lastIndex = start;
    const stop = end === -1 ? start + (base64.exec(text)?.[0].length ?? 0) : end;
    clean += text.slice(done, start) + SECRET_MARK + text.slice(start, stop).replace(/[^\n]+/g, '');
    done = stop;
    begin.lastIndex = stop;
  }
  return clean + text.slice(done);
}

/** The look of the first marked token in a text. */
export function lookIn(text: string, looks: readonly TokenLook[]): TokenLook | undefined {
  const [, index] = text.matchAll(MARK).next().value ?? [];
  return index === undefined ? undefined : looks[Number(index)];
}

/** The text with its marks turned into what every secret prints as. */
export function unmarked(text: string): string {
  return text.replace(MARK, SECRET_MARK);
}
