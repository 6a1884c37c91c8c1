import type { Finding } from '../findings/finding.ts';
import { requestFindings } from '../findings/request-findings.ts';
import type { JsonObject } from '../json.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { KeyMaterial } from '../metadata/key-material.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import type { HttpRequest } from '../server/request.ts';
import { type ClientChanges, type ClientKeys, changedMembers, changedMetadata } from './client-changes.ts';
import { habitsOf, type ManagedClient } from './managed-client.ts';
import type { ClientReading } from './management.ts';

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

/** The update that these answers come to, or why there can be none; undefined before the client was read. */
export function updateOf({
  reading,
  changes = { members: [] },
  keys,
}: {
  reading?: ClientReading;
  changes?: ClientChanges;
  keys?: KeyMaterial;
}): { update: ClientUpdate } | { problem: string; hint?: string } | undefined {
  return reading && clientUpdate(reading.target, reading.now, changes, { added: keys });
}

/** What is worth saying about the members that an update changes, and what it brings about at others; those stand already. */
export function updateFindings(
  { asked, changed }: ClientUpdate,
  { reading, keys, server }: { reading?: ClientReading; keys?: KeyMaterial; server?: AuthorizationServer },
): Finding[] {
  const context = { keys: keys?.choice, server };
  const before = new Set(requestFindings(reading?.now ?? {}, context).map(({ message }) => message));
  return requestFindings(asked, context).filter(
    ({ member, message }) => member !== undefined && (changed.includes(member) || !before.has(message)),
  );
}

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
