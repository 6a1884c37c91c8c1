import { isJsonObject, type Json } from '../../domain/json.ts';
import { secretTexts } from '../../domain/secrets/secret-members.ts';
import type { Path } from '../problem.ts';

export type StraySecret = { path: Path; what: string };

// RFC 7517 section 4 and RFC 7518 section 6: what a public key shows, and it looks as random as any secret.
const PUBLIC_KEY_MEMBERS = ['kid', 'n', 'e', 'x', 'y', 'x5c', 'x5t', 'x5t#S256'];
// Identifiers that are meant to be seen. A software statement is a signed text, not a credential (RFC 7591 section 2.3).
const PUBLIC_IDENTIFIERS = ['kid', 'software_id', 'software_version', 'software_statement', 'client_id'];

/** Values that look like a token, a secret or a private key. A runbook is passed around, so it must hold none. */
export function straySecrets(json: Json): StraySecret[] {
  const byLook = search(json, [], undefined);
  const seen = new Set(byLook.map(({ path }) => path.join('.')));
  return [...byLook, ...namedSecrets(json).filter(({ path }) => !seen.has(path.join('.')))];
}

/** Members of the client that say by their name that they are secret, whatever they look like. */
function namedSecrets(json: Json): StraySecret[] {
  const client = isJsonObject(json) ? json['client'] : undefined;
  const metadata = isJsonObject(client) ? client['metadata'] : undefined;
  return secretTexts(metadata ?? null).map(({ path }) => ({
    path: ['client', 'metadata', ...path],
    what: 'a secret by its name',
  }));
}

function search(value: Json, path: Path, parent: Json | undefined): StraySecret[] {
  if (typeof value === 'string') {
    const what = isMeantToBeSeen(path, parent) ? undefined : secretIn(value);
    return what === undefined ? [] : [{ path, what }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => search(item, [...path, index], parent));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => search(item, [...path, name], value));
}

function isMeantToBeSeen(path: Path, parent: Json | undefined): boolean {
  const name = path.findLast(part => typeof part === 'string') ?? '';
  if (PUBLIC_IDENTIFIERS.includes(String(name))) return true;
  return isJsonObject(parent) && 'kty' in parent && PUBLIC_KEY_MEMBERS.includes(String(name));
}

const JWT = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** Prefixes that vendors give their tokens so that such a search finds them. */
const PREFIXED = /\b(aria_pat_|gh[pousr]_|github_pat_|glpat-|xox[abpr]-|sk_live_|AKIA)[\w-]{12,}/;

/** What a text surely holds that must not be seen, in words: a private key, or a token that shows its form. */
export function plainSecretIn(text: string): string | undefined {
  if (PRIVATE_KEY.test(text)) return 'a private key';
  return JWT.test(text) || PREFIXED.test(text) ? 'a token' : undefined;
}

/** The same, with what only looks too random to be anything else. */
function secretIn(text: string): string | undefined {
  const plain = plainSecretIn(text);
  // In an address, what looks random is mostly a path or an identifier.
  if (plain !== undefined || text.includes('://')) return plain;
  return text.split(/[\s"'`,;:<>(){}[\]]+|=(?=[^=])/).some(looksRandom) ? 'a token or a secret' : undefined;
}

const WORD = /^[\w+/-]{32,}={0,2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * 32 characters and more of base64, base64url or hexadecimal that no person wrote: kinds of characters (small, capital,
 * digit) change at least every third time, and digits stand in several places. Names and paths have long runs of one kind.
 */
function looksRandom(word: string): boolean {
  if (!WORD.test(word) || UUID.test(word)) return false;
  if (/^([0-9a-f]+|[0-9A-F]+)$/.test(word)) return /[a-f]/i.test(word) && /\d/.test(word);
  const letters = word.replace(/[^A-Za-z0-9]/g, '');
  const kinds = [...letters].map(kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  const digitRuns = letters.match(/\d+/g)?.length ?? 0;
  return changes / (kinds.length - 1) >= 0.35 && digitRuns >= 2;
}

function kindOf(character: string): 'digit' | 'capital' | 'small' {
  if (character >= '0' && character <= '9') return 'digit';
  return character <= 'Z' ? 'capital' : 'small';
}
