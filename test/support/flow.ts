import type { Failure, FailureOf } from '../../src/domain/failure.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { ManagedClient } from '../../src/domain/management/managed-client.ts';
import type { ClientReading, UpdatedClient } from '../../src/domain/management/management.ts';
import type { ClientUpdate } from '../../src/domain/management/update-request.ts';
import type { ClientMetadata } from '../../src/domain/metadata/client-metadata.ts';
import type { KeyChoice, KeyMaterial } from '../../src/domain/metadata/key-material.ts';
import type { AccessToken } from '../../src/domain/mint/access-token.ts';
import type { InitialAccessToken } from '../../src/domain/mint/initial-access-token.ts';
import type { Registration } from '../../src/domain/registration/registered-client.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { type AuthorizationServer, DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';
import type { Exchange, Stage } from '../../src/domain/server/request.ts';
import { type Itinerary, initialState, type State } from '../../src/engine/state.ts';
import type { Known } from '../../src/flow/answers.ts';
import type { Effect, Reply } from '../../src/flow/effect.ts';
import { STEP_IDS } from '../../src/flow/step.ts';

/** So many seconds after the run began, on both clocks. */
export function later(seconds: number): Instant {
  return { wall: Date.UTC(2026, 10, 23, 10) + seconds * 1000, mono: 2_000 + seconds * 1000 };
}

export const SERVER: AuthorizationServer = {
  url: 'https://idp.example.com',
  initial_access_token_endpoint: 'https://idp.example.com/api/admin/dcr/initial-access-tokens',
  registration_endpoint: 'https://idp.example.com/api/oidc/dcr/register',
  wire: DEFAULT_WIRE,
};

export const REDIRECT_URIS = ['https://app.example.com/auth/callback'];

/** Every secret of these flows holds this word, so that one search finds any of them. */
export const TELLTALE = 'tops3cret';

export function adminToken(lapsesAfter = 7200): AccessToken {
  const exp = later(lapsesAfter).wall / 1000;
  return { token: new Secret(`admin-${TELLTALE}-${lapsesAfter}`), look: { form: 'jwt', exp }, notes: [] };
}

export function initialAccessToken(changes: Partial<InitialAccessToken> = {}): InitialAccessToken {
  return {
    token: new Secret(`iat-${TELLTALE}`),
    look: { form: 'opaque' },
    origin: 'minted',
    receivedAt: later(0),
    lifetimeSeconds: 3600,
    lifetimeFrom: 'answer',
    maxUses: 10,
    registered: 0,
    refused: 0,
    ...changes,
  };
}

/** The public key of RFC 7517 appendix A.1. */
const PUBLIC_JWK = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

export function keyMaterial(choice: KeyChoice = { from: 'generate', alg: 'ES256' }, kid = 'sig-1'): KeyMaterial {
  if (choice.from === 'none') return { choice };
  if (choice.from === 'jwks_uri') return { choice, jwks_uri: choice.url };
  const jwks = { keys: [{ ...PUBLIC_JWK, use: 'sig', alg: 'ES256', kid }] };
  return { choice, jwks, kid, alg: 'ES256', privateKey: new Secret(`pem-${TELLTALE}-${kid}`) };
}

export type ItineraryChanges = { steps?: Itinerary['steps']; silent?: Itinerary['silent']; known?: Partial<Known> };

/** The whole flow of a bff-server, all of its answers known but for the consent. */
export function itinerary({ steps = STEP_IDS, silent = [], known = {} }: ItineraryChanges = {}): Itinerary {
  return {
    steps,
    silent,
    known: {
      server: SERVER,
      registers: true,
      allowedOrigins: [],
      adminToken: adminToken(),
      openRegistration: false,
      mint: { label: 'bootstrap', expires_in: 3600, max_uses: 10 },
      template: 'bff-server',
      keys: { from: 'generate', alg: 'ES256' },
      redirectUris: REDIRECT_URIS,
      metadata: { scope: 'openid profile' },
      handOver: [],
      sendAnyway: false,
      confirmed: false,
      ...known,
    },
  };
}

