import type { Json, JsonObject } from '../../domain/json.ts';
import { textOfMarkup } from './markup.ts';

const LONGEST = 65_536;
const MOST_ELEMENTS = 400;
const DEEPEST = 16;
const PIECE =
  /<!\[CDATA\[([\s\S]{0,20000}?)\]\]>|<!--[\s\S]{0,20000}?-->|<[?!][^<>]{0,2000}>|<(\/?)(?:[\w.-]{1,60}:)?([\w.-]{1,80})((?:\s[^<>]{0,2000})?)>|([^<]+)/g;

type Element = { name: string; text: string; inner: JsonObject };

/**
 * An XML document that is no page (a SOAP fault, an error of S3, of an older server), as the JSON it would be: elements
 * are members, without prefixes and attributes. Undefined of pages. The work is bounded.
 */
export function xmlDocument(body: string): JsonObject | undefined {
  const text = body.slice(0, LONGEST);
  if (!/^\s*<(?:\?xml\b|[\w-]{1,20}:[Ee]nvelope\b|[Ee]rrors?\b|[Ff]ault\b)/.test(text)) return undefined;
  if (/<!doctype html|<html\b/i.test(text)) return undefined;
  const root: Element = { name: '', text: '', inner: {} };
  const open = [root];
  let left = MOST_ELEMENTS;
  for (const [, cdata, closing, name = '', attributes = '', words] of text.matchAll(PIECE)) {
    const current = open.at(-1) ?? root;
    if (cdata !== undefined || words !== undefined) current.text += cdata ?? textOfMarkup(words ?? '');
    else if (closing === '/') close(open);
    else if (name !== '' && !attributes.endsWith('/') && open.length < DEEPEST && left-- > 0)
      open.push({ name, text: '', inner: {} });
  }
  while (open.length > 1) close(open);
  return Object.keys(root.inner).length === 0 ? undefined : root.inner;
}

function close(open: Element[]): void {
  const done = open.length > 1 ? open.pop() : undefined;
  const parent = open.at(-1);
  if (done === undefined || parent === undefined) return;
  const value: Json = Object.keys(done.inner).length === 0 ? done.text.trim() : done.inner;
  const before = parent.inner[done.name];
  if (before === undefined) parent.inner[done.name] = value;
  else parent.inner[done.name] = Array.isArray(before) ? [...before, value] : [before, value];
}
