import type { Instant } from '../domain/instant.ts';
import { secondsLeft } from '../domain/mint/initial-access-token.ts';
import type { State } from '../engine/state.ts';
import { iatStanding } from './standing.ts';

/** Seconds before the lapse at which it is said. */
const SAID_AT = [300, 60, 30, 10, 0];
/** A laptop that slept, or a clock that was put right, is noticed after that at the latest. */
const LONGEST_NAP_MS = 30_000;

export type Countdown = {
  /** The token may be another one now. */
  look(): void;
  stop(): void;
};

/** Says what is left of the initial access token when it passes one of the marks, once each, also while a question is open. */
export function startCountdown(state: () => State, clock: { now(): Instant }, say: (text: string) => void): Countdown {
  let before: { token: unknown; left: number } | undefined;
  let nap: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    clearTimeout(nap);
    const { iat, registered } = state().answers;
    // A registered client needs the token no more.
    if (iat === undefined || registered !== undefined) return;
    const at = clock.now();
    const left = secondsLeft(iat, at);
    const last = before?.token === iat.token ? before.left : left;
    before = { token: iat.token, left };
    const words = SAID_AT.some(mark => last > mark && left <= mark) ? iatStanding(state(), at) : undefined;
    if (words !== undefined) say(words);
    const next = SAID_AT.find(mark => mark < left);
    if (next !== undefined && Number.isFinite(left)) {
      nap = setTimeout(look, Math.min(LONGEST_NAP_MS, Math.max(1, Math.ceil((left - next) * 1000))));
    }
  };
  return { look, stop: () => clearTimeout(nap) };
}
