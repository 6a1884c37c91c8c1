import { renderToString } from 'ink';
import { beforeAll, expect, test } from 'vitest';
import { IatCountdown, type IatStanding, iatInShort } from '../../../src/ui/components/iat-countdown.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { show } from '../../support/ink.ts';

beforeAll(() => {
  process.env['TZ'] = 'UTC';
});

const LAPSES = Date.UTC(2026, 10, 23, 11, 31, 7);
const fresh: IatStanding = {
  secondsLeft: 3252,
  lifetimeSeconds: 3600,
  usesLeft: 10,
  maxUses: 10,
  usesAreCertain: true,
  lapsesAt: LAPSES,
};
const line = (standing: Partial<IatStanding>, columns = 80) =>
  renderToString(<IatCountdown {...fresh} {...standing} width={columns} />, { columns });

test('time, uses and when it lapses, in one line', () => {
  expect(line({})).toBe('IAT ▰▰▰▰▰▰▰▰▰▱ 54:12 · 10 of 10 uses left · lapses 11:31:07');
});

test('the same in ASCII', () => {
  const look = createLook({ unicode: false, motion: true });
  const ascii = renderToString(
    <LookContext value={look}>
      <IatCountdown {...fresh} width={80} />
    </LookContext>,
  );
  expect(ascii).toBe('IAT [#########-] 54:12, 10 of 10 uses left, lapses 11:31:07');
});

test('a token that was just minted shows its whole lifetime, and the last second is 00:01', () => {
  expect(line({ secondsLeft: 3600 })).toContain('▰▰▰▰▰▰▰▰▰▰ 1:00:00 ·');
  expect(line({ secondsLeft: 0.4 })).toContain('▰▱▱▱▱▱▱▱▱▱ 00:01 ·');
});

test('a token that lapsed says so in words, and by whose clock', () => {
  expect(line({ secondsLeft: 0 })).toBe('IAT ▱▱▱▱▱▱▱▱▱▱ lapsed at 11:31:07, by this clock · 10 of 10 uses left');
  expect(line({ secondsLeft: -5, lapsesAt: undefined })).toContain('▱ lapsed · 10 of 10');
});

test('after a refusal the uses are only known at most', () => {
  expect(line({ usesLeft: 9, usesAreCertain: false })).toContain('· at most 9 left ·');
});

test('a token without a known end, with unknown uses, or used up', () => {
  expect(
    line({ secondsLeft: Number.POSITIVE_INFINITY, lifetimeSeconds: Number.POSITIVE_INFINITY, lapsesAt: undefined }),
  ).toBe('IAT no end known · 10 of 10 uses left');
  expect(line({ usesLeft: undefined, maxUses: undefined })).toContain('54:12 · uses not known · lapses');
  expect(line({ usesLeft: 0 })).toContain('54:12 · used up · lapses');
});

test('a token of many days shows the day it lapses', () => {
  expect(line({ secondsLeft: 2_591_999, lifetimeSeconds: 2_592_000 })).toContain(
    '29 d 23 h · 10 of 10 uses left · lapses 2026-11-23 11:31:07',
  );
});

test('where there is no room the time of day goes first, then the uses, then the gauge', () => {
  expect(line({}, 58)).toBe('IAT ▰▰▰▰▰▰▰▰▰▱ 54:12 · 10 of 10 uses left');
  expect(line({}, 30)).toBe('IAT 54:12');
  expect(line({}, 6)).toBe('IAT 5…');
});

test('the short form for small windows', () => {
  const short = (standing: Partial<IatStanding>) => iatInShort({ ...fresh, ...standing });
  expect(short({})).toBe('IAT 54:12 · 10 uses');
  expect(short({ usesLeft: 1 })).toBe('IAT 54:12 · 1 use');
  expect(short({ usesLeft: 9, usesAreCertain: false })).toBe('IAT 54:12 · ≤9 uses');
  expect(short({ usesLeft: 0 })).toBe('IAT 54:12 · used up');
  expect(short({ usesLeft: undefined })).toBe('IAT 54:12');
  expect(short({ secondsLeft: -1 })).toBe('IAT lapsed');
  expect(short({ secondsLeft: Number.POSITIVE_INFINITY })).toBe('IAT no end · 10 uses');
});

test('a screen reader hears it as a timer', async () => {
  const screen = await show(<IatCountdown {...fresh} />, { speaks: true });
  expect(screen.lastFrame()).toBe('timer: initial access token: 54:12, 10 of 10 uses left, lapses 11:31:07');
});
