import { useAnimation } from 'ink';
import { useState } from 'react';
import type { Instant } from '../../domain/instant.ts';

const SECOND = 1000;
/** Date.now() counts whole milliseconds, so a tick can seem to come a little early. */
const TOLERANCE = 20;

/**
 * Now, read once a second; the only clock of the screen. While inactive there is no timer, and nothing is drawn.
 *
 * A tick comes some milliseconds late, and never equally late. So what is handed out lies on a grid of whole seconds
 * from the first reading: without it, a countdown close to the edge of a second would stand still and then skip one.
 */
export function useNow(clock: { now(): Instant }, { isActive }: { isActive: boolean }): Instant {
  useAnimation({ interval: SECOND, isActive });
  const [first] = useState(() => clock.now());
  const now = clock.now();
  return { wall: onGrid(first.wall, now.wall), mono: onGrid(first.mono, now.mono) };
}

function onGrid(first: number, now: number): number {
  return first + Math.floor((now - first + TOLERANCE) / SECOND) * SECOND;
}
