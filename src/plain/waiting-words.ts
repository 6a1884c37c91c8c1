import { elapsedMs, type Instant } from '../domain/instant.ts';
import type { InFlight } from '../engine/state.ts';
import { inFlightWords } from '../guidance/in-flight-words.ts';
import { sentence } from '../guidance/sentence.ts';
import type { Asker } from './asker.ts';

const EVERY_MS = 10_000;

/** Says what is out when it leaves, and from time to time that it still is: silence could be anything. */
export function startWaitingWords(
  asker: Asker,
  clock: { now(): Instant },
): { look(out: InFlight | undefined): void; stop(): void } {
  let said: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  return {
    look: out => {
      if (out?.attempt === said) return;
      said = out?.attempt;
      stop();
      if (out === undefined) return;
      const { doing, about } = inFlightWords(out.effect);
      asker.say([doing, about].filter(Boolean).map(sentence).join(' '));
      timer = setInterval(() => {
        asker.say(`Still waiting, ${Math.round(elapsedMs(out.since, clock.now()) / 1000)} seconds so far.`);
      }, EVERY_MS);
    },
    stop,
  };
}
