import type { Instant } from '../../domain/instant.ts';
import { type AccessToken, expiredSince } from '../../domain/mint/access-token.ts';
import type { State } from '../../engine/state.ts';

/** The token to offer and where it is from, or why the one that was here is not offered; nothing where there was none. */
export type ReadyToken = { token: AccessToken; words: string } | { problem: string };

/** A token that was given before is offered again, unless its time is over. */
export function readyToken(
  { answers, itinerary: { known } }: State,
  sources: Readonly<Record<string, string>>,
  at: Instant,
): ReadyToken | undefined {
  const given = answers.adminToken ?? known.adminToken;
  if (given === undefined) return undefined;
  if (expiredSince(given, at) !== undefined) {
    return { problem: 'The token that was here has expired. Give a fresh one.' };
  }
  return { token: given, words: readyWords(given === known.adminToken, sources['admin-token'], known.server?.preset) };
}

function readyWords(isKnown: boolean, source: string | undefined, preset: string | undefined): string {
  if (!isKnown) return 'the token that you gave is still here';
  if (preset === 'practice') return 'a token of the practice server is ready';
  if (source === 'flag') return 'a token from --admin-token-file is ready';
  return source === 'environment' ? 'a token from the environment is ready' : 'a token is ready';
}
