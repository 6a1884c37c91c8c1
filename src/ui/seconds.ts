import type { Instant } from '../domain/instant.ts';

const SECOND = 1000;
/** Date.now() counts whole milliseconds, so a tick can seem to come a little early. */
const TOLERANCE = 20;

/** Tells whoever listens of each second, until it is called off. */
export type Ticking = { subscribe(listener: () => void): () => void };

/**
 * The seconds of a clock, told to whoever listens; the one timer of the screen. Without a listener there is none.
 *
 * A tick comes some milliseconds late, and never equally late. So what is handed out lies on a grid of whole seconds
 * from the first reading: without it, a countdown close to the edge of a second would stand still and then skip one.
 */
export class Seconds implements Ticking {
  readonly #clock: { now(): Instant };
  readonly #first: Instant;
  readonly #began = performance.now();
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: { now(): Instant }) {
    this.#clock = clock;
    this.#first = clock.now();
  }

  now(): Instant {
    const { wall, mono } = this.#clock.now();
    return { wall: onGrid(this.#first.wall, wall), mono: onGrid(this.#first.mono, mono) };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#timer ??= this.#atNext();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Each second is waited for from the beginning on, so that no lateness adds up. */
  #atNext(): NodeJS.Timeout {
    const sinceLast = ((performance.now() - this.#began + TOLERANCE) % SECOND) - TOLERANCE;
    return setTimeout(() => {
      this.#timer = this.#atNext();
      for (const listener of [...this.#listeners]) listener();
    }, SECOND - sinceLast);
  }
}

function onGrid(first: number, now: number): number {
  return first + Math.floor((now - first + TOLERANCE) / SECOND) * SECOND;
}

const known = new WeakMap<{ now(): Instant }, Seconds>();

/** All that is shown by one clock changes at one time. */
export function secondsOf(clock: { now(): Instant }): Seconds {
  const seconds = known.get(clock) ?? new Seconds(clock);
  known.set(clock, seconds);
  return seconds;
}
