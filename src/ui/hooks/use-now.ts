import { useCallback, useLayoutEffect, useReducer, useSyncExternalStore } from 'react';
import type { Instant } from '../../domain/instant.ts';
import { secondsOf } from '../seconds.ts';

type Clock = { now(): Instant };

/** Now, drawn anew once a second; for what is another one each second. While inactive there is no timer. */
export function useNow(clock: Clock, { isActive }: { isActive: boolean }): Instant {
  const seconds = secondsOf(clock);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => (isActive ? seconds.subscribe(drawAgain) : undefined), [seconds, isActive]);
  return seconds.now();
}

/** What is so at present: asked once a second, drawn anew only where the answer is another one. */
export function useAsOf<T extends string | number | boolean | undefined>(
  clock: Clock,
  ask: (at: Instant) => T,
  { isActive }: { isActive: boolean },
): T {
  const seconds = secondsOf(clock);
  const subscribe = useCallback(
    (listener: () => void) => (isActive ? seconds.subscribe(listener) : () => undefined),
    [seconds, isActive],
  );
  return useSyncExternalStore(subscribe, () => ask(seconds.now()));
}
