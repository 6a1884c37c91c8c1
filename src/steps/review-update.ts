import { updateFindings, updateOf } from '../domain/management/update-request.ts';
import type { Step } from '../flow/step.ts';
import { blockedBy } from './blocked-by.ts';

/** The last look before a registered client is changed: what is asked for, against what stands now. */
export const reviewUpdate: Step = {
  standing: answers => (answers.updated === undefined ? 'open' : 'done'),
  suggest: known =>
    known.confirmed
      ? { happening: { type: 'update-confirmed', sendAnyway: known.sendAnyway } }
      : { missing: { question: 'your consent to send this', needs: '--yes' } },
  hear: (answers, happening) => {
    if (happening.type === 'changes-kept') return { do: 'stay', answers: { ...answers, changes: happening.changes } };
    if (happening.type !== 'update-confirmed') return { do: 'stay' };
    const asked = updateOf(answers);
    // Before the client was read there is nothing to look at.
    if (asked === undefined) return { do: 'stay' };
    if ('problem' in asked) return { do: 'fail', failure: { kind: 'not-valid', ...asked } };
    const failure = blockedBy(updateFindings(asked.update, answers.keys?.choice), happening);
    return failure ? { do: 'fail', failure } : { do: 'next' };
  },
};
