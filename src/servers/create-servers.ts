import { randomUUID } from 'node:crypto';
import type { Ports } from '../engine/ports.ts';
import {
  type ClientConfigurationEndpoint,
  createClientConfigurationEndpoint,
} from './client-configuration-endpoint.ts';
import { type DiscoveryOptions, discover } from './discovery.ts';
import type { Http } from './http.ts';

export type Servers = Pick<Ports, 'discoverEndpoints' | 'mintInitialAccessToken' | 'registerClient'> &
  ClientConfigurationEndpoint;

/** The ports that lead to servers. */
export function createServers(http: Http, options: Partial<DiscoveryOptions> = {}): Servers {
  return {
    // With a configured registration endpoint nothing is left to be found, and nobody is asked.
    async discoverEndpoints(server) {
      if (server.registration_endpoint !== undefined) return { ok: true, value: server };
      return discover(http, server, { newRequestId: randomUUID, ...options });
    },
    // Fresh as well: a connection left over from discovery may be dying just when the answer would come.
    mintInitialAccessToken: (request, adminToken, requestId) =>
      http.send(request, adminToken, { requestId, fresh: true }),
    registerClient: (request, iat, requestId) => http.send(request, iat, { requestId, fresh: true }),
    ...createClientConfigurationEndpoint(http),
  };
}
