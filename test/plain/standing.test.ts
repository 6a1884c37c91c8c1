import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { State } from '../../src/engine/state.ts';
import { startCountdown } from '../../src/plain/countdown.ts';
import { iatStanding } from '../../src/plain/standing.ts';
import { begun, givenIat, initialAccessToken, later } from '../support/flow.ts';

function stateWith(changes: Parameters<typeof initialAccessToken>[0]): State {
  const state = begun(givenIat());
  return { ...state, answers: { ...state.answers, iat: initialAccessToken(changes) } };
}

describe('what is left of the token', () => {
  it.each([
    [{ maxUses: 10 }, 0, '60 minutes and 10 uses left on the IAT.'],
    [{ maxUses: 10, registered: 9 }, 3540, '60 seconds and 1 use left on the IAT.'],
    [{ maxUses: 10, refused: 1 }, 3599, '1 second and at most 10 uses left on the IAT.'],
    [{ lifetimeSeconds: 86_400 }, 0, '24 hours and 10 uses left on the IAT.'],
    [{ lifetimeSeconds: Number.POSITIVE_INFINITY }, 0, '10 uses left on the IAT.'],
    [{}, 3600, 'The IAT has lapsed; another one is minted where it is needed.'],
    [{ maxUses: 1, registered: 1 }, 0, 'The IAT has no uses left; another one is minted where it is needed.'],
  ])('%j after %i s: %s', (changes, seconds, words) => {
    expect(iatStanding(stateWith(changes), later(seconds))).toBe(words);
  });

  it('is nothing where nobody said when it ends or how often it can be used', () => {
    const { maxUses: _, ...iat } = initialAccessToken({ lifetimeSeconds: Number.POSITIVE_INFINITY });
    const state = begun(givenIat());
    expect(iatStanding({ ...state, answers: { ...state.answers, iat } }, later(0))).toBeUndefined();
  });
});

describe('the countdown', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Says what it says, with the second at which it did. */
  function listen(lifetimeSeconds: number) {
    const began = Date.now();
    const seconds = () => (Date.now() - began) / 1000;
    let state = stateWith({ lifetimeSeconds });
    const said: [number, string][] = [];
    const countdown = startCountdown(
      () => state,
      { now: () => later(seconds()) },
      text => said.push([Math.round(lifetimeSeconds - seconds()), text.split(' left')[0] ?? '']),
    );
    countdown.look();
    return {
      said,
      countdown,
      become: (next: State) => {
        state = next;
        countdown.look();
      },
    };
  }

  it('is said at five minutes, one minute, 30 and 10 seconds and at the lapse, once each', async () => {
    const { said } = listen(3600);
    await vi.advanceTimersByTimeAsync(4000 * 1000);
    expect(said).toEqual([
      [300, '5 minutes and 10 uses'],
      [60, '60 seconds and 10 uses'],
      [30, '30 seconds and 10 uses'],
      [10, '10 seconds and 10 uses'],
      [0, 'The IAT has lapsed; another one is minted where it is needed.'],
    ]);
  });

  it('of a token with a few seconds begins with what is left of it', async () => {
    const { said } = listen(20);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said.map(([left]) => left)).toEqual([10, 0]);
  });

  it('begins anew with another token, and ends once the client is registered', async () => {
    const { said, become } = listen(61);
    await vi.advanceTimersByTimeAsync(2000);
    become(stateWith({ lifetimeSeconds: 3600, token: initialAccessToken().token }));
    await vi.advanceTimersByTimeAsync(1000);
    const registered = stateWith({ lifetimeSeconds: 3600 });
    become({ ...registered, answers: { ...registered.answers, registered: {} as never } });
    await vi.advanceTimersByTimeAsync(4000 * 1000);
    expect(said.map(([left]) => left)).toEqual([60]);
  });

  it('is over when it is stopped', async () => {
    const { said, countdown } = listen(301);
    countdown.stop();
    await vi.advanceTimersByTimeAsync(4000 * 1000);
    expect(said).toEqual([]);
  });
});
