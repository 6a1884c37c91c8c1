import type { Failure } from '../domain/failure.ts';
import { requestFindings } from '../domain/findings/request-findings.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';
import { blockedBy } from './blocked-by.ts';

/** The last look before anything is registered. It stays open until the client is registered: each visit asks anew. */
export const review: Step = {
  standing: answers => (answers.registered === undefined ? 'open' : 'done'),
  suggest: known =>
    known.confirmed
      ? { happening: { type: 'review-confirmed', sendAnyway: known.sendAnyway } }
      : { missing: { question: 'your consent to send this', needs: '--yes' } },
  hear: (answers, happening) => {
    if (happening.type === 'member-set') {
      return { do: 'stay', answers: withMember(answers, happening.member, happening.value) };
    }
    if (happening.type !== 'review-confirmed') return { do: 'stay' };
    const failure = blockingFindings(answers, happening.sendAnyway);
    return failure ? { do: 'fail', failure } : { do: 'next' };
  },
};

/** Members with a step of their own are that step's answer, so that there is one place for each. */
function withMember(answers: Answers, member: string, value: Answers['metadata'][string]): Answers {
  if (member !== 'redirect_uris') return { ...answers, metadata: { ...answers.metadata, [member]: value } };
  const { redirectUris: _, metadata, ...others } = answers;
  const { redirect_uris: __, ...rest } = metadata;
  return Array.isArray(value)
    ? { ...others, metadata: rest, redirectUris: value.map(String) }
    : { ...others, metadata: { ...rest, redirect_uris: value } };
}

/** What keeps the request of these answers from being sent: the same for the operator's Enter and for `--yes`. */
export function blockingFindings(answers: Answers, sendAnyway: boolean): Failure | undefined {
  return blockedBy(requestFindings(askedMetadata(answers), { keys: answers.keys?.choice, server: answers.server }), {
    sendAnyway,
  });
}
