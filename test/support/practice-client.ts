import type { JsonObject } from '../../src/domain/json.ts';
import type { ManagedClient } from '../../src/domain/management/managed-client.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { PracticeServer } from '../../src/practice/practice-server.ts';

/** Registers a client by hand, as anybody could: what its record would have. */
export async function registered(server: PracticeServer, changes: JsonObject = {}): Promise<ManagedClient> {
  const { token } = await posted(server.initialAccessTokenEndpoint, server.adminToken, { expires_in: 60, max_uses: 1 });
  const asked: JsonObject = {
    client_name: 'bff-server',
    redirect_uris: ['https://app.example.com/cb'],
    ...changes,
  };
  const { client_id, client_secret, registration_access_token, registration_client_uri, ...rest } = await posted(
    server.registrationEndpoint,
    String(token),
    asked,
  );
  const { client_id_issued_at: _, client_secret_expires_at: __, ...metadata } = rest;
  return {
    server: { url: server.url, registration_endpoint: server.registrationEndpoint, preset: 'practice' },
    asked,
    client: {
      client_id: String(client_id),
      ...(client_secret !== undefined && { client_secret: new Secret(String(client_secret)) }),
      registration_access_token: new Secret(String(registration_access_token)),
      registration_client_uri: String(registration_client_uri),
      metadata,
    },
  };
}

async function posted(url: string, token: string, body: JsonObject): Promise<JsonObject> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as JsonObject;
}
