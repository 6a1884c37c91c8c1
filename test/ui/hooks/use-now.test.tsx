import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { render } from 'ink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import { useAsOf, useNow } from '../../../src/ui/hooks/use-now.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 1_763_895_000_123 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Draws nothing; hands out what the hook said at each drawing. */
function mounted(clock: { now(): Instant }, isActive = true) {
  const seen: Instant[] = [];
  const Seconds = ({ runs }: { runs: boolean }) => {
    seen.push(useNow(clock, { isActive: runs }));
    return null;
  };
  const instance = render(<Seconds runs={isActive} />, { stdout: new PassThrough(), debug: true, patchConsole: false });
  return { seen, instance, run: (runs: boolean) => instance.rerender(<Seconds runs={runs} />) };
}

/** React draws in a turn of its own, after the tick. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second <= seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(second === 0 ? 0 : 1000);
    await new Promise(setImmediate);
  }
}

const exact = { now: () => ({ wall: Date.now(), mono: performance.now() }) };

test('each second is drawn once and none is skipped, however late the ticks are read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(300), { minLength: 5, maxLength: 15 }), fc.nat(999), async (late, lifetimeMs) => {
      let reading = 0;
      const clock = {
        now: () => {
          reading += 1;
          const ms = reading === 1 ? 0 : (late[reading % late.length] ?? 0);
          return { wall: Date.now() + ms, mono: performance.now() + ms };
        },
      };
      const { seen, instance } = mounted(clock);
      const first = seen[0]?.mono ?? 0;
      await pass(10);
      instance.unmount();
      // What a countdown shows of a token whose life ends anywhere within a second.
      const shown = seen.map(({ mono }) => Math.ceil((first + 60_000 + lifetimeMs - mono) / 1000));
      const steps = shown.slice(1).map((seconds, index) => (shown[index] ?? 0) - seconds);
      expect(steps.filter(step => step !== 0 && step !== 1)).toEqual([]);
      expect((shown[0] ?? 0) - (shown.at(-1) ?? 0)).toBe(10);
    }),
    { numRuns: 30 },
  );
});

test('after a suspend the time that passed is shown at once', async () => {
  let slept = 0;
  const { seen, instance } = mounted({ now: () => ({ wall: Date.now() + slept, mono: performance.now() }) });
  await pass(2);
  slept = 3_600_000;
  await pass(1);
  instance.unmount();
  expect((seen.at(-1)?.wall ?? 0) - (seen[0]?.wall ?? 0)).toBe(3_603_000);
});

test('while inactive there is no timer and nothing is drawn, and it goes on when it is needed', async () => {
  const { seen, instance, run } = mounted(exact, false);
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
  const drawn = seen.length;
  await pass(5);
  expect(seen).toHaveLength(drawn);
  run(true);
  await pass(3);
  expect((seen.at(-1)?.mono ?? 0) - (seen[0]?.mono ?? 0)).toBe(8000);
  run(false);
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
  instance.unmount();
});

test('what is asked each second is drawn only where the answer is another one', async () => {
  const seen: string[] = [];
  const began = exact.now().mono;
  const Lapsing = () => {
    const standing = useAsOf(clock, at => (at.mono - began < 3000 ? 'usable' : 'lapsed'), { isActive: true });
    seen.push(standing);
    return null;
  };
  const clock = { now: exact.now };
  const instance = render(<Lapsing />, { stdout: new PassThrough(), debug: true, patchConsole: false });
  await pass(10);
  instance.unmount();
  expect(seen).toEqual(['usable', 'lapsed']);
  expect(vi.getTimerCount()).toBe(0);
});