/** The same with an IAT that was given by file: nothing is minted. */
export function givenIat(changes: Partial<InitialAccessToken> = {}, known: Partial<Known> = {}): Itinerary {
  return itinerary({
    steps: STEP_IDS.filter(id => id !== 'admin-token' && id !== 'mint'),
    known: { iat: initialAccessToken({ origin: 'given', ...changes }), ...known },
  });
}

/** Where a run of this itinerary begins, to be read only: `reduce` must not change what it is given. */
export function begun(plan: Itinerary): State {
  return frozen(initialState(plan));
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/** What a server without whims replies. `clientNumber` tells one client from the next. */
export function goodReply(effect: Effect, at: Instant, clientNumber = 1): Reply {
  switch (effect.type) {
    case 'discover-endpoints':
      return { type: 'endpoints-discovered', server: { ...SERVER, ...effect.server } };
    case 'mint-iat': {
      const { expires_in: lifetimeSeconds = Number.POSITIVE_INFINITY, max_uses } = effect.parameters;
      const terms = { receivedAt: at, lifetimeSeconds, ...(max_uses !== undefined && { maxUses: max_uses }) };
      return { type: 'iat-minted', iat: initialAccessToken(terms) };
    }
    case 'obtain-keys':
      return { type: 'keys-obtained', keys: keyMaterial(effect.choice) };
    case 'register-client':
      return { type: 'client-registered', ...registration(effect, clientNumber) };
    case 'hand-over':
      return { type: 'handed-over', handedOver: [] };
    case 'read-client':
      return { type: 'client-read', reading: reading(effect.target) };
    case 'update-client':
      return { type: 'client-updated', updated: updated(effect.target, effect.update) };
    case 'delete-client':
      return { type: 'client-deleted', notes: [] };
  }
}

/** What the server says of a client when it is read: what is in its record. */
export function reading(target: ManagedClient, now: ClientMetadata = target.client.metadata): ClientReading {
  return { from: 'server', target, now, deviations: [], rotated: [] };
}

/** The update as it was asked for, and a new registration access token. */
export function updated(target: ManagedClient, { asked, changed }: ClientUpdate): UpdatedClient {
  const client = {
    ...target.client,
    registration_access_token: new Secret(`rat-${TELLTALE}-2`),
    metadata: asked,
  };
  return {
    client,
    asked,
    differences: [],
    deviations: [],
    target: { ...target, client },
    rotated: ['registration_access_token'],
    changed,
    record: 'clients/1.json',
  };
}

export function registration(
  { asked, keys }: { asked: ClientMetadata; keys?: KeyMaterial },
  clientNumber = 1,
): Registration {
  return {
    client: {
      client_id: `client-${clientNumber}`,
      client_secret: new Secret(`secret-${TELLTALE}-${clientNumber}`),
      registration_access_token: new Secret(`rat-${TELLTALE}-${clientNumber}`),
      metadata: asked,
    },
    asked,
    deviations: [],
    ...(keys && { keys }),
    record: `clients/${clientNumber}.json`,
  };
}

export function exchange(stage: Stage): Exchange {
  const url = (stage === 'mint' ? SERVER.initial_access_token_endpoint : SERVER.registration_endpoint) ?? '';
  return { request: { stage, method: 'POST', url }, requestId: 'request-1', sentAt: later(60).wall };
}

export function refusal(stage: Exclude<Stage, 'discover'>, error = 'invalid_redirect_uri', status = 400): Failure {
  return { kind: 'oauth-error', stage, status, error, exchange: exchange(stage) };
}

export function unreachable(stage: Stage): Failure {
  return { kind: 'unreachable', stage, url: SERVER.url, code: 'ECONNREFUSED', message: 'connection refused' };
}

export function outcomeUnknown(stage: Stage = 'register'): FailureOf<'outcome-unknown'> {
  const because = 'the connection was reset';
  return {
    kind: 'outcome-unknown',
    stage,
    sentAt: later(60).wall,
    because,
    exchange: exchange(stage),
  };
}
