import type { ClientInformation } from './client-information.ts';
import type { ClientMetadata } from './client-metadata.ts';

/** What is known before a registration leaves; it lies on disk before anything is sent. */
export type RegistrationDraft = {
  run: string;
  runbook?: string;
  server: { url: string; issuer?: string; registration_endpoint: string; preset?: string };
  asked: ClientMetadata;
  private_key_file?: string;
  kid?: string;
  request_id: string;
  /** ISO 8601. */
  sent_at: string;
};

/** One client registered from here, as its file in `clients/` keeps it. */
export type ClientRecord = RegistrationDraft & {
  schema_version: 1;
  registered_at: string;
  client: ClientInformation;
  deviations: string[];
};

/** Where a client's record lies. */
export type KeptRecord = { path: string; record: ClientRecord };
