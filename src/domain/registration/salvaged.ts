import { isJsonObject, type JsonObject, parseJson } from '../json.ts';
import { Secret } from '../secrets/secret.ts';
import { isMask } from '../secrets/secret-members.ts';

const TOKEN = /"registration_?access_?token"\s{0,50}:\s{0,50}"([^"\\\s]{6,})"/gi;

/** Registration access tokens that stand whole in a text that is otherwise of no use. */
export function salvagedTokens(text: string): Secret[] {
  const found = [...text.matchAll(TOKEN)].map(([, token = '']) => token).filter(token => !isMask(token));
  return [...new Set(found)].map(token => new Secret(token));
}

/** The members of a JSON object that broke off, up to the last one that is whole; undefined where there is none. */
export function salvagedObject(text: string): JsonObject | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  for (const end of memberEnds(text, start).reverse()) {
    const object = parseJson(`${text.slice(start, end)}}`);
    if (isJsonObject(object) && Object.keys(object).length > 0) return object;
  }
  return undefined;
}

/** Where a member of the outermost object may end: before each comma and brace at its level, and at the text's end. */
function memberEnds(text: string, start: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let isInText = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isInText) {
      if (character === '\\') at += 1;
      else if (character === '"') isInText = false;
      continue;
    }
    if (character === '"') isInText = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 1 && character === ',') ends.push(at);
    if (depth === 0) return [...ends, at];
  }
  // A text or a nested value that is whole may be the last thing that came; a number may be cut in the middle.
  return /["\]}]\s*$/.test(text) ? [...ends, text.length] : ends;
}
