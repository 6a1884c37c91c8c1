import { isServerMember, withMember } from '../domain/management/client-changes.ts';
import { updateFindings, updateOf } from '../domain/management/update-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Happening } from '../flow/event.ts';
import type { Move, Step } from '../flow/step.ts';
import { blockedBy } from './blocked-by.ts';

/** The last look before a registered client is changed: what is asked for, against what stands now. */
export const reviewUpdate: Step = {
  standing: answers => (answers.updated === undefined ? 'open' : 'done'),
  suggest: known =>
    known.confirmed
      ? { happening: { type: 'update-confirmed', sendAnyway: known.sendAnyway } }
      : { missing: { question: 'your consent to send this', needs: '--yes' } },
  hear: (answers, happening) => {
    if (happening.type === 'member-set') return changed(answers, happening);
    if (happening.type !== 'update-confirmed') return { do: 'stay' };
    const asked = updateOf(answers);
    // Before the client was read there is nothing to look at.
    if (asked === undefined) return { do: 'stay' };
    if ('problem' in asked) return { do: 'fail', failure: { kind: 'not-valid', ...asked } };
    const failure = blockedBy(updateFindings(asked.update, answers), happening);
    return failure ? { do: 'fail', failure } : { do: 'next' };
  },
};

/** What is to be different about that member from here on. Who a client is, and its credentials, only the server says. */
function changed(answers: Answers, set: Happening & { type: 'member-set' }): Move {
  const { reading, changes = { members: [] } } = answers;
  if (reading === undefined || isServerMember(set.member) || isAsked(answers, set)) return { do: 'stay' };
  return { do: 'stay', answers: { ...answers, changes: withMember(changes, reading.now, set) } };
}

/** A list that was only looked at is still the one that is merged with what stands. */
function isAsked(answers: Answers, { member, value }: Happening & { type: 'member-set' }): boolean {
  const asked = updateOf(answers);
  const wanted = asked !== undefined && 'update' in asked ? asked.update.asked[member] : undefined;
  return wanted !== undefined && JSON.stringify(wanted) === JSON.stringify(value);
}
