import { parseJson } from '../../domain/json.ts';

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' };
const ENTITY = /&(?:(quot|apos|lt|gt|amp|nbsp)|#(34|39|60|62|38|160)|#x(22|27|3c|3e|26|a0));/gi;
/** Quotes of a word processor where JSON has its own: `“error”:`. */
const JSON_IN_SMART_QUOTES = /[“”„‟][\w.@-]{1,80}[“”„‟][ \t]{0,9}:/;
const LONGEST_STRING = 4_000_000;

/** A text as it was before a mail, a page, a tracker or a log's encoder took it: quotes, blanks and escapes undone. */
export function asItWas(pasted: string): string {
  const text = outOfString(pasted).replace(/[\u00a0\u2007\u202f]/g, ' ');
  const plain = hasEntities(text) ? text.replace(ENTITY, decoded) : text;
  return JSON_IN_SMART_QUOTES.test(plain) ? plain.replace(/[“”„‟]/g, '"') : plain;
}

/** A page has entities of its own, which its reader knows. */
function hasEntities(text: string): boolean {
  return (
    /&(?:quot|lt|gt|#34|#x22);/i.test(text) &&
    !/<(?:!doctype|\/?(?:html|head|body|div|p|pre|span|table|br)\b)/i.test(text)
  );
}

function decoded(_: string, name?: string, decimal?: string, hex?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? '';
  const code = decimal === undefined ? Number.parseInt(hex ?? '20', 16) : Number(decimal);
  return code === 160 ? ' ' : String.fromCharCode(code);
}

/** The whole text as a string of JSON, or what stood inside of one: `{\"error\":\"invalid_token\"}`. */
function outOfString(text: string): string {
  const trimmed = text.length > LONGEST_STRING ? '' : text.trim();
  if (/^"[^\n]*\\[^\n]*"$/.test(trimmed)) {
    const inner = parseJson(trimmed);
    if (typeof inner === 'string') return inner.replace(/\r\n?/g, '\n');
  }
  const isEscaped = /\\"\w+\\" ?: ?/.test(text) && !/(?<!\\)"/.test(text);
  return isEscaped ? text.replaceAll('\\"', '"') : text;
}
