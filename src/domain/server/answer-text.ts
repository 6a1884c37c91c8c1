import { isJsonObject, type Json, parseJson } from '../json.ts';
import { plainText } from '../plain-text.ts';
import { redact } from '../secrets/secret.ts';
import { maskSecretText } from '../secrets/secret-members.ts';
import type { RawAnswer } from './request.ts';

/** The body as text, a byte order mark taken off. Bytes that are no UTF-8 become U+FFFD. */
export function textOf({ body }: Pick<RawAnswer, 'body'>): string {
  return new TextDecoder().decode(body);
}

/** The body as JSON, or undefined where it is none. */
export function jsonOf(answer: Pick<RawAnswer, 'body'>): Json | undefined {
  return parseJson(textOf(answer));
}

/** How much of a body is looked at for words. */
const MOST_CHARACTERS = 20_000;

/** The server's own words for people, wherever it put them; empty where there are none. Safe to show. */
export function wordsOf(answer: Pick<RawAnswer, 'body'>): string {
  const json = jsonOf(answer);
  const words = json === undefined ? proseOf(textOf(answer).slice(0, MOST_CHARACTERS)) : wordsIn(json, 0);
  return shown(words ?? '');
}

/** A server's text made fit to be shown: no secret, one line. */
export function shown(text: string, most = 500): string {
  return plainText(redact(maskSecretText(text.slice(0, MOST_CHARACTERS))), most);
}

// Telling ones first: RFC 6749, RFC 9457, FastAPI and Django, Express, Spring, ASP.NET.
const WORD_MEMBERS = [
  'error_description',
  'errorDescription',
  'detail',
  'message',
  'error_message',
  'errorMessage',
  'msg',
  'description',
  'reason',
  'title',
  'error',
  'errors',
  'Message',
];

function wordsIn(value: Json, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (depth > 4) return undefined;
  if (Array.isArray(value)) return joined(value.slice(0, 5).map(item => wordsIn(item, depth + 1)));
  if (!isJsonObject(value)) return undefined;
  const words = WORD_MEMBERS.map(name =>
    Object.hasOwn(value, name) ? wordsIn(value[name] ?? null, depth + 1) : undefined,
  );
  const said = words.find(each => each !== undefined);
  const place = Array.isArray(value['loc'])
    ? value['loc'].filter(part => typeof part !== 'object').join('.')
    : undefined;
  return said !== undefined && place !== undefined ? `${place}: ${said}` : said;
}

function joined(words: (string | undefined)[]): string | undefined {
  const said = words.filter(each => each !== undefined);
  return said.length === 0 ? undefined : said.join('; ');
}

function proseOf(text: string): string {
  return isHtml(text) ? htmlWords(text) : text;
}

export function isHtml(text: string): boolean {
  return /<(!doctype html|html|head|body|title)\b/i.test(text.slice(0, 2000));
}

function htmlWords(text: string): string {
  const title = elementText(text, 'title');
  const heading = elementText(text, 'h1');
  if (title !== '' && heading !== '' && title !== heading) return `${title}: ${heading}`;
  return title + (title === '' ? heading : '') || withoutTags(text);
}

function elementText(text: string, element: string): string {
  const lower = text.toLowerCase();
  const start = lower.indexOf(`<${element}`);
  const open = start < 0 ? -1 : lower.indexOf('>', start);
  const end = open < 0 ? -1 : lower.indexOf(`</${element}`, open);
  return end < 0 ? '' : withoutTags(text.slice(open + 1, end));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

function withoutTags(html: string): string {
  return html
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
