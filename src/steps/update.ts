import { type ClientUpdate, updateOf } from '../domain/management/update-request.ts';
import { clientName } from '../domain/metadata/client-metadata.ts';
import { differences } from '../domain/registration/difference.ts';
import type { Answers } from '../flow/answers.ts';
import type { Reply } from '../flow/effect.ts';
import type { Move, Step } from '../flow/step.ts';

/** Sends the update (RFC 7592 section 2.2). It asks nothing: the review's «yes» brought us here. */
export const update: Step = {
  standing: answers => (answers.updated === undefined ? 'open' : 'sealed'),
  arrive: answers => (answers.unsettled ? { do: 'fail', failure: answers.unsettled.failure } : sent(answers)),
  // Where nobody knows what became of it, only another reading helps.
  hear: (answers, happening) =>
    happening.type === 'retried' && answers.unsettled === undefined ? sent(answers) : { do: 'stay' },
  settle: (answers, reply) => {
    if (reply.type === 'client-updated') {
      const { updated } = reply;
      return { do: 'next', answers: { ...answers, updated, target: updated.target } };
    }
    return reply.type === 'failed' ? refused(answers, reply) : { do: 'stay' };
  },
};

function sent(answers: Answers): Move {
  const { target, allowedOrigins, keys, changes } = answers;
  const asked = updateOf(answers);
  if (target === undefined || asked === undefined || 'problem' in asked) return { do: 'stay' };
  if (asked.update.changed.length === 0) return { do: 'next', answers: unchanged(answers, asked.update) };
  const added = changes?.keys === 'add' && keys ? { keys } : {};
  return {
    do: 'ask',
    effect: { type: 'update-client', target, allowedOrigins, update: asked.update, ...added },
    answers,
  };
}

/** All is as it should be, so nothing is sent. */
function unchanged(answers: Answers, { asked }: ClientUpdate): Answers {
  const { target, reading } = answers;
  if (target === undefined || reading === undefined) return answers;
  const updated = {
    client: { ...target.client, metadata: reading.now },
    asked,
    differences: differences(asked, reading.now),
    deviations: reading.deviations,
    ...(target.record !== undefined && { record: target.record }),
    target,
    rotated: [],
    changed: [],
  };
  return { ...answers, updated };
}

function refused(answers: Answers, { failure, keys }: Reply & { type: 'failed' }): Move {
  const heard: Answers = { ...answers, ...(keys && { keys }) };
  if (failure.kind !== 'outcome-unknown') return { do: 'fail', failure, answers: heard };
  const name = clientName(answers.reading?.now ?? {});
  return {
    do: 'fail',
    failure,
    answers: { ...heard, unsettled: { failure, ...(name !== undefined && { client_name: name }) } },
  };
}
