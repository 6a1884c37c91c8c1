import type { EpochMillis } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import { scopeValues, strings } from '../../domain/metadata/client-metadata.ts';
import { keysInWords } from '../../domain/metadata/key-words.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Difference } from '../../domain/registration/difference.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import { wallTime } from '../../domain/wall-time.ts';

/** One member that the server changed, in words. `note` says which way, where that can be said. */
export type GrantedRow = { member: string; asked: string; granted: string; note: string };

export function grantedRow({ member, asked, granted }: Difference): GrantedRow {
  return {
    member: plainText(member, 80),
    asked: valueText(member, asked),
    granted: granted === undefined ? 'nothing' : valueText(member, granted),
    note: noteOn(member, asked, granted),
  };
}

/** A member's value on one line; what in it is secret is masked. */
export function valueText(member: string, value: Json): string {
  const shown = maskSecretMembers({ [member]: value })[member] ?? null;
  const keys = member === 'jwks' ? keysInWords(shown) : undefined;
  if (keys !== undefined) return plainText(keys, 400);
  const items = strings(shown);
  if (Array.isArray(shown) && items.length > 0 && items.length === shown.length)
    return plainText(items.join(', '), 400);
  return plainText(typeof shown === 'string' && shown !== '' ? shown : JSON.stringify(shown), 400);
}

function noteOn(member: string, asked: Json, granted: Json | undefined): string {
  const [wanted, given] = [itemsOf(member, asked), itemsOf(member, granted ?? null)];
  if (wanted === undefined || given === undefined || given.length === 0) return '';
  const lost = wanted.filter(item => !given.includes(item));
  const added = given.filter(item => !wanted.includes(item));
  if (lost.length === 0) return 'you asked less';
  return added.length === 0 ? `without ${plainText(lost.join(', '), 200)}` : '';
}

function itemsOf(member: string, value: Json): string[] | undefined {
  if (member === 'scope') return scopeValues(value);
  return Array.isArray(value) ? strings(value) : undefined;
}

/** Until when a client secret is good (RFC 7591 section 3.2.1: seconds since the epoch; 0 means never). */
export function secretLife(expiresAt: number | undefined, now: EpochMillis): string {
  if (expiresAt === undefined) return 'the server does not say when it expires';
  if (expiresAt === 0) return 'never expires';
  const at = expiresAt * 1000;
  if (!Number.isFinite(new Date(at).getTime())) return 'expires at a time that cannot be read';
  return at <= now ? `expired ${wallTime(at)}` : `expires ${wallTime(at)}`;
}
