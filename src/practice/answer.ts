import type { ServerResponse } from 'node:http';
import type { CannedAnswer } from './drill.ts';

/** Sends nothing where the client has gone or an answer is under way. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: CannedAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const json = typeof body !== 'string';
  response.writeHead(status, {
    'cache-control': 'no-store',
    ...(json ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...headers,
  });
  response.end(json ? JSON.stringify(body) : body);
}
