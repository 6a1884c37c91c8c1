import type { TokenLook } from '../evidence/evidence.ts';
import type { EpochMillis } from '../instant.ts';
import { atPointer, isJsonObject, type Json } from '../json.ts';
import type { MintWire } from '../server/authorization-server.ts';

const FOR_SECONDS = [
  'expires_in',
  'expiresin',
  'expiration',
  'lifetime',
  'ttl',
  'ttl_seconds',
  'valid_for',
  'expiry_seconds',
];
const UNTIL = ['expires_at', 'expiresat', 'expires', 'expires_on', 'expiry', 'valid_until', 'not_after', 'exp'];
/** What is left is better than what there was; a bare `uses` may count those made, which are none as yet. */
const USES = [
  'remaining_uses',
  'remaininguses',
  'remaining_count',
  'remainingcount',
  'uses_left',
  'max_uses',
  'maxuses',
  'max_usages',
  'maxusages',
  'usage_limit',
  'count',
  'uses',
  'uses_count',
];

/** Numbers from here on are seconds since the epoch (September 2001), and from here milliseconds (year 5138). */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLIS = 1e11;
/** Three thousand years; a date further off could not even be written. */
const LONGEST_SECONDS = 1e11;

/** The server's own time, from its Date header; ours where it has none or differs by no more than that header can tell. */
export function serverClock(date: string | undefined, ours: EpochMillis): EpochMillis {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  // The header is cut to whole seconds, and the answer took its time.
  return Number.isNaN(theirs) || Math.abs(theirs - ours) < 2000 ? ours : theirs;
}

/** Seconds from `clock` (the server's) until the token lapses, as the answer says; Infinity: never; undefined: not said. */
export function answeredLifetime(answer: Json, pointers: MintWire['answer'], clock: EpochMillis): number | undefined {
  const lifetime = (value: Json | undefined) => lifetimeOf(value, clock);
  const until = (value: Json | undefined) => untilOf(value, clock);
  if (pointers.expires_in !== undefined) return lifetime(atPointer(answer, pointers.expires_in));
  if (pointers.expires_at !== undefined) return until(atPointer(answer, pointers.expires_at));
  const places = placesOf(answer, pointers.token);
  return first(places, FOR_SECONDS, lifetime) ?? first(places, UNTIL, until);
}

/** The same by the token's own `exp`; undefined where it has none. 0 is no claim. */
export function tokenLifetime({ exp }: TokenLook, clock: EpochMillis): number | undefined {
  return exp === undefined || exp === 0 ? undefined : untilOf(exp, clock);
}

/** Registrations that the token is good for, as the answer says. 0, negative and null mean without limit to servers. */
export function answeredUses(answer: Json, pointers: MintWire['answer']): number | undefined {
  if (pointers.max_uses !== undefined) return usesOf(atPointer(answer, pointers.max_uses));
  return first(placesOf(answer, pointers.token), USES, usesOf);
}

/** The object that has the token, then the answer as a whole. */
function placesOf(answer: Json, token: string): Map<string, Json>[] {
  const beside = atPointer(answer, token.slice(0, Math.max(0, token.lastIndexOf('/'))));
  return [beside, answer].filter(isJsonObject).map(place => {
    const members = Object.entries(place).map(([name, value]): [string, Json] => [name.toLowerCase(), value]);
    return new Map(members);
  });
}

function first<T>(places: Map<string, Json>[], names: string[], read: (value: Json | undefined) => T | undefined) {
  for (const place of places) {
    for (const name of names) {
      const found = read(place.get(name));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,20}(\.\d{1,9})?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

// A lifetime of nothing would be of no use to anybody, so 0 and -1 are read as never.
function lifetimeOf(value: Json | undefined, clock: EpochMillis): number | undefined {
  const seconds = numberOf(value);
  if (seconds === undefined) return typeof value === 'string' ? untilOf(value, clock) : undefined;
  if (seconds >= EPOCH_SECONDS) return untilOf(seconds, clock);
  return seconds <= 0 ? Number.POSITIVE_INFINITY : seconds;
}

function untilOf(value: Json | undefined, clock: EpochMillis): number | undefined {
  const number = numberOf(value);
  if (number === undefined) return typeof value === 'string' ? secondsBetween(clock, timeOf(value)) : undefined;
  if (number < EPOCH_SECONDS) return number <= 0 ? Number.POSITIVE_INFINITY : number;
  return secondsBetween(clock, number >= EPOCH_MILLIS ? number : number * 1000);
}

function timeOf(text: string): EpochMillis {
  const trimmed = text.trim().slice(0, 100);
  // Without a zone JavaScript reads local time; a server that leaves it out (Python's isoformat) means UTC.
  const bare = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(trimmed);
  return Date.parse(bare ? `${trimmed.replace(' ', 'T')}Z` : trimmed);
}

function secondsBetween(from: EpochMillis, to: EpochMillis): number | undefined {
  if (Number.isNaN(to)) return undefined;
  const seconds = (to - from) / 1000;
  return seconds > LONGEST_SECONDS ? Number.POSITIVE_INFINITY : seconds;
}

function usesOf(value: Json | undefined): number | undefined {
  const uses = numberOf(value);
  return uses !== undefined && Number.isSafeInteger(uses) && uses > 0 ? uses : undefined;
}
