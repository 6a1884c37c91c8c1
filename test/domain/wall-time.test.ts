import { afterEach, expect, test } from 'vitest';
import { dayAndTime, timeOfDay, wallTime } from '../../src/domain/wall-time.ts';

const AT = Date.UTC(2026, 10, 23, 23, 31, 7, 999);
const before = process.env['TZ'];

afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test.each([
  ['UTC', '2026-11-23 23:31:07 UTC'],
  ['Europe/Berlin', '2026-11-24 00:31:07 UTC+1'],
  ['Asia/Kolkata', '2026-11-24 05:01:07 UTC+5:30'],
  ['America/St_Johns', '2026-11-23 20:01:07 UTC-3:30'],
])('a moment is told by the clock of an operator in %s, and by which that is', (zone, words) => {
  process.env['TZ'] = zone;
  expect(wallTime(AT)).toBe(words);
  expect(words).toContain(dayAndTime(AT));
  expect(dayAndTime(AT)).toContain(` ${timeOfDay(AT)}`);
});

test('what is no moment is said to be none', () => {
  expect(wallTime(Number.NaN)).toBe('an unreadable time');
});
