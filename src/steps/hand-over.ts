import { handOverValues } from '../domain/hand-over-values.ts';
import type { Step } from '../flow/step.ts';

/** Puts what was granted where the application will look for it. */
export const handOver: Step = {
  standing: answers => (answers.handedOver === undefined ? 'open' : 'done'),
  suggest: known => ({ happening: { type: 'hand-over-confirmed', targets: known.handOver } }),
  hear: (answers, happening) => {
    if (happening.type !== 'hand-over-confirmed') return { do: 'stay' };
    const { targets } = happening;
    return targets.length === 0
      ? { do: 'next', answers: { ...answers, handedOver: [] } }
      : { do: 'ask', effect: { type: 'hand-over', targets, values: handOverValues(answers) } };
  },
  settle: (answers, reply) => {
    if (reply.type === 'handed-over') return { do: 'next', answers: { ...answers, handedOver: reply.handedOver } };
    return reply.type === 'failed' ? { do: 'fail', failure: reply.failure } : { do: 'stay' };
  },
};
