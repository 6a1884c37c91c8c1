import { expect, test } from 'vitest';
import { clockFace, duration, exactDuration } from '../../src/domain/duration.ts';

test('a length of time is told in the one unit that says it best', () => {
  expect([0.4, 89, 2580, 5400, 172_800, 200_000].map(duration)).toEqual(['1 s', '89 s', '43 min', '2 h', '2 d', '2 d']);
});

test('a lifetime is told as exactly as it was asked for', () => {
  expect([1, 61, 90, 5400, 3600, 86_400, 1_000 * 86_400].map(exactDuration)).toEqual([
    '1 s',
    '61 s',
    '90 s',
    '90 min',
    '1 h',
    '1 d',
    '1,000 d',
  ]);
});

test('what is counted down has a clock face, long times in days', () => {
  expect([0.1, 59, 60, 61, 3599.2, 7199, 172_799, 172_800, 2_591_999].map(clockFace)).toEqual([
    '00:01',
    '00:59',
    '01:00',
    '01:01',
    '1:00:00',
    '1:59:59',
    '47:59:59',
    '2 d 0 h',
    '29 d 23 h',
  ]);
});
