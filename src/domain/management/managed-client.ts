import { clientName } from '../metadata/client-metadata.ts';
import { failed, type Result, success } from '../result.ts';
import type { Secret } from '../secrets/secret.ts';
import { type Preset, preset } from '../server/presets.ts';
import type { HttpRequest } from '../server/request.ts';
import type { ClientRecord, KeptRecord } from './client-record.ts';

type Kept = 'server' | 'asked' | 'client' | 'private_key_file' | 'kid' | 'deletion_sent_at';

/** A registered client with all that managing it takes (RFC 7592). */
export type ManagedClient = Pick<ClientRecord, Kept> & {
  /** Path of its record; left out only where the disk failed as it was registered. */
  record?: string;
};

export function managedClient({ path, record }: KeptRecord): ManagedClient {
  const { server, asked, client, private_key_file, kid, deletion_sent_at } = record;
  return {
    server,
    asked,
    client,
    ...(private_key_file !== undefined && { private_key_file }),
    ...(kid !== undefined && { kid }),
    ...(deletion_sent_at !== undefined && { deletion_sent_at }),
    record: path,
  };
}

/** What a client is called, and what is typed before it is deleted: its name, or its client_id where it has none. */
export function nameOf({ client, asked }: Pick<ManagedClient, 'client' | 'asked'>): string {
  return clientName(client.metadata) ?? clientName(asked) ?? client.client_id;
}

/** The habits of the client's server, where it is a known one. */
export function habitsOf({ server }: Pick<ManagedClient, 'server'>): Preset | undefined {
  return server.preset === undefined ? undefined : preset(server.preset);
}

/** What is said about its server's habits now wins over what was known as the client was registered. */
export function withPreset(target: ManagedClient, preset: string | undefined): ManagedClient {
  return preset === undefined ? target : { ...target, server: { ...target.server, preset } };
}

/** A credential that an answer replaced. */
export type Rotated = 'registration_access_token' | 'client_secret';

/** Where a client is managed, and the token for it. */
export type ConfigurationEndpoint = { url: string; token: Secret };

/**
 * The client configuration endpoint (RFC 7592 section 3): registration_client_uri, resolved against the registration
 * endpoint where it is relative. Fails where there is none, where the token for it was not given, and where it is on an
 * origin that nobody named: that one gets no token.
 */
export function clientConfigurationEndpoint(
  { server, client }: Pick<ManagedClient, 'server' | 'client'>,
  allowedOrigins: readonly string[],
): Result<ConfigurationEndpoint> {
  const token = client.registration_access_token;
  if (token === undefined) {
    return failed({
      kind: 'not-valid',
      problem: 'the server gave no registration access token for this client, so it cannot be managed from here',
      hint: ADMINISTRATOR,
    });
  }
  const given = client.registration_client_uri ?? usualPlace(server, client.client_id);
  if (given === undefined) {
    return failed({
      kind: 'not-valid',
      problem: 'the server gave no registration_client_uri for this client: nobody here knows where to manage it',
      hint: ADMINISTRATOR,
    });
  }
  if (!URL.canParse(given, server.registration_endpoint)) {
    return failed({
      kind: 'not-valid',
      problem: 'the registration_client_uri of this client is no URL, also not a relative one',
      hint: ADMINISTRATOR,
    });
  }
  const { href, origin } = new URL(given, server.registration_endpoint);
  const isHome = URL.canParse(server.url) && new URL(server.url).origin === origin;
  if (isHome || allowedOrigins.includes(origin)) return success({ url: href, token });
  return failed({ kind: 'origin-not-allowed', origin, url: href, role: 'the client configuration endpoint' });
}

const ADMINISTRATOR = 'The server’s administrator can change or delete it (RFC 7592 is optional for a server).';

/** Where that server keeps its clients, as its documentation has it. */
function usualPlace(server: ManagedClient['server'], clientId: string): string | undefined {
  const reference = habitsOf({ server })?.client_configuration_endpoint;
  if (reference === undefined || !URL.canParse(reference, server.url)) return undefined;
  return new URL(reference.replace('{client_id}', encodeURIComponent(clientId)), server.url).href;
}

/** RFC 7592 section 2.1. */
export function readRequest(url: string): HttpRequest {
  return { stage: 'read', method: 'GET', url, bearer: 'registration-access-token' };
}

/** RFC 7592 section 2.3. */
export function deleteRequest(url: string): HttpRequest {
  return { stage: 'delete', method: 'DELETE', url, bearer: 'registration-access-token' };
}
