import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveBackMemory } from '../../../src/cli/runs/give-back-memory.ts';

let collectedAt: number[];
let observer: PerformanceObserver;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  collectedAt = [];
  observer = new PerformanceObserver(list => {
    collectedAt.push(
      ...list
        .getEntries()
        .filter(isMajor)
        .map(({ startTime }) => startTime),
    );
  });
  observer.observe({ entryTypes: ['gc'] });
});

afterEach(() => {
  observer.disconnect();
  vi.useRealTimers();
});

// The types of Node leave `detail` out.
function isMajor(entry: PerformanceEntry & { detail?: { kind?: number } }): boolean {
  return entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}

/** Lets a second go by; from when to when that was really worked at. */
function aSecond(): { from: number; to: number } {
  const from = performance.now();
  vi.advanceTimersByTime(1000);
  return { from, to: performance.now() };
}

it('what the start left behind is collected once the operator stops typing, and only once', async () => {
  let typed = 0;
  giveBackMemory(() => typed);
  typed += 1;
  const seconds = { typing: aSecond(), quiet: aSecond(), later: aSecond() };
  const during = ({ from, to }: { from: number; to: number }) =>
    collectedAt.filter(at => at >= from && at <= to).length;
  while (during(seconds.quiet) === 0) await pause(5);
  expect(during(seconds.typing)).toBe(0);
  expect(during(seconds.later)).toBe(0);
});

it('what is loaded afterwards finds the flags that its compiled code was kept for', () => {
  giveBackMemory(() => 0);
  aSecond();
  expect(runInNewContext('typeof globalThis.gc')).toBe('undefined');
});
