/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMillis = number;

/**
 * One moment on two clocks of this process: `wall` (what the calendar says; it can be corrected) and `mono`
 * (milliseconds since the process began; it never goes back, and on some systems stands still during suspend).
 */
export type Instant = { wall: EpochMillis; mono: number };

/** Milliseconds between two moments: the larger of both clocks' differences, so neither can stretch a token's life. */
export function elapsedMs(from: Instant, to: Instant): number {
  return Math.max(to.wall - from.wall, to.mono - from.mono, 0);
}
