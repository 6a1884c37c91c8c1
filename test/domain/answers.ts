import type { Exchange, RawAnswer, Stage } from '../../src/domain/server/request.ts';

export const SENT_AT = Date.UTC(2026, 10, 23, 10, 0, 0);

export function answerOf(status: number, body: unknown, more: Partial<RawAnswer> = {}): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(text),
    receivedAt: SENT_AT + 100,
    tookMs: 100,
    ...more,
  };
}

export function exchangeAt(stage: Stage, url = 'https://idp.example/api/oidc/dcr/register'): Exchange {
  return { request: { stage, method: 'POST', url }, requestId: 'req-1', sentAt: SENT_AT };
}
