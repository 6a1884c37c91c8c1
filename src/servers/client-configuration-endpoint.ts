import type { Ports } from '../engine/ports.ts';
import type { Http } from './http.ts';

export type ClientConfigurationEndpoint = Pick<Ports, 'readClient' | 'updateClient' | 'deleteClient'>;

/**
 * RFC 7592 section 2. Each is sent once and over a fresh connection: a read may rotate credentials, so losing its answer
 * to a connection that the server was just closing would cost as much as losing an update's.
 */
export function createClientConfigurationEndpoint(http: Http): ClientConfigurationEndpoint {
  const send: Ports['readClient'] = (request, token, requestId) =>
    http.send(request, token, { requestId, fresh: true });
  return { readClient: send, updateClient: send, deleteClient: send };
}
