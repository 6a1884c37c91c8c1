import type { Http } from '../../servers/http.ts';

export type Deadline = { passed(): boolean; afterMs: number; remainingMs(): number };

export function createDeadline(afterMs: number): Deadline {
  const end = performance.now() + afterMs;
  const remainingMs = () => Math.max(end - performance.now(), 0);
  return { afterMs, remainingMs, passed: () => remainingMs() === 0 };
}

/** Lets no request outlive the run: a registration that is out at the deadline ends as «outcome unknown». */
export function boundedBy(deadline: Deadline, http: Http): Http {
  return {
    ...http,
    send: (request, token, options) =>
      http.send(request, token, { ...options, atMostMs: Math.max(deadline.remainingMs(), 1) }),
  };
}
