import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { clientName, needsKeys } from '../domain/metadata/client-metadata.ts';
import { standingOf } from '../domain/mint/initial-access-token.ts';
import { registeredClient } from '../domain/registration/registered-client.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import type { Answers, Unsettled } from '../flow/answers.ts';
import type { Reply } from '../flow/effect.ts';
import type { Happening } from '../flow/event.ts';
import type { Move, Step } from '../flow/step.ts';

/** Sends the registration (RFC 7591 section 3). It asks nothing: the review's «yes» brought us here. */
export const register: Step = {
  standing: answers => (answers.registered === undefined ? 'open' : 'sealed'),
  needs: (answers, at) => {
    if (answers.unsettled) return undefined;
    const otherwise = iatLack(answers, at);
    return otherwise && { product: 'iat', otherwise };
  },
  arrive: answers => (answers.unsettled ? { do: 'fail', failure: answers.unsettled.failure } : sent(answers)),
  hear: (answers, happening) => {
    const { unsettled, ...settled } = answers;
    const asksForIt = unsettled ? isConfirmed(unsettled, happening) : happening.type === 'retried';
    return asksForIt ? sent(settled) : { do: 'stay' };
  },
  settle: (answers, reply) => {
    if (reply.type === 'client-registered') {
      const { deleted: _, ...standing } = answers;
      return { do: 'next', answers: { ...standing, ...registration(answers, reply) } };
    }
    return reply.type === 'failed' ? refused(answers, reply) : { do: 'stay' };
  },
};

/** A second client is made only by somebody who types what it is called. */
function isConfirmed({ client_name = '' }: Unsettled, happening: Happening): boolean {
  return happening.type === 'second-registration-confirmed' && happening.clientName === client_name;
}

function iatLack({ iat, openRegistration }: Answers, at: Instant): Failure | undefined {
  if (openRegistration) return undefined;
  if (iat === undefined) {
    return {
      kind: 'missing-answer',
      question: 'an initial access token',
      needs: '--iat-file PATH, or server.initial_access_token_endpoint in the runbook to mint one',
    };
  }
  const standing = standingOf(iat, at);
  return standing === 'usable' ? undefined : { kind: 'iat-unusable', standing };
}

function sent(answers: Answers): Move {
  const { server, iat, keys } = answers;
  if (server === undefined) return { do: 'stay' };
  const asked = askedMetadata(answers);
  // Keys that were made before the method changed are kept, and have no place with this client.
  const used = keys && needsKeys(asked) ? { keys } : {};
  return { do: 'ask', effect: { type: 'register-client', server, asked, ...(iat && { iat }), ...used }, answers };
}

function registration({ iat }: Answers, reply: Reply & { type: 'client-registered' }): Partial<Answers> {
  const registered = registeredClient(reply);
  const { keys } = registered;
  return { registered, ...(iat && { iat: { ...iat, registered: iat.registered + 1 } }), ...(keys && { keys }) };
}

function refused(answers: Answers, { failure, keys }: Reply & { type: 'failed' }): Move {
  const { iat } = answers;
  // Some servers charge for a refusal, and nobody knows for an answer that never came.
  const reached = 'stage' in failure && failure.kind !== 'unreachable';
  const heard: Answers = {
    ...answers,
    ...(iat && reached && { iat: { ...iat, refused: iat.refused + 1 } }),
    ...(keys && { keys }),
  };
  if (failure.kind !== 'outcome-unknown') return { do: 'fail', failure, answers: heard };
  const name = clientName(askedMetadata(answers));
  const unsettled = { failure, ...(name !== undefined && { client_name: name }) };
  return { do: 'fail', failure, answers: { ...heard, unsettled } };
}
