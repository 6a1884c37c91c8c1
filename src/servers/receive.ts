import type { Dispatcher } from 'undici';
import type { Instant } from '../domain/instant.ts';

/** What one request brought, before its body is decoded. */
export type Reception = {
  /** When the request was given to a standing connection; left out: it never was, so nothing was sent. */
  sentAt?: Instant;
  /** Left out: no answer began. */
  head?: { status: number; headers: Record<string, string> };
  /** The body's bytes as they came over the wire. */
  bytes: Buffer;
  ended: 'whole' | 'too-large' | 'timeout' | 'broken';
  /** Why it broke. */
  error?: unknown;
};

export const MOST_BODY_BYTES = 1_048_576;

/** Sends one request once and gathers what comes, for at most `timeoutMs` and at most 1 MiB. Never rejects. */
export function receive(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { timeoutMs, now }: { timeoutMs: number; now(): Instant },
): Promise<Reception> {
  const chunks: Buffer[] = [];
  let size = 0;
  let sentAt: Instant | undefined;
  let head: Reception['head'];
  let controller: Dispatcher.DispatchController | undefined;

  return new Promise(resolve => {
    let done = false;
    const end = (ended: Reception['ended'], error?: unknown) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      resolve({
        ...(sentAt === undefined ? {} : { sentAt }),
        ...(head === undefined ? {} : { head }),
        bytes: Buffer.concat(chunks).subarray(0, MOST_BODY_BYTES),
        ended,
        ...(error === undefined ? {} : { error }),
      });
      if (ended !== 'whole') controller?.abort(new Error('no longer waited for'));
    };
    const timer = setTimeout(() => end('timeout'), timeoutMs);

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        // Given up while it was still connecting: it must not be sent any more.
        if (done) return started.abort(new Error('no longer waited for'));
        controller = started;
        sentAt = now();
      },
      onResponseStart(_, status, headers) {
        // 1xx comes before the answer.
        if (status >= 200 && !done) head = { status, headers: joined(headers) };
      },
      onResponseData(_, chunk) {
        if (done) return;
        chunks.push(chunk);
        size += chunk.length;
        if (size > MOST_BODY_BYTES) end('too-large');
      },
      onResponseEnd: () => end('whole'),
      onResponseError: (_, error) => end('broken', error),
    });
  });
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
