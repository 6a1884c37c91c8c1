import type { FailureOf } from '../domain/failure.ts';
import { OUTCOME_UNKNOWN_HELP } from '../guidance/client-help.ts';
import { exchangeText } from '../guidance/exchange-text.ts';
import { sentence } from '../guidance/sentence.ts';
import { typeable, unknownOutcome } from '../guidance/unknown-outcome.ts';
import { choose } from './dialogue.ts';
import { type Answer, type Asked, told } from './question.ts';

type Wish = 'leave' | 'second' | 'details';

/** A registration is never sent again by itself; the operator has to type the client's name. */
export async function askUnknown(asked: Asked, failure: FailureOf<'outcome-unknown'>): Promise<Answer> {
  const { asker, state, isAnew } = asked;
  const { headline, toCheck, confirmation } = unknownOutcome(state, failure);
  if (isAnew) {
    asker.say(sentence(headline));
    asker.say('The client may exist. Registering again could make a second one. What to check:');
    for (const line of toCheck) asker.say(sentence(`- ${line}`));
  }
  const chosen = await choose<Wish>(
    asker,
    [
      { value: 'leave', label: 'keep it as unknown, and leave' },
      { value: 'details', label: 'read the request and what came back' },
      { value: 'second', label: 'register again; that may make a second client' },
    ],
    { help: OUTCOME_UNKNOWN_HELP },
  );
  if (chosen === 'details') {
    asker.quote(exchangeText(failure.exchange));
    return 'again';
  }
  if (chosen !== 'second') return chosen;
  // Enter alone must not be enough, also where the client has no name.
  const typed = (await asker.line(`Type ${confirmation} to register again, anything else to stay:`)).trim();
  if (typeable(typed) === confirmation) {
    return told({ type: 'second-registration-confirmed', clientName: state.answers.unsettled?.client_name ?? '' });
  }
  asker.say(`That is not "${confirmation}": nothing was sent.`);
  return 'again';
}
