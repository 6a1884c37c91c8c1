import { expect, test } from 'vitest';
import type { Failure } from '../../../src/domain/failure.ts';
import { retryAfterSeconds, secondsToWait } from '../../../src/domain/server/retry-after.ts';
import { exchange, later, outcomeUnknown, unreachable } from '../../support/flow.ts';

function answered(headers: Record<string, string>): Failure {
  return { kind: 'refused', stage: 'register', status: 429, says: '', exchange: { ...exchange('register'), headers } };
}

test('seconds are taken as they are, and a date by the clock of the server that wrote it', () => {
  expect(retryAfterSeconds(answered({ 'retry-after': '90' }))).toBe(90);
  const date = 'Mon, 23 Nov 2026 04:00:00 GMT';
  expect(retryAfterSeconds(answered({ 'retry-after': 'Mon, 23 Nov 2026 04:02:00 GMT', date }))).toBe(120);
  expect(retryAfterSeconds(answered({ 'retry-after': new Date(later(75).wall).toUTCString() }))).toBe(15);
});

test('nonsense, the past and eternity do not keep anybody waiting', () => {
  for (const said of ['soon', '', '-5', '1e9', '99999999999']) {
    expect(retryAfterSeconds(answered({ 'retry-after': said })) ?? 0).toBe(0);
  }
  expect(retryAfterSeconds(answered({ 'retry-after': new Date(later(0).wall).toUTCString() }))).toBe(0);
  expect(retryAfterSeconds(answered({ 'retry-after': '999999999' }))).toBe(86_400);
  expect(retryAfterSeconds(answered({}))).toBeUndefined();
  expect(retryAfterSeconds(unreachable('register'))).toBeUndefined();
  expect(retryAfterSeconds(outcomeUnknown())).toBeUndefined();
});

test('the wait runs from when the answer was seen, on whichever clock is ahead', () => {
  expect(secondsToWait(90, later(60), later(60))).toBe(90);
  expect(secondsToWait(90, later(60), later(100))).toBe(50);
  expect(secondsToWait(90, later(60), { wall: later(60).wall, mono: later(100).mono })).toBe(50);
  expect(secondsToWait(90, later(60), later(1000))).toBe(0);
  expect(secondsToWait(undefined, later(60), later(60))).toBe(0);
});
