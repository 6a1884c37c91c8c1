import type { JsonObject } from '../domain/json.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import type { Endpoint } from './endpoints.ts';
import { type Probed, skipped } from './probed.ts';

type Guesses = { initial_access_token_endpoint?: string; registration_endpoint?: string };

/** The endpoints that a run would use, or why there is none: what is configured, then what the server names, then a guess. */
export function endpointsToCheck(
  server: AuthorizationServer,
  metadata: JsonObject | undefined,
  guesses: Guesses = {},
): (Endpoint | Probed)[] {
  const named = metadata?.['registration_endpoint'];
  const advertised = typeof named === 'string' && URL.canParse(named) ? new URL(named).href : undefined;
  const mint = server.initial_access_token_endpoint ?? guesses.initial_access_token_endpoint;
  const registration = server.registration_endpoint ?? advertised ?? guesses.registration_endpoint;
  return [
    mint === undefined
      ? skipped('endpoints', 'mint', 'no mint endpoint is named, so an initial access token has to be given')
      : { check: 'mint', url: mint, isAdvertised: false, isGuess: server.initial_access_token_endpoint === undefined },
    registration === undefined
      ? NOWHERE
      : {
          check: 'registration',
          url: registration,
          isAdvertised: registration === advertised,
          isGuess: server.registration_endpoint === undefined && registration !== advertised,
        },
  ];
}

const NOWHERE: Probed = {
  layer: 'endpoints',
  check: 'registration',
  status: 'failed',
  seen: 'none is named, and none was discovered',
  cause: 'discovery.wrong_url',
  try: ['Name it with --registration-endpoint or in the runbook, or name the issuer with --issuer.'],
};
