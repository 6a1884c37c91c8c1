import { isJsonObject, type Json, type JsonObject, parseJson } from '../json.ts';
import { textOf } from '../server/answer-text.ts';
import type { RawAnswer } from '../server/request.ts';

/** The object that is the client information response, and what had to be done to find it. */
export type FoundRegistration = { fields: JsonObject; deviations: string[] };

/** Gateways and frameworks that answer everything in an envelope use these. */
const ENVELOPES = ['data', 'result', 'response', 'client', 'payload', 'body'];

/** camelCase, as servers whose admin API answers a registration spell the members. */
const SPELLINGS: Record<string, string> = {
  clientId: 'client_id',
  clientSecret: 'client_secret',
  clientSecretExpiresAt: 'client_secret_expires_at',
  clientIdIssuedAt: 'client_id_issued_at',
  registrationAccessToken: 'registration_access_token',
  registrationClientUri: 'registration_client_uri',
};

/** Looks for an object with a client_id, also where a server did not answer in the way of RFC 7591 section 3.2.1. */
export function findRegistration(answer: RawAnswer): FoundRegistration | undefined {
  const text = textOf(answer);
  const deviations: string[] = [];
  if (hasByteOrderMark(answer.body)) deviations.push('the body begins with a byte order mark');
  if (text.includes('\ufffd')) deviations.push('the body is not all UTF-8');

  let json = parseJson(text);
  if (json === undefined) {
    json = parseJson(firstObjectIn(text));
    if (json !== undefined) deviations.push('the JSON has other text around it');
  }
  if (typeof json === 'string') {
    json = parseJson(json);
    if (json !== undefined) deviations.push('the JSON object is written as a JSON string');
  }
  const found = json === undefined ? undefined : unwrapped(json, deviations);
  return found === undefined ? undefined : { fields: withTextClientId(found, text, deviations), deviations };
}

function hasByteOrderMark(body: Uint8Array): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}

function unwrapped(json: Json, deviations: string[]): JsonObject | undefined {
  const plain = spelled(json);
  if (plain === undefined) return undefined;
  if (hasClientId(plain.fields)) {
    deviations.push(...plain.deviations);
    return plain.fields;
  }
  for (const name of ENVELOPES) {
    const inner = Object.hasOwn(plain.fields, name) ? spelled(plain.fields[name] ?? null) : undefined;
    if (inner === undefined || !hasClientId(inner.fields)) continue;
    deviations.push(`the registration lies inside "${name}"`, ...inner.deviations);
    return inner.fields;
  }
  return undefined;
}

function spelled(json: Json): FoundRegistration | undefined {
  if (!isJsonObject(json)) return undefined;
  const deviations: string[] = [];
  const entries = Object.entries(json).map(([name, value]): [string, Json] => {
    const right = Object.hasOwn(SPELLINGS, name) ? SPELLINGS[name] : undefined;
    if (right === undefined || Object.hasOwn(json, right)) return [name, value];
    deviations.push(`${right} is spelled ${name}`);
    return [right, value];
  });
  // An own member of that name is legal JSON and would be a trap for whoever copies the object.
  return { fields: Object.fromEntries(entries.filter(([name]) => name !== '__proto__')), deviations };
}

function hasClientId(fields: JsonObject): boolean {
  const id = fields['client_id'];
  return (typeof id === 'string' && /[^\s\u0000-\u001f\u007f-\u009f]/.test(id)) || typeof id === 'number';
}

/** A number as client_id becomes its digits; those that a JavaScript number cannot hold are taken from the text. */
function withTextClientId(fields: JsonObject, text: string, deviations: string[]): JsonObject {
  const id = fields['client_id'];
  if (typeof id !== 'number') return fields;
  deviations.push('client_id is a number instead of a string');
  const digits = /"client_?id\\?"\s{0,50}:\s{0,50}(-?\d{1,400})\b/i.exec(text)?.[1];
  return { ...fields, client_id: Number.isSafeInteger(id) ? String(id) : (digits ?? String(id)) };
}

/** From the first brace to the one that closes it; PHP's warnings and anti-hijacking prefixes stand around it. */
function firstObjectIn(text: string): string {
  const start = text.indexOf('{');
  if (start < 0) return '';
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}
