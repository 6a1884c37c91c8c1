import type { ClientInformation } from '../management/client-information.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { KeyMaterial } from '../metadata/key-material.ts';
import { type Difference, differences } from './difference.ts';

/** A registration that went through: what was asked, what was granted, and where it is kept. */
export type Registration = {
  client: ClientInformation;
  asked: ClientMetadata;
  /** Where the answer strays from RFC 7591 or 7592, in words. */
  deviations: string[];
  keys?: KeyMaterial;
  /** Path of the client record; left out only where the disk failed after the answer came. */
  record?: string;
};

/** The same with what the server changed. */
export type RegisteredClient = Registration & { differences: Difference[] };

export function registeredClient({ client, asked, deviations, keys, record }: Registration): RegisteredClient {
  return {
    client,
    asked,
    deviations,
    differences: differences(asked, client.metadata),
    ...(keys && { keys }),
    ...(record !== undefined && { record }),
  };
}
