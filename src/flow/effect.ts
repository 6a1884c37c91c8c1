import type { Failure } from '../domain/failure.ts';
import type { HandedOver, HandOverTarget, HandOverValues } from '../domain/hand-over.ts';
import type { ManagedClient } from '../domain/management/managed-client.ts';
import type { ClientReading, UpdatedClient } from '../domain/management/management.ts';
import type { ClientUpdate } from '../domain/management/update-request.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import type { KeyChoice, KeyMaterial } from '../domain/metadata/key-material.ts';
import type { InitialAccessToken } from '../domain/mint/initial-access-token.ts';
import type { MintParameters } from '../domain/mint/mint-request.ts';
import type { Registration } from '../domain/registration/registered-client.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';

/** Work that a step asks for. It is data; `engine/perform.ts` does it. */
export type Effect =
  | { type: 'discover-endpoints'; server: AuthorizationServer }
  | { type: 'mint-iat'; server: AuthorizationServer; adminToken: Secret; parameters: MintParameters }
  | { type: 'obtain-keys'; choice: KeyChoice }
  | {
      type: 'register-client';
      server: AuthorizationServer;
      iat?: InitialAccessToken;
      asked: ClientMetadata;
      keys?: KeyMaterial;
    }
  | { type: 'hand-over'; targets: HandOverTarget[]; values: HandOverValues }
  | { type: 'read-client'; target: ManagedClient; allowedOrigins: string[] }
  | { type: 'delete-client'; target: ManagedClient; allowedOrigins: string[] }
  | {
      type: 'update-client';
      target: ManagedClient;
      allowedOrigins: string[];
      update: ClientUpdate;
      /** The key that the client signs with once it is updated. */
      keys?: KeyMaterial;
    };

/** What came of it. */
export type Reply =
  | { type: 'endpoints-discovered'; server: AuthorizationServer }
  | { type: 'iat-minted'; iat: InitialAccessToken }
  | { type: 'keys-obtained'; keys: KeyMaterial }
  | ({ type: 'client-registered' } & Registration)
  | { type: 'handed-over'; handedOver: HandedOver[] }
  | { type: 'client-read'; reading: ClientReading }
  | { type: 'client-updated'; updated: UpdatedClient }
  /** `notes`: what is left to do about it here. */
  | { type: 'client-deleted'; notes: string[] }
  | { type: 'failed'; failure: Failure; keys?: KeyMaterial };
