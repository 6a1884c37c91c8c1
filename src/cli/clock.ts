import type { Instant } from '../domain/instant.ts';

/** Both clocks of this process. */
export function now(): Instant {
  return { wall: Date.now(), mono: performance.now() };
}
