import { secondsLeft, usesLeftAtMost } from '../domain/initial-access-token.ts';
import type { Instant } from '../domain/instant.ts';
import { stepsToTake } from '../engine/foresee.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';

/** `Step 4 of 8: choose a client template. 54 minutes and 10 uses left on the IAT.` */
export function heading(steps: Steps, state: State, what: string, at: Instant): string {
  const taken = stepsToTake(steps, state);
  const place = `Step ${taken.indexOf(state.here) + 1} of ${taken.length}: ${what}.`;
  const standing = iatStanding(state, at);
  return standing === undefined ? place : `${place} ${standing}`;
}

/** What is left of the initial access token, in a sentence; undefined where there is none yet. */
export function iatStanding({ answers: { iat } }: State, at: Instant): string | undefined {
  if (iat === undefined) return undefined;
  const left = secondsLeft(iat, at);
  if (left <= 0) return 'The IAT has lapsed; another one will be minted where it is needed.';
  const uses = usesLeftAtMost(iat);
  const inUses =
    uses === undefined ? '' : ` and ${iat.refused > 0 ? 'at most ' : ''}${uses} ${uses === 1 ? 'use' : 'uses'}`;
  return `${duration(left)}${inUses} left on the IAT.`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'No end is known,';
  if (seconds < 120) return `${Math.ceil(seconds)} seconds`;
  return `${Math.floor(seconds / 60)} minutes`;
}

/** Seconds before the lapse at which it is said. */
const SAID_AT = [300, 60, 30, 10, 0];

/** Says the countdown when it passes one of these, once each and never in the middle of an answer. */
export function createCountdown(): (state: State, at: Instant) => string | undefined {
  let before: { token: unknown; left: number } | undefined;
  return (state, at) => {
    const { iat } = state.answers;
    if (iat === undefined) return undefined;
    const left = secondsLeft(iat, at);
    const last = before?.token === iat.token ? before.left : Number.POSITIVE_INFINITY;
    before = { token: iat.token, left };
    const isPassed = last !== Number.POSITIVE_INFINITY && SAID_AT.some(mark => last > mark && left <= mark);
    return isPassed ? iatStanding(state, at) : undefined;
  };
}
