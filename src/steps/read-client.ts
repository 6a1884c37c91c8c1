import { habitsOf, type ManagedClient } from '../domain/management/managed-client.ts';
import type { ClientReading } from '../domain/management/management.ts';
import { DEFAULT_WIRE } from '../domain/server/authorization-server.ts';
import type { Answers } from '../flow/answers.ts';
import type { Move, Step } from '../flow/step.ts';

/** What stands at the server about the client that is to be changed (RFC 7592 section 2.1). */
export const readClient: Step = {
  standing: ({ reading }) => (reading === undefined ? 'open' : 'done'),
  suggest: (known, answers) => {
    const target = answers.target ?? known.target;
    return target === undefined
      ? { missing: { question: 'the client', needs: '--client CLIENT, or update.client in the runbook' } }
      : { happening: { type: 'client-chosen', target, allowedOrigins: answers.allowedOrigins } };
  },
  hear: (answers, happening) => {
    if (happening.type === 'retried') return answers.target ? read(answers, answers.target) : { do: 'stay' };
    if (happening.type !== 'client-chosen') return { do: 'stay' };
    const { target, allowedOrigins } = happening;
    return read({ ...answers, target, allowedOrigins, server: { ...target.server, wire: DEFAULT_WIRE } }, target);
  },
  settle: (answers, reply) => {
    if (reply.type === 'client-read') return { do: 'next', answers: readAs(answers, reply.reading) };
    return reply.type === 'failed' ? { do: 'fail', failure: reply.failure } : { do: 'stay' };
  },
};

function read(answers: Answers, target: ManagedClient): Move {
  // Reading there would replace the credentials that an application may be using.
  if (habitsOf(target)?.rotates.read)
    return { do: 'next', answers: { ...answers, reading: fromRecord(target), target } };
  const { allowedOrigins } = answers;
  return { do: 'ask', answers, effect: { type: 'read-client', target, allowedOrigins } };
}

/** What became of an update whose answer was lost is in what stands now. */
function readAs({ unsettled: _, ...answers }: Answers, reading: ClientReading): Answers {
  return { ...answers, reading, target: reading.target };
}

function fromRecord(target: ManagedClient): ClientReading {
  return { from: 'record', target, now: target.client.metadata, deviations: [], rotated: [] };
}
