import type { Failure } from './failure.ts';

/** A value, or why there is none. Failures are values: only our own bugs are thrown. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
