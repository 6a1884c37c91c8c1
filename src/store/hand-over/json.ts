import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, parseJson } from '../../domain/json.ts';
import { type Edited, type Entry, type KeyChange, lineEndOf, type Splice, spliced } from './edit.ts';
import { fileKind } from './file-kind.ts';

type Member = { key: string; keyFrom: number; from: number; to: number };

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** Puts members into the object that a JSON file is. Everything else stays as it is, to the byte. */
export function editJson(text: string | undefined, entries: readonly Entry[]): Edited {
  const source = text === undefined || text.trim() === '' ? '{}\n' : text;
  const before = parseJson(source);
  const kind = fileKind(source);
  if (before === undefined) {
    const what = kind === undefined ? '' : `, it is ${kind.words}`;
    return { problem: `it is not valid JSON (comments are none)${what}` };
  }
  if (!isJsonObject(before)) return { problem: 'it is JSON, but no object' };
  if (kind && kind.is !== 'json') return { problem: `it is ${kind.words}: its members are not for values like these` };
  const members = membersOf(source);
  const splices: Splice[] = [];
  const changes: KeyChange[] = [];
  const added: Entry[] = [];
  for (const { key, value } of entries) {
    const found = members.filter(member => member.key === key);
    const isSame = found.length > 0 && before[key] === value;
    changes.push({ key, change: isSame ? 'unchanged' : found.length > 0 ? 'changed' : 'added' });
    if (isSame) continue;
    if (found.length === 0) added.push({ key, value });
    for (const { from, to } of found) splices.push({ from, to, text: JSON.stringify(value) });
  }
  if (added.length > 0) splices.push(addition(source, members.at(-1), added));
  const edited = spliced(source, splices);
  const wanted = Object.fromEntries([...Object.entries(before), ...entries.map(({ key, value }) => [key, value])]);
  if (!isDeepStrictEqual(parseJson(edited), wanted)) return { problem: 'it cannot be edited safely' };
  return { text: edited, changes };
}

/** The new members behind the last one, laid out as that is. */
function addition(source: string, last: Member | undefined, added: Entry[]): Splice {
  const pairs = (colon: string) =>
    added.map(({ key, value }) => `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`);
  if (!last) {
    const open = source.indexOf('{');
    const end = lineEndOf(source);
    const text = `{${end}${pairs(': ')
      .map(pair => `  ${pair}`)
      .join(`,${end}`)}${end}}`;
    return { from: open, to: source.indexOf('}', open) + 1, text };
  }
  const colon = source.slice(last.keyFrom + JSON.stringify(last.key).length, last.from);
  const gap = /\s*$/.exec(source.slice(0, last.keyFrom))?.[0] ?? '';
  const text = pairs(colon.includes(':') ? colon : ': ')
    .map(pair => `,${gap}${pair}`)
    .join('');
  return { from: last.to, to: last.to, text };
}

/** The members of the outermost object of a text that is valid JSON. */
function membersOf(source: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let key: { key: string; keyFrom: number } | undefined;
  let from: number | undefined;
  let to = 0;
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token === '}' || token === ']') depth -= 1;
    if (key && from !== undefined && ((depth === 1 && token === ',') || depth === 0)) {
      members.push({ ...key, from, to });
      key = undefined;
      from = undefined;
    } else if (depth === 1 && !key && token.startsWith('"')) {
      key = { key: JSON.parse(token), keyFrom: index };
    } else if (key && from === undefined && token !== ':') {
      from = index;
    }
    if (token === '{' || token === '[') depth += 1;
    to = index + token.length;
  }
  return members;
}
