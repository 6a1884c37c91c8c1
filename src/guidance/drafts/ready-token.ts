import type { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { type AccessToken, expiredSince } from '../../domain/mint/access-token.ts';
import type { State } from '../../engine/state.ts';

/** The token to offer and where it is from, or why the one that was here is not offered; nothing where there was none. */
export type ReadyToken = { token: AccessToken; words: string } | { problem: string };

/** A token that was given before is offered again, unless its time is over or the server has just refused it. */
export function readyToken(
  { answers, itinerary: { known }, left }: State,
  sources: Readonly<Record<string, string>>,
  at: Instant,
): ReadyToken | undefined {
  const given = answers.adminToken ?? known.adminToken;
  if (given === undefined) return undefined;
  if (left?.answers.adminToken === given && isRefusal(left.failure)) {
    const spare = known.spareAdminToken;
    if (spare === undefined || spare === given) return { problem: REFUSED };
    return { token: spare, words: 'the practice server has made a fresh token' };
  }
  if (expiredSince(given, at) !== undefined) {
    return { problem: 'The token that was here has expired. Give a fresh one.' };
  }
  return { token: given, words: readyWords(given === known.adminToken, sources['admin-token'], known.server?.preset) };
}

const REFUSED = 'The server refused the token that was here. Give another one.';

function isRefusal(failure: Failure): boolean {
  return (
    (failure.kind === 'oauth-error' || failure.kind === 'refused') &&
    failure.stage === 'mint' &&
    (failure.status === 401 || failure.status === 403)
  );
}

function readyWords(isKnown: boolean, source: string | undefined, preset: string | undefined): string {
  if (!isKnown) return 'the token that you gave is still here';
  if (preset === 'practice') return 'a token of the practice server is ready';
  if (source === 'flag') return 'a token from --admin-token-file is ready';
  return source === 'environment' ? 'a token from the environment is ready' : 'a token is ready';
}
