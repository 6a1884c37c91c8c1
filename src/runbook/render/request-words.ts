import type { Bearer, HttpRequest, Stage } from '../../domain/server/request.ts';
import { needsJwksVariable } from './request-body.ts';

export const STAGE_TITLES: Record<Stage, string> = {
  discover: 'Look the endpoints up',
  mint: 'Mint an initial access token',
  register: 'Register the client',
  read: 'Read the registration',
  update: 'Update the registration',
  delete: 'Delete the client',
};

/** The variable that each token is read from. */
export const BEARER_VARIABLES: Record<Bearer, string> = {
  'admin-token': 'ADMIN_TOKEN',
  iat: 'DCR_IAT',
  'registration-access-token': 'REGISTRATION_ACCESS_TOKEN',
};

/** Stands for an endpoint that is yet to be discovered. */
export const ENDPOINT_VARIABLE = 'DCR_REGISTRATION_ENDPOINT';

const MEANINGS: Readonly<Record<string, string>> = {
  ADMIN_TOKEN: 'your admin access token',
  DCR_IAT: 'the initial access token',
  REGISTRATION_ACCESS_TOKEN: 'the registration access token of the client',
  DCR_JWKS: 'the public keys of the client, a JWK Set in JSON',
  [ENDPOINT_VARIABLE]: 'the registration endpoint of the server',
};

/** The variables that somebody has to set before these requests can go, in order, and what each has to hold. */
export function variablesOf(requests: readonly HttpRequest[]): { name: string; meaning: string }[] {
  const names = new Set<string>();
  let minted = false;
  for (const { stage, bearer, url, body } of requests) {
    if (bearer !== undefined && !(bearer === 'iat' && minted)) names.add(BEARER_VARIABLES[bearer]);
    if (needsJwksVariable(body)) names.add('DCR_JWKS');
    if (url === '') names.add(ENDPOINT_VARIABLE);
    if (stage === 'mint') minted = true;
  }
  return [...names].map(name => ({ name, meaning: MEANINGS[name] ?? '' }));
}

/** Whether the token of this mint is used further down. */
export function feedsLater(requests: readonly HttpRequest[], index: number): boolean {
  return requests[index]?.stage === 'mint' && requests.slice(index + 1).some(({ bearer }) => bearer === 'iat');
}

/** The members of an RFC 6901 JSON Pointer. */
export function pointerMembers(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
