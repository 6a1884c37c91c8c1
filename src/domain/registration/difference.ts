import type { Json } from '../json.ts';
import { type ClientMetadata, scopeValues } from '../metadata/client-metadata.ts';

/** One member that the server did not grant as asked. `granted` is left out where the answer does not have the member. */
export type Difference = { member: string; asked: Json; granted?: Json };

/** Asked against granted, in the order asked. Members that were not asked for are the server's own business. */
export function differences(asked: ClientMetadata, granted: ClientMetadata): Difference[] {
  return Object.entries(asked)
    .filter(([member, value]) => !isSame(member, value, granted[member]))
    .map(([member, value]) => {
      const given = granted[member];
      return given === undefined ? { member, asked: value } : { member, asked: value, granted: given };
    });
}

// Order and repetition mean nothing in a scope and in the sets of RFC 7591 section 2; an absent list is an empty one.
function isSame(member: string, asked: Json, granted: Json | undefined): boolean {
  if (member === 'scope') return sameSet(scopeValues(asked), scopeValues(granted));
  if (Array.isArray(asked)) return sameSet(asked, Array.isArray(granted) ? granted : []);
  return canonical(asked) === canonical(granted ?? null);
}

function sameSet(one: Json[], other: Json[]): boolean {
  const sorted = (values: Json[]) => [...new Set(values.map(canonical))].sort().join('\n');
  return sorted(one) === sorted(other);
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
