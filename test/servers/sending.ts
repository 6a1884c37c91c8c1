import type { HttpRequest, RawAnswer, Transmission } from '../../src/domain/server/request.ts';
import type { Http, HttpOptions, SendOptions } from '../../src/servers/http.ts';
import { createHttp } from '../../src/servers/http.ts';

/** An Http for tests that ends with the test's block. */
export function testHttp(options: Partial<HttpOptions> = {}): Http & AsyncDisposable {
  const created = createHttp({ version: '1.2.3', now, ...options });
  if (!created.ok) throw new Error(JSON.stringify(created.failure));
  return { ...created.value, [Symbol.asyncDispose]: () => created.value.close() };
}

export const now = () => ({ wall: Date.now(), mono: performance.now() });

export function registration(url: string): HttpRequest {
  return { stage: 'register', method: 'POST', url, bearer: 'iat', body: { client_name: 'bff-server' } };
}

export function reading(url: string): HttpRequest {
  return { stage: 'read', method: 'GET', url };
}

export const once: SendOptions = { requestId: 'req-1', timeoutMs: 5000, fresh: true };

export function answered(transmission: Transmission): RawAnswer & { text: string } {
  if (transmission.kind !== 'answered') throw new Error(`unanswered: ${transmission.code} ${transmission.message}`);
  return { ...transmission.answer, text: new TextDecoder().decode(transmission.answer.body) };
}

export function unanswered(transmission: Transmission): Extract<Transmission, { kind: 'unanswered' }> {
  if (transmission.kind !== 'unanswered') throw new Error(`answered: ${transmission.answer.status}`);
  return transmission;
}
