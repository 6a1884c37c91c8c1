import type { Failure } from '../failure.ts';
import { type EpochMillis, elapsedMs, type Instant } from '../instant.ts';

/** Nobody waits longer than that at a screen; a server that says so means something else. */
const LONGEST_S = 24 * 3600;

/** Seconds that a failure's answer asks to be left alone for, from when it was seen; undefined where it says nothing of the kind. */
export function retryAfterSeconds(failure: Failure): number | undefined {
  if (!('exchange' in failure) || failure.exchange === undefined) return undefined;
  const { headers = {}, sentAt } = failure.exchange;
  return secondsAskedFor(headers, sentAt);
}

/**
 * The same from an answer's headers (RFC 9110 section 10.2.3). A date is compared with the server's own clock; with
 * `at`, ours, only where it does not tell the time.
 */
export function secondsAskedFor(headers: Readonly<Record<string, string>>, at: EpochMillis): number | undefined {
  const said = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Math.min(Number(said), LONGEST_S);
  const until = Date.parse(said);
  if (!Number.isFinite(until)) return undefined;
  const serverNow = Date.parse(headers['date'] ?? '');
  const seconds = (until - (Number.isFinite(serverNow) ? serverNow : at)) / 1000;
  return Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_S);
}

/** Whole seconds still to wait; 0 once trying again is welcome. */
export function secondsToWait(wanted: number | undefined, seen: Instant, now: Instant): number {
  return wanted === undefined ? 0 : Math.max(0, Math.ceil(wanted - elapsedMs(seen, now) / 1000));
}
