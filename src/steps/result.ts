import type { Failure } from '../domain/failure.ts';
import { nameOf } from '../domain/management/managed-client.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import type { Answers } from '../flow/answers.ts';
import type { Move, Step } from '../flow/step.ts';

/** What was granted, to be read; the way to the next client with the same token, and back out of this one. */
export const result: Step = {
  standing: answers => (answers.resultRead ? 'done' : 'open'),
  suggest: () => ({ happening: { type: 'result-read' } }),
  hear: (answers, happening) => {
    if (happening.type === 'result-read') return { do: 'next', answers: { ...answers, resultRead: true } };
    if (happening.type === 'another-client-wanted') return { do: 'restart', answers: forAnother(answers) };
    const { registered } = answers;
    return happening.type === 'undo-confirmed' && registered && happening.clientName === nameOf(registered)
      ? undone(allowing(answers, happening.allowedOrigin), registered)
      : { do: 'stay' };
  },
  settle: (answers, reply) => {
    // Back to where nothing was registered yet, with all that was said.
    if (reply.type === 'client-deleted') return { do: 'restart', answers: withoutIt(answers, reply.notes) };
    return reply.type === 'failed' ? refused(answers, reply.failure) : { do: 'stay' };
  },
};

function allowing(answers: Answers, origin: string | undefined): Answers {
  return origin === undefined ? answers : { ...answers, allowedOrigins: [...answers.allowedOrigins, origin] };
}

/** RFC 7592 section 2.3. */
function undone(answers: Answers, { client, asked, keys, record }: RegisteredClient): Move {
  const { server, allowedOrigins } = answers;
  if (server === undefined) return { do: 'stay' };
  const { url, issuer, registration_endpoint = '', preset } = server;
  const target = {
    server: {
      url,
      registration_endpoint,
      ...(issuer !== undefined && { issuer }),
      ...(preset !== undefined && { preset }),
    },
    asked,
    client,
    ...(keys?.privateKeyFile !== undefined && { private_key_file: keys.privateKeyFile }),
    ...(record !== undefined && { record }),
  };
  return { do: 'ask', answers, effect: { type: 'delete-client', target, allowedOrigins } };
}

/** Where nobody knows what became of it, the client is there, and may be gone. */
function refused(answers: Answers, failure: Failure): Move {
  return failure.kind === 'outcome-unknown'
    ? { do: 'fail', failure, answers: { ...answers, deletionUnknown: failure } }
    : { do: 'fail', failure };
}

function withoutIt({ registered, deletionUnknown: _, ...answers }: Answers, notes: string[]): Answers {
  return registered ? { ...answers, deleted: { ...registered, notes } } : answers;
}

/** What was said about the server and the token stays; what was said about the client is asked anew. */
function forAnother({
  server,
  allowedOrigins,
  adminToken,
  mint,
  iat,
  openRegistration,
  registered,
  earlier,
}: Answers): Answers {
  return {
    ...(server && { server }),
    allowedOrigins,
    ...(adminToken && { adminToken }),
    ...(mint && { mint }),
    ...(iat && { iat }),
    ...(openRegistration && { openRegistration }),
    metadata: {},
    earlier: registered ? [...earlier, registered] : earlier,
  };
}
