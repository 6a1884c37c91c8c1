import { expect, test } from 'vitest';
import { createRunLog } from '../../../src/cli/bundle/run-log.ts';
import type { Transmission } from '../../../src/domain/server/request.ts';
import { exchange } from '../../support/flow.ts';

const now = () => ({ wall: 0, mono: 0 });

function unanswered(requestId: string, body = ''): Transmission {
  return {
    kind: 'unanswered',
    sent: true,
    code: 'ECONNRESET',
    message: 'read ECONNRESET',
    afterMs: 12.7,
    exchange: { ...exchange('register'), requestId, status: 200, body },
  };
}

test('of many requests the newest are kept, and how many older ones there were is said', () => {
  const log = createRunLog(now);
  for (let number = 1; number <= 45; number += 1) log.observe(unanswered(`request-${number}`));
  const { items, leftOut } = log.exchanges();
  expect(items.map(({ request_id }) => request_id)).toEqual(Array.from({ length: 40 }, (_, at) => `request-${at + 6}`));
  expect(leftOut).toBe(5);
});

test('a long answer is kept up to a bound, and why none came is kept too', () => {
  const log = createRunLog(now);
  log.observe(unanswered('request-1', 'x'.repeat(100_000)));
  const [kept] = log.exchanges().items;
  expect(kept?.answer?.body).toBe(`${'x'.repeat(16_384)}…`);
  expect(kept?.silence).toEqual({ sent: true, code: 'ECONNRESET', message: 'read ECONNRESET', after_ms: 13 });
});
