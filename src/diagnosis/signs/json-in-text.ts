import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';

const MOST_TRIES = 8;
const LONGEST = 65_536;

/** The first JSON object inside a text (a log line, a message of a client), or undefined. */
export function jsonInText(text: string): JsonObject | undefined {
  const bounded = text.slice(0, LONGEST);
  let tries = 0;
  for (let at = bounded.indexOf('{'); at !== -1 && tries < MOST_TRIES; at = bounded.indexOf('{', at + 1), tries++) {
    const end = endOfObject(bounded, at);
    if (end === undefined) continue;
    const part = bounded.slice(at, end);
    const value = parseJson(part) ?? parseJson(part.replaceAll('\\"', '"'));
    if (isJsonObject(value)) return value;
  }
  return undefined;
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** The JSON of a body: itself, a string that holds JSON again, or undefined. */
export function bodyJson(body: string): Json | undefined {
  const value = parseJson(body.trim().replace(/^\)\]\}',?\s*/, ''));
  if (typeof value === 'string') return parseJson(value) ?? value;
  return value;
}
