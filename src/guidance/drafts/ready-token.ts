import type { Instant } from '../../domain/instant.ts';
import { type AccessToken, expiredSince } from '../../domain/mint/access-token.ts';
import type { State } from '../../engine/state.ts';

/** The token to offer and where it is from, or why the one that was here is not offered; nothing where there was none. */
export type ReadyToken = { token: AccessToken; words: string } | { problem: string };

/** A token that was given before is offered again, unless its time is over or the server has refused it. */
export function readyToken(
  { answers, itinerary: { known }, left }: State,
  sources: Readonly<Record<string, string>>,
  at: Instant,
): ReadyToken | undefined {
  const refused = left?.refused ?? [];
  const given = answers.adminToken ?? refused.at(-1) ?? known.adminToken;
  if (given === undefined) return undefined;
  const isRefused = refused.includes(given);
  const offered = isRefused ? [known.spareAdminToken, known.adminToken].find(isUsable) : given;
  if (offered === undefined) return { problem: REFUSED };
  if (expiredSince(offered, at) !== undefined) {
    return { problem: 'The token that was here has expired. Give a fresh one.' };
  }
  if (isRefused && offered === known.spareAdminToken) {
    return { token: offered, words: 'the practice server has made a fresh token' };
  }
  const isKnown = offered === known.adminToken;
  return { token: offered, words: readyWords(isKnown, sources['admin-token'], known.server?.preset) };

  function isUsable(token: AccessToken | undefined): boolean {
    return token !== undefined && !refused.includes(token) && expiredSince(token, at) === undefined;
  }
}

const REFUSED = 'The server refused the token that was here. Give another one.';

function readyWords(isKnown: boolean, source: string | undefined, preset: string | undefined): string {
  if (!isKnown) return 'the token that you gave is still here';
  if (preset === 'practice') return 'a token of the practice server is ready';
  if (source === 'flag') return 'a token from --admin-token-file is ready';
  return source === 'environment' ? 'a token from the environment is ready' : 'a token is ready';
}
