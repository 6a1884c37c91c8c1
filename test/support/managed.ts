import type { ManagedClient } from '../../src/domain/management/managed-client.ts';
import type { ClientMetadata } from '../../src/domain/metadata/client-metadata.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { Itinerary } from '../../src/engine/state.ts';
import type { Known } from '../../src/flow/answers.ts';
import { UPDATE_STEP_IDS } from '../../src/flow/step.ts';
import { itinerary, REDIRECT_URIS, SERVER, TELLTALE } from './flow.ts';

export const GRANTED: ClientMetadata = {
  client_name: 'bff-server',
  scope: 'openid profile',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: REDIRECT_URIS,
};

/** A client that was registered before, at the server of these flows. */
export function managed(changes: Partial<ManagedClient> = {}): ManagedClient {
  return {
    server: { url: SERVER.url, registration_endpoint: SERVER.registration_endpoint ?? '' },
    asked: GRANTED,
    client: {
      client_id: 'client-1',
      client_secret: new Secret(`secret-${TELLTALE}`),
      registration_access_token: new Secret(`rat-${TELLTALE}-1`),
      registration_client_uri: `${SERVER.url}/api/oidc/dcr/register/client-1`,
      metadata: GRANTED,
    },
    record: 'clients/1.json',
    ...changes,
  };
}

export const ADDED_URI = 'https://other.example.com/auth/callback';

/** Adds a redirect URI to it; all is known but for the consent. */
export function updateItinerary(known: Partial<Known> = {}): Itinerary {
  return itinerary({
    steps: UPDATE_STEP_IDS,
    silent: ['read-client'],
    known: {
      registers: false,
      metadata: {},
      target: managed(),
      changes: { members: [], redirectUris: { uris: [ADDED_URI], how: 'merge' } },
      ...known,
    },
  });
}
