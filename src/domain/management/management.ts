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
};

/** A client whose update went through. */
export type UpdatedClient = RegisteredClient & {
  /** With the credentials as they are after the update. */
  target: ManagedClient;
  rotated: Rotated[];
  /** The members that were asked to be different; none: it was all as it should be, and nothing was sent. */
  changed: string[];
};
