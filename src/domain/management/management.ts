import type { EpochMillis } from '../instant.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { RegisteredClient } from '../registration/registered-client.ts';
import type { ManagedClient, Rotated } from './managed-client.ts';

/** What stands at the server about a client, or what its record knows of that. */
export type ClientReading = {
  /** record: reading would have replaced its credentials, so it was not read. */
  from: 'server' | 'record';
  /** With the credentials as they are after the reading. */
  target: ManagedClient;
  now: ClientMetadata;
  deviations: string[];
  /** Credentials that the reading replaced; the record has them. */
  rotated: Rotated[];
  /** Earlier changes whose outcome nobody knew before; left out: none. */
  settled?: SettledChange[];
};

/** An update or a deletion that was sent, and never heard of. What stands now tells what became of it. */
export type SettledChange = { run: string; stage: 'update' | 'delete'; sentAt: EpochMillis; requestId: string };

/** The same in words. */
export function settledWords({ run, stage, sentAt, requestId }: SettledChange): string {
  const what = stage === 'update' ? 'an update' : 'a deletion';
  return `${what} sent at ${new Date(sentAt).toISOString()} (request id ${requestId}, run ${run}) had no known outcome: what stands now settles it`;
}

/** A client whose update went through. */
export type UpdatedClient = RegisteredClient & {
  /** With the credentials as they are after the update. */
  target: ManagedClient;
  rotated: Rotated[];
  /** The members that were asked to be different; none: it was all as it should be, and nothing was sent. */
  changed: string[];
};
