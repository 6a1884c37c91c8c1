import { type ClientChanges, type ClientKeys, changedMembers, changedMetadata } from './client-changes.ts';
import type { ClientMetadata } from './client-metadata.ts';
import type { JsonObject } from './json.ts';
import { habitsOf, type ManagedClient } from './managed-client.ts';
import type { HttpRequest } from './request.ts';

/** An update before it is sent. */
export type ClientUpdate = {
  method: 'PUT' | 'PATCH';
  /** The body. */
  body: JsonObject;
  /** The whole metadata that is asked for with it. */
  asked: ClientMetadata;
  /** The members that it changes; none: it is all as it should be. */
  changed: string[];
};

/**
 * RFC 7592 section 2.2: all that was granted, changed, without what only the server sets. A secret is not sent back: it
 * may be left out. To a server that wants PATCH only the changes go.
 */
export function clientUpdate(
  target: ManagedClient,
  granted: ClientMetadata,
  changes: ClientChanges,
  keys: ClientKeys,
): { update: ClientUpdate } | { problem: string; hint?: string } {
  const after = changedMetadata(granted, changes, { kid: target.kid, ...keys });
  if ('problem' in after) return after;
  const asked = after.metadata;
  const changed = changedMembers(granted, asked);
  const method = habitsOf(target)?.update ?? 'PUT';
  const body =
    method === 'PUT'
      ? { client_id: target.client.client_id, ...asked }
      : Object.fromEntries(changed.map(member => [member, asked[member] ?? null]));
  return { update: { method, body, asked, changed } };
}

export function updateRequest(url: string, { method, body }: Pick<ClientUpdate, 'method' | 'body'>): HttpRequest {
  return { stage: 'update', method, url, bearer: 'registration-access-token', body };
}
