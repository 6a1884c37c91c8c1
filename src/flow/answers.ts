import type { FailureOf } from '../domain/failure.ts';
import type { HandedOver, HandOverTarget } from '../domain/hand-over.ts';
import type { ClientChanges } from '../domain/management/client-changes.ts';
import type { ManagedClient } from '../domain/management/managed-client.ts';
import type { ClientReading, UpdatedClient } from '../domain/management/management.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import type { KeyChoice, KeyMaterial } from '../domain/metadata/key-material.ts';
import type { AccessToken } from '../domain/mint/access-token.ts';
import type { InitialAccessToken } from '../domain/mint/initial-access-token.ts';
import type { MintParameters } from '../domain/mint/mint-request.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';

/** A registration or an update that was sent and whose outcome nobody here knows. It is never sent again by itself. */
export type Unsettled = { client_name?: string; failure: FailureOf<'outcome-unknown'> };

/** All that was said so far. Nothing in here is derived from something else in here. */
export type Answers = {
  server?: AuthorizationServer;
  /** Other origins than the server's own that may get a token. */
  allowedOrigins: string[];
  adminToken?: AccessToken;
  mint?: MintParameters;
  iat?: InitialAccessToken;
  /** The server registers without a token; nothing is minted. */
  openRegistration?: boolean;
  template?: string;
  keys?: KeyMaterial;
  redirectUris?: string[];
  /** Members from the runbook, flags and the review; they win over the template. null leaves one out. */
  metadata: ClientMetadata;
  unsettled?: Unsettled;
  registered?: RegisteredClient;
  resultRead?: boolean;
  handedOver?: HandedOver[];
  /** The clients that this run registered before this one. */
  earlier: RegisteredClient[];
  /** The one that this run registered last and deleted again; `notes`: what is left to do about it here. */
  deleted?: RegisteredClient & { notes: string[] };
  /** Its deletion was sent, and nobody here knows whether it was done. */
  deletionUnknown?: FailureOf<'outcome-unknown'>;
  /** The client, registered before this run, that it is about. */
  target?: ManagedClient;
  reading?: ClientReading;
  changes?: ClientChanges;
  updated?: UpdatedClient;
};

/** What runbook, flags, environment and defaults already answer: the autopilot tells it, the wizard offers it. */
export type Known = {
  server?: AuthorizationServer;
  /** The plan ends in a registration, so its endpoint has to be known. */
  registers: boolean;
  allowedOrigins: string[];
  adminToken?: AccessToken;
  /** One more, for when that is refused: in practice nobody could get another. */
  spareAdminToken?: AccessToken;
  /** Read from outside instead of minted here. */
  iat?: InitialAccessToken;
  /** The server registers without a token. */
  openRegistration: boolean;
  mint: MintParameters;
  template: string;
  keys?: KeyChoice;
  redirectUris?: string[];
  metadata: ClientMetadata;
  handOver: HandOverTarget[];
  /** What the client that the plan changes was called. */
  wantedClient?: string;
  /** The client that was meant. */
  target?: ManagedClient;
  changes?: ClientChanges;
  sendAnyway: boolean;
  /** `--yes`: the review needs nobody. */
  confirmed: boolean;
};
