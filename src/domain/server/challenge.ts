import type { Challenge } from '../failure.ts';
import { plainText } from '../plain-text.ts';

const MOST_CHARACTERS = 8192;
const MOST_CHALLENGES = 20;

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(,|$))/y;
const PARAMETER = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]{0,20}=[ \t]{0,20}/y;
const QUOTED = /"((?:[^"\\]|\\.)*)("|$)/sy;
const UNQUOTED = /[^,]*/y;
const BETWEEN = /[\s,]*/y;
const JUNK = /[^,]*/y;

/** Which parameters are kept; the others (error_uri, nonce, algs …) are of no use here. */
const KEPT = ['realm', 'scope', 'error', 'error_description'] as const;

/**
 * The challenges of a WWW-Authenticate header (RFC 9110 section 11.6.1), several header lines joined by commas.
 * What is no challenge is passed over; the first of a repeated parameter counts.
 */
export function parseChallenges(header: string): Challenge[] {
  const text = header.slice(0, MOST_CHARACTERS);
  const challenges: Challenge[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found;
  };

  while (at < text.length && challenges.length <= MOST_CHALLENGES) {
    take(BETWEEN);
    const current = challenges.at(-1);
    const parameter = take(PARAMETER);
    if (parameter !== undefined) {
      const quoted = take(QUOTED);
      const value = quoted === undefined ? take(UNQUOTED)?.[0] : quoted[1]?.replace(/\\(.)/gs, '$1');
      if (current !== undefined) keep(current, parameter[1] ?? '', value ?? '');
      continue;
    }
    const scheme = take(TOKEN)?.[0];
    if (scheme === undefined) {
      take(JUNK);
      continue;
    }
    challenges.push({ scheme: plainText(scheme, 50) });
    if (take(/[ \t]+/y) !== undefined) take(TOKEN68);
  }
  return challenges.slice(0, MOST_CHALLENGES);
}

function keep(challenge: Challenge, name: string, value: string): void {
  const member = KEPT.find(known => known === name.toLowerCase());
  if (member !== undefined && challenge[member] === undefined) challenge[member] = plainText(value);
}

/** The one that says most about a bearer token: Bearer with an error, then DPoP with one, then any Bearer, then any. */
export function tellingChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined) return undefined;
  const challenges = parseChallenges(header);
  const isBearer = ({ scheme }: Challenge) => scheme.toLowerCase() === 'bearer';
  return (
    challenges.find(each => isBearer(each) && each.error !== undefined) ??
    challenges.find(each => each.error !== undefined) ??
    challenges.find(isBearer) ??
    challenges[0]
  );
}
