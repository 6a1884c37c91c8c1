import { plainText } from '../domain/plain-text.ts';
import type { Exchange, Transmission } from '../domain/request.ts';
import { BEARER_VARIABLES } from '../runbook/request-words.ts';
import type { Servers } from '../servers/create-servers.ts';

const MOST_CHARACTERS = 4000;

/** The same ports, with every exchange told as it comes back (`--verbose`). An exchange holds no secret. */
export function withTranscript(servers: Servers, say: (text: string) => void): Servers {
  const told = async (transmission: Promise<Transmission>) => {
    const { exchange } = await transmission;
    for (const line of exchangeLines(exchange)) say(line);
    return transmission;
  };
  return {
    ...servers,
    mintInitialAccessToken: (...asked) => told(servers.mintInitialAccessToken(...asked)),
    registerClient: (...asked) => told(servers.registerClient(...asked)),
    readClient: (...asked) => told(servers.readClient(...asked)),
    updateClient: (...asked) => told(servers.updateClient(...asked)),
    deleteClient: (...asked) => told(servers.deleteClient(...asked)),
  };
}

/** A request and its answer in the manner of `curl -v`. */
export function exchangeLines({ request, requestId, status, headers = {}, body }: Exchange): string[] {
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
