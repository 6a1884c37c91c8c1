import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import { PLACEHOLDER } from './labelled-secrets.ts';

const NOUN =
  '(?<![a-z])(?:[a-z]{1,20}_){0,3}(?:tokens?|secrets?|passwords?|passphrase|api[ _-]?keys?|credentials?|iat|rat|pat)';
const IS = '[ \\t]{1,3}(?:(?:is|was|of|value)[ \\t]{1,3}|[:=][ \\t]{0,3})?';
/** `initial access token "…" used up`. */
const IN_QUOTES = new RegExp(`(${NOUN}${IS}(["'\`“‘«]))([^"'\`”’»\\n]{3,400})(?=["'\`”’»])`, 'gi');
/** `token … is expired`, `the secret is …`. */
const BARE = new RegExp(`(${NOUN}${IS})([\\w\\-.~+/]{4,4000}={0,2})(?![\\w(=])`, 'gi');

/** Where somebody is sent: `< Location: …`, `"redirectURL": "…"`, and the pair of a HAR. */
const SENT_TO =
  /(\b(?:location|redirect_?url)["'\\]{0,4}(?:[ \t]{0,9}[:=]|\s{0,9},\s{0,50}"value"\s{0,9}:)[ \t]{0,9}["'\\]{0,4}|another request to this URL: ')([^\s"'<>\\]{1,8000})/gi;
/** What a sign-in page or a moved endpoint is asked with. All else in such a query is somebody's own. */
const HARMLESS = ['client_id', 'response_type', 'scope', 'prompt', 'lang', 'locale', 'ui_locales', 'error'];

/** Cuts what the prose of a log names as a token, and what an address that somebody is sent to carries. */
export function withoutTold(text: string): string {
  return text
    .replace(SENT_TO, (_, head: string, url: string) => head + withoutValues(url))
    .replace(IN_QUOTES, (whole, head: string, _quote: string, value: string) =>
      isOrdinary(value) ? whole : head + SECRET_MARK,
    )
    .replace(BARE, (whole, head: string, value: string) => (looksGiven(value) ? head + SECRET_MARK : whole));
}

function withoutValues(url: string): string {
  return url.replace(/([?&#;])([\w.%[\]-]{1,100})=([^&#;]{1,8000})/g, (whole, sign: string, name: string) =>
    HARMLESS.includes(name.toLowerCase()) ? whole : `${sign}${name}=${SECRET_MARK}`,
  );
}

/** Words that a sentence quotes: `token "expired"`, `secret 'client_secret'`, `token "JWT"`. */
function isOrdinary(value: string): boolean {
  return (
    PLACEHOLDER.test(value) ||
    /^[A-Z]?[a-z]*(?:[ _-][A-Z]?[a-z]+){0,8}[.!]?$|^[A-Z]{2,6}s?$|^\d{1,13}$|\[secret|[\ue000\ue001]|:\/\//.test(value)
  );
}

/** No word, name of a class, code, number, time, version, host or path: capitals or digits where nobody writes them. */
function looksGiven(value: string): boolean {
  const word = value.replace(/[.!]+$/, '');
  if (isOrdinary(word) || word.includes('//') || word.startsWith('/')) return false;
  if (
    /^(?:\d{4}-\d\d-\d\d.*|v?[\d.]+[a-z]{0,3}|(?:[A-Z][a-z]+)+|[a-z]+(?:[._/-][a-z]+)*|[a-z]+[A-Z][a-zA-Z]*)$/.test(
      word,
    )
  )
    return false;
  if (/^(?:RFC|HTTPS?|OAuth|OIDC|JW[TSEK]|SHA|[REPH]S\d|P-\d|UTF|IPv)[\w.-]*$/i.test(word)) return false;
  return /[\dA-Z]/.test(word) && /[a-z]/i.test(word) && !/^[\w-]+(?:\.[a-z][\w-]*)*\.[a-z]{2,}$/.test(word);
}
