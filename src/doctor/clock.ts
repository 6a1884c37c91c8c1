import type { RawAnswer } from '../domain/server/request.ts';
import { type Probed, skipped } from './probed.ts';

/** Tokens live by both clocks; servers commonly forgive a few seconds between them (RFC 7519 section 4.1.4). */
const FORGIVEN_SECONDS = 10;

/** The server's clock against ours, by the Date header, which has whole seconds (RFC 9110 section 6.6.1). */
export function clockCheck({ headers, receivedAt, tookMs }: RawAnswer): Probed {
  const named = { layer: 'clock', check: 'difference' } as const;
  const date = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(date)) return skipped('clock', 'difference', 'the answer has no readable Date header');
  if (Number(headers['age'] ?? 0) > 0) {
    return skipped('clock', 'difference', 'the answer came from a cache, so its Date header is of another time');
  }
  // Its second is cut off, and it was written somewhere on the way here: half of each is the best guess.
  const seconds = Math.round((date + 500 - (receivedAt - tookMs / 2)) / 1000);
  if (Math.abs(seconds) <= 1) return { ...named, status: 'ok', seen: 'both clocks agree to about a second' };
  const seen = `the server’s clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine’s`;
  if (Math.abs(seconds) <= FORGIVEN_SECONDS) return { ...named, status: 'ok', seen };
  return {
    ...named,
    status: 'warning',
    seen,
    cause: 'clock.skew',
    try: ['Set both clocks by NTP; until then tokens seem to lapse, or to begin, at the wrong time.'],
  };
}
