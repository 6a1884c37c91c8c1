import { plainText } from '../../domain/plain-text.ts';
import type { Exchange } from '../../domain/server/request.ts';
import { BEARER_VARIABLES } from '../../runbook/render/request-words.ts';
import type { Observer } from '../observed-http.ts';

const MOST_CHARACTERS = 4000;

/** Says every exchange as it comes back (`--verbose`). An exchange holds no secret. */
export function transcript(say: (text: string) => void): Observer {
  return ({ exchange }) => {
    for (const line of exchangeLines(exchange)) say(line);
  };
}

/** A request and its answer in the manner of `curl -v`. */
function exchangeLines({ request, requestId, status, headers = {}, body }: Exchange): string[] {
  const { method, url, bearer, body: sent } = request;
  return [
    `> ${method} ${url}`,
    ...(bearer ? [`> authorization: Bearer $${BEARER_VARIABLES[bearer]}`] : []),
    `> x-request-id: ${requestId}`,
    ...(sent ? [`> ${plainText(JSON.stringify(sent), MOST_CHARACTERS)}`] : []),
    ...(status === undefined ? ['< (no answer)'] : [`< ${status}`]),
    ...Object.entries(headers).map(([name, value]) => `< ${name}: ${plainText(value)}`),
    ...(body ? [`< ${plainText(body, MOST_CHARACTERS)}`] : []),
  ];
}
