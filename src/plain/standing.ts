import type { Instant } from '../domain/instant.ts';
import { secondsLeft, standingOf, usesAreCertain, usesLeftAtMost } from '../domain/mint/initial-access-token.ts';
import { stepsToTake } from '../engine/foresee.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import { sentence } from '../guidance/sentence.ts';

/** `Step 4 of 8: choose a client template. 54 minutes and 10 uses left on the IAT.` */
export function heading(steps: Steps, state: State, what: string, at: Instant): string {
  const { silent } = state.itinerary;
  // What nobody is asked is no step to them.
  const asking = stepsToTake(steps, state).filter(id => !silent.includes(id) && steps[id].arrive === undefined);
  const place = sentence(`Step ${asking.indexOf(state.here) + 1} of ${asking.length}: ${what}`);
  const standing = iatStanding(state, at);
  return standing === undefined ? place : `${place} ${standing}`;
}

/** What is left of the initial access token, in a sentence; undefined where there is none yet. */
export function iatStanding({ answers: { iat } }: State, at: Instant): string | undefined {
  if (iat === undefined) return undefined;
  const standing = standingOf(iat, at);
  if (standing === 'expired') return 'The IAT has lapsed; another one is minted where it is needed.';
  if (standing === 'used-up') return 'The IAT has no uses left; another one is minted where it is needed.';
  const uses = usesLeftAtMost(iat);
  const time = duration(secondsLeft(iat, at));
  const counted =
    uses === undefined ? undefined : `${usesAreCertain(iat) ? '' : 'at most '}${uses} ${uses === 1 ? 'use' : 'uses'}`;
  if (time === undefined) return counted === undefined ? undefined : sentence(`${counted} left on the IAT`);
  return `${time}${counted === undefined ? '' : ` and ${counted}`} left on the IAT.`;
}

/** Undefined where it never ends. */
function duration(seconds: number): string | undefined {
  if (!Number.isFinite(seconds)) return undefined;
  const whole = Math.ceil(seconds);
  if (whole < 120) return `${whole} ${whole === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}
