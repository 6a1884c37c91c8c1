import type { HandOverTarget } from '../domain/hand-over.ts';
import type { Instant } from '../domain/instant.ts';
import type { Json } from '../domain/json.ts';
import type { ManagedClient } from '../domain/management/managed-client.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import type { KeyChoice } from '../domain/metadata/key-material.ts';
import type { AccessToken } from '../domain/mint/access-token.ts';
import type { MintParameters } from '../domain/mint/mint-request.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import type { Reply } from './effect.ts';
import type { StepId } from './step-id.ts';

/** What the operator or the autopilot said at a step. */
export type Happening =
  | { type: 'server-chosen'; server: AuthorizationServer; allowedOrigins: string[]; registers: boolean }
  | { type: 'admin-token-given'; adminToken: AccessToken }
  | { type: 'mint-confirmed'; parameters: MintParameters }
  | { type: 'template-chosen'; template: string; metadata: ClientMetadata }
  | { type: 'keys-chosen'; choice: KeyChoice }
  | { type: 'redirect-uris-kept'; redirectUris: string[] }
  /** In a review, of a registration or of an update; null leaves the member out. */
  | { type: 'member-set'; member: string; value: Json }
  | { type: 'review-confirmed'; sendAnyway: boolean }
  /** The same request once more, after a failure that left nothing at the server. */
  | { type: 'retried' }
  /** In spite of an unknown outcome: the operator typed the client's name. */
  | { type: 'second-registration-confirmed'; clientName: string }
  | { type: 'result-read' }
  /** The registered client that is to be changed. */
  | { type: 'client-chosen'; target: ManagedClient; allowedOrigins: string[] }
  /**
   * The client that was just registered is to be deleted: the operator typed its name (its client_id where it has none).
   * `allowedOrigin`: one more that may get the client's token.
   */
  | { type: 'undo-confirmed'; clientName: string; allowedOrigin?: string }
  | { type: 'update-confirmed'; sendAnyway: boolean }
  | { type: 'another-client-wanted' }
  | { type: 'hand-over-confirmed'; targets: HandOverTarget[] }
  /** Moves that the engine makes by itself, at any step. */
  | { type: 'went-back' }
  | { type: 'jumped'; to: StepId };

/**
 * All that can happen to a flow. `turn` never repeats: it names the attempt that an effect of this event belongs to.
 * Time rides on the event, so the reducer has no clock.
 */
export type Event = { at: Instant; turn: number } & (
  | { type: 'told'; step: StepId; happening: Happening }
  | { type: 'replied'; attempt: number; reply: Reply }
);
