import type { Instant } from '../domain/instant.ts';

export type Bounds = {
  /** For one probe. */
  probeMs: number;
  /** For all of them together. */
  totalMs: number;
};

/** How long the next probe may take. */
export type Patience = { leftMs(): number };

export function createPatience({ probeMs, totalMs }: Bounds, now: () => Instant): Patience {
  const began = now().mono;
  // A millisecond, so that a probe that begins too late ends as one that took too long.
  return { leftMs: () => Math.max(Math.min(probeMs, began + totalMs - now().mono), 1) };
}

/**
 * Waits for work that calls back, at most so long; undefined: it took longer. `begin` returns what ends the work, which
 * is called in any case.
 */
export function within<T>(ms: number, begin: (done: (value: T) => void) => () => void): Promise<T | undefined> {
  return new Promise(resolve => {
    const { promise, resolve: done } = Promise.withResolvers<T | undefined>();
    const timer = setTimeout(() => done(undefined), ms);
    const end = begin(done);
    void promise.then(value => {
      clearTimeout(timer);
      end();
      resolve(value);
    });
  });
}

/** `0.25 s`, `3 s` */
export function inSeconds(ms: number): string {
  return `${Math.round(ms / 10) / 100} s`;
}
