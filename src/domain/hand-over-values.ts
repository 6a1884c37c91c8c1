import type { HandOverValues } from './hand-over.ts';
import type { UpdatedClient } from './management/management.ts';
import { strings } from './metadata/client-metadata.ts';
import type { InitialAccessToken } from './mint/initial-access-token.ts';
import type { RegisteredClient } from './registration/registered-client.ts';
import type { AuthorizationServer } from './server/authorization-server.ts';

/** What a run came to that can be handed over. */
export type HandOverSource = {
  server?: AuthorizationServer;
  iat?: InitialAccessToken;
  registered?: RegisteredClient;
  updated?: UpdatedClient;
};

/** The values of a run by the names that a runbook's `set` uses; what does not exist is left out. */
export function handOverValues({ server, iat, registered: made, updated }: HandOverSource): HandOverValues {
  const registered = updated ?? made;
  const client = registered?.client;
  const values: { [K in keyof HandOverValues]: HandOverValues[K] | undefined } = {
    client_id: client?.client_id,
    client_secret: client?.client_secret,
    registration_access_token: client?.registration_access_token,
    registration_client_uri: client?.registration_client_uri,
    initial_access_token: iat?.token,
    issuer: server?.issuer,
    server_url: server?.url,
    private_key_file: registered?.keys?.privateKeyFile ?? updated?.target.private_key_file,
    kid: registered?.keys?.kid ?? updated?.target.kid,
    redirect_uris: strings(client?.metadata['redirect_uris']).join(' ') || undefined,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
