import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import { privateMembers } from '../metadata/key-material.ts';
import { plainText } from '../plain-text.ts';
import { redact, Secret } from '../secrets/secret.ts';
import { isSecretMember } from '../secrets/secret-members.ts';

const DEEPEST = 32;
// C0 and C1. Line ends too: no member of RFC 7591 has more than one line.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

type Cleaning = {
  /** Also look for credentials repeated under a harmless name, which takes time. */
  repeated: boolean;
  secrets: Set<string>;
  privateKeys: Set<string>;
  controls: Set<string>;
  tooDeep: boolean;
};

/**
 * What a server granted besides the credentials, fit to be kept, compared and sent back in an update: members with a
 * secret in them (by their name, or because they repeat a credential) and private halves of keys are left out, control
 * characters taken out. Each of these is a deviation; the answer on disk has all of it.
 */
export function grantedMetadata(members: JsonObject): { metadata: ClientMetadata; deviations: string[] } {
  const cleaning: Cleaning = {
    repeated: false,
    secrets: new Set(),
    privateKeys: new Set(),
    controls: new Set(),
    tooDeep: false,
  };
  let metadata = cleanObject(members, '', 0, cleaning);
  const text = JSON.stringify(metadata);
  if (redact(text) !== text) metadata = cleanObject(metadata, '', 0, { ...cleaning, repeated: true });
  const named = (names: Set<string>) => [...names].slice(0, 5).join(', ');
  const deviations: string[] = [];
  if (cleaning.secrets.size > 0)
    deviations.push(`${named(cleaning.secrets)}: a secret, kept only in the answer on disk`);
  if (cleaning.privateKeys.size > 0) {
    deviations.push(
      `${named(cleaning.privateKeys)}: private members of a key in the answer; that key is no longer private`,
    );
  }
  if (cleaning.controls.size > 0) deviations.push(`${named(cleaning.controls)}: control characters were taken out`);
  if (cleaning.tooDeep) deviations.push('members nested too deeply were left out');
  return { metadata, deviations };
}

function cleanObject(object: JsonObject, above: string, depth: number, cleaning: Cleaning): JsonObject {
  const hidden = Object.hasOwn(object, 'kty') ? privateMembers(object) : [];
  if (hidden.length > 0) cleaning.privateKeys.add(`${above === '' ? 'jwks' : above} (${hidden.join(', ')})`);
  const entries: [string, Json][] = [];
  for (const [name, value] of Object.entries(object)) {
    if (name === '__proto__' || hidden.includes(name)) continue;
    const path = plainText(above === '' ? name : `${above}.${name}`, 100);
    if (holdsSecret(name, value, cleaning.repeated)) cleaning.secrets.add(path);
    else entries.push([name.replace(CONTROLS, ' '), clean(value, path, depth + 1, cleaning)]);
  }
  return Object.fromEntries(entries);
}

function clean(value: Json, path: string, depth: number, cleaning: Cleaning): Json {
  if (depth > DEEPEST) {
    cleaning.tooDeep = true;
    return null;
  }
  if (typeof value === 'string') {
    const text = value.replace(CONTROLS, ' ');
    if (text !== value) cleaning.controls.add(path);
    return text;
  }
  if (Array.isArray(value)) {
    const kept = value.filter(item => !holdsSecret('', item, cleaning.repeated));
    if (kept.length < value.length) cleaning.secrets.add(path);
    return kept.map(item => clean(item, path, depth + 1, cleaning));
  }
  return isJsonObject(value) ? cleanObject(value, path, depth, cleaning) : value;
}

function holdsSecret(name: string, value: Json, repeated: boolean): boolean {
  if (typeof value === 'string' && value !== '') {
    const named = isSecretMember(name);
    // Sealed for its effect: from here on it is cut out of every text.
    if (named) new Secret(value);
    return named || (repeated && redact(value) !== value);
  }
  return isSecretMember(name) && typeof value === 'object' && value !== null;
}
