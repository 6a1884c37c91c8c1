import type { JsonObject } from '../json.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import type { HttpRequest } from '../server/request.ts';

/** What is asked of a mint, in our words; the server's spelling is in {@link AuthorizationServer.wire}. */
export type MintParameters = {
  label?: string;
  /** Seconds. */
  expires_in?: number;
  max_uses?: number;
};

/** The seed's values: an hour and a few uses are plenty, and a fresh one can be minted at any time. */
export const MINT_DEFAULTS = { label: 'dcr-runbook', expires_in: 3600, max_uses: 10 } as const;

/** The mint as data. `server.initial_access_token_endpoint` has to stand. */
export function mintRequest(server: AuthorizationServer, parameters: MintParameters): HttpRequest {
  const body: JsonObject = {};
  for (const name of ['label', 'expires_in', 'max_uses'] as const) {
    const value = parameters[name];
    const spelled = server.wire.request[name];
    if (value !== undefined && spelled !== null) body[spelled ?? name] = value;
  }
  return {
    stage: 'mint',
    method: 'POST',
    url: server.initial_access_token_endpoint ?? '',
    bearer: 'admin-token',
    body,
  };
}
