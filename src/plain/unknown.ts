import type { FailureOf } from '../domain/failure.ts';
import { OUTCOME_UNKNOWN_HELP } from '../guidance/client-help.ts';
import { sentence } from '../guidance/sentence.ts';
import { exchangeText } from '../guidance/trouble/exchange-text.ts';
import { typeable, unknownOutcome } from '../guidance/trouble/unknown-outcome.ts';
import { dismissal } from '../guidance/trouble/ways-out.ts';
import { choose } from './dialogue.ts';
import { type Answer, type Asked, told } from './question.ts';
import { SAVE_BUNDLE, saveBundle } from './save-bundle.ts';

type Wish = 'leave' | 'second' | 'read' | 'bundle' | 'details';

/**
 * Nothing whose outcome is unknown is sent again by itself. For a registration the operator has to type the client's
 * name; of an update, reading the client tells what became of it.
 */
export async function askUnknown(asked: Asked, failure: FailureOf<'outcome-unknown'>): Promise<Answer> {
  const { asker, state, steps, clock, isAnew } = asked;
  const { headline, likely, consequence, toCheck, confirmation, canRead } = unknownOutcome(state, failure, clock.now());
  if (isAnew) {
    asker.say(sentence(headline));
    if (likely !== undefined) asker.say(sentence(likely));
    asker.say(`${consequence} What to check:`);
    for (const line of toCheck) asker.say(sentence(`- ${line}`));
  }
  const chosen = await choose<Wish>(
    asker,
    [
      { value: 'leave', label: 'keep it as unknown, and leave' },
      { value: 'details', label: 'read the request and what came back' },
      { value: 'bundle', label: SAVE_BUNDLE },
      ...(canRead ? [{ value: 'read' as const, label: 'read the client again, to see what stands' }] : []),
      ...(confirmation === undefined
        ? []
        : [{ value: 'second' as const, label: 'register again; that may make a second client' }]),
    ],
    { help: OUTCOME_UNKNOWN_HELP },
  );
  if (chosen === 'details') {
    asker.quote(exchangeText(failure.exchange));
    return 'again';
  }
  if (chosen === 'bundle') return saveBundle(asked);
  if (chosen === 'back') return told(dismissal({ state, failure, steps, at: clock.now() }).happening);
  if (chosen === 'read') return told({ type: 'jumped', to: 'read-client' });
  if (chosen !== 'second') return chosen;
  // Enter alone must not be enough, also where the client has no name.
  const typed = (await asker.line(`Type ${confirmation} to register again, anything else to stay:`)).trim();
  if (typeable(typed) === confirmation) {
    return told({ type: 'second-registration-confirmed', clientName: state.answers.unsettled?.client_name ?? '' });
  }
  asker.say(`That is not "${confirmation}": nothing was sent.`);
  return 'again';
}
