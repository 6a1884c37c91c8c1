import type { Failure } from '../domain/failure.ts';
import { plainText } from '../domain/plain-text.ts';
import { type AuthorizationServer, isSameOrigin } from '../domain/server/authorization-server.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';

/** Which server, and which origins a token may go to. Endpoints that nobody named are discovered. */
export const server: Step = {
  standing: answers => (answers.server === undefined ? 'open' : 'done'),
  suggest: (known, answers) => {
    const suggested = answers.server ?? known.server;
    if (suggested === undefined) return { missing: { question: 'the server', needs: '--server URL' } };
    const { allowedOrigins } = answers;
    return { happening: { type: 'server-chosen', server: suggested, allowedOrigins, registers: known.registers } };
  },
  hear: (answers, happening) => {
    if (happening.type !== 'server-chosen') return { do: 'stay' };
    const { server: chosen, allowedOrigins, registers } = happening;
    const failure = misplaced(chosen, allowedOrigins);
    if (failure) return { do: 'fail', failure };
    const heard = { ...answers, allowedOrigins };
    return registers && chosen.registration_endpoint === undefined
      ? { do: 'ask', effect: { type: 'discover-endpoints', server: chosen }, answers: heard }
      : { do: 'next', answers: movedTo(chosen, heard) };
  },
  settle: (answers, reply) => {
    if (reply.type === 'failed') return { do: 'fail', failure: reply.failure };
    if (reply.type !== 'endpoints-discovered') return { do: 'stay' };
    const failure = misplaced(reply.server, answers.allowedOrigins);
    return failure ? { do: 'fail', failure } : { do: 'next', answers: movedTo(reply.server, answers) };
  },
};

/** An initial access token that one server minted is of no use to another, and none of its business. */
function movedTo(chosen: AuthorizationServer, answers: Answers): Answers {
  const { server: left, iat, ...others } = answers;
  const isElsewhere = left !== undefined && !isSameOrigin(left, chosen.url);
  const keeps = iat !== undefined && !(isElsewhere && iat.origin === 'minted');
  return { ...others, ...(keeps && { iat }), server: chosen };
}

/** An endpoint on an origin that nobody named gets no token; what is no URL has no origin at all. */
function misplaced(chosen: AuthorizationServer, allowedOrigins: string[]): Failure | undefined {
  const addresses = [
    { role: 'the server', url: chosen.url },
    { role: 'the mint endpoint', url: chosen.initial_access_token_endpoint },
    { role: 'the registration endpoint', url: chosen.registration_endpoint },
  ];
  for (const { role, url } of addresses) {
    if (url === undefined) continue;
    if (!URL.canParse(url)) return { kind: 'not-valid', problem: `${role} is no absolute URL: ${plainText(url, 120)}` };
    const { origin } = new URL(url);
    if (!isSameOrigin(chosen, url) && !allowedOrigins.includes(origin))
      return { kind: 'origin-not-allowed', origin, url, role };
  }
  return undefined;
}
