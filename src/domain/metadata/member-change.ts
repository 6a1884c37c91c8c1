import type { Json } from '../json.ts';
import { type ClientMetadata, scopeValues } from './client-metadata.ts';

/** One member of the client metadata, set or added to. null takes it out. */
export type MemberChange = { member: string; appends: boolean; value: Json };

/** The metadata after one change. Appending adds to a list, and to scope. */
export function withChange(
  metadata: ClientMetadata,
  { member, appends, value }: MemberChange,
): { metadata: ClientMetadata } | { message: string } {
  if (!appends) return { metadata: { ...metadata, [member]: value } };
  const before = Object.hasOwn(metadata, member) ? metadata[member] : undefined;
  if (member === 'scope' && (typeof before === 'string' || isNothing(before)) && typeof value === 'string') {
    const scopes = new Set([...scopeValues(before ?? ''), ...scopeValues(value)]);
    return { metadata: { ...metadata, scope: [...scopes].join(' ') } };
  }
  const added = Array.isArray(value) ? value : [value];
  if (isNothing(before)) return { metadata: { ...metadata, [member]: added } };
  if (!Array.isArray(before)) return { message: `+= adds to a list, and ${member} is none` };
  return { metadata: { ...metadata, [member]: [...before, ...added] } };
}

function isNothing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
