import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { Secret } from '../secrets/secret.ts';
import type { ClientInformation } from './client-information.ts';

/** What is known before a registration leaves; it lies on disk before anything is sent. */
export type RegistrationDraft = {
  run: string;
  runbook?: string;
  /** Its server was inside the tool, and ended with the run. */
  practice?: true;
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
  /** ISO 8601; left out: never updated from here. */
  updated_at?: string;
  /** To be tried where the newest one is refused, the latest first; none once the newest one has worked. */
  earlier_registration_access_tokens?: Secret[];
  /** Those that a newer one replaced, the latest first: an application may still use one. */
  earlier_client_secrets?: Secret[];
  /** The keys of ours that the client had before. */
  earlier_keys?: OwnKey[];
  /** ISO 8601: a deletion was sent then, and nobody here knows whether it was done. */
  deletion_sent_at?: string;
};

/** A key that was made or read here. */
export type OwnKey = { kid?: string; private_key_file?: string };

/** Where a client's record lies. */
export type KeptRecord = { path: string; record: ClientRecord };
