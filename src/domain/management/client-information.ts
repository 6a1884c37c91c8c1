import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { Secret } from '../secrets/secret.ts';

/** What the server granted: the client information response of RFC 7591 section 3.2.1, its secrets sealed. */
export type ClientInformation = {
  client_id: string;
  client_secret?: Secret;
  /** Seconds since the epoch; 0 means never. */
  client_secret_expires_at?: number;
  client_id_issued_at?: number;
  registration_access_token?: Secret;
  /** As the server gave it; it can be relative. */
  registration_client_uri?: string;
  /** All other members as granted. */
  metadata: ClientMetadata;
};
