import { diagnose } from '../diagnosis/diagnose.ts';
import { failureWords } from '../diagnosis/failure-words.ts';
import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { plainText } from '../domain/plain-text.ts';
import { redact } from '../domain/secret.ts';
import { evidenceOf } from '../engine/evidence.ts';
import { STEP_IDS, type StepId } from '../flow/step.ts';
import { choose, type Option } from './choice.ts';
import { type Answer, type Asked, told } from './question.ts';

/** What went wrong, the likely causes with their evidence, and each way out as a number. */
export async function askInTrouble(asked: Asked, failure: Failure, at: Instant): Promise<Answer> {
  const { asker, state } = asked;
  const { headline, said, next } = failureWords(failure);
  const say = (text: string) => asker.say(redact(text));
  say(headline);
  if (said !== undefined) say(`The server said: "${said}"`);
  for (const line of next) say(line);
  const evidence = evidenceOf(state, failure, at);
  const causes = evidence ? diagnose(evidence).slice(0, 3) : [];
  for (const { headline: cause, evidence: seen, try: tries } of causes) {
    say(`Cause, perhaps: ${cause}`);
    for (const sentence of [...seen.slice(0, 3), ...tries.slice(0, 1)]) say(`  ${plainText(sentence)}`);
  }
  if (failure.kind === 'outcome-unknown') return askUnknown(asked);
  const chosen = await choose<Answer>(
    asker,
    waysOut(
      causes.flatMap(({ goTo }) => goTo ?? []),
      failure,
    ),
  );
  return chosen;
}

/** Where a failure leads that no server had a part in. */
const HOME: Partial<Record<Failure['kind'], StepId>> = {
  'iat-unusable': 'mint',
  'admin-token-expired': 'admin-token',
  'origin-not-allowed': 'server',
  blocked: 'review',
};

function waysOut(goTo: string[], failure: Failure): Option<Answer>[] {
  const places = [...goTo, HOME[failure.kind]].filter(place => STEP_IDS.some(id => id === place)) as StepId[];
  return [
    ...[...new Set(places)].map(to => ({ value: told({ type: 'jumped', to }), label: `go to ${to}` })),
    ...('stage' in failure ? [{ value: told({ type: 'retried' }), label: 'try again' }] : []),
    { value: 'question' as const, label: 'answer this step anew' },
    { value: 'back' as const, label: 'go to the step before' },
    { value: 'leave' as const, label: 'leave' },
  ];
}

/** An update or a deletion is never sent again by itself; reading the client tells what became of it. */
async function askUnknownChange(asker: Asked['asker'], here: StepId): Promise<Answer> {
  const chosen = await choose<'leave' | 'read'>(asker, [
    { value: 'leave', label: 'keep it as unknown, and leave' },
    ...(here === 'update' ? [{ value: 'read' as const, label: 'read the client again, to see what stands' }] : []),
  ]);
  if (chosen === 'read') return told({ type: 'jumped', to: 'read-client' });
  return chosen === 'back' ? 'again' : 'leave';
}

/** A registration is never sent again by itself; the operator has to type the client's name. */
async function askUnknown({ asker, state }: Asked): Promise<Answer> {
  if (state.here !== 'register') return askUnknownChange(asker, state.here);
  const chosen = await choose<'leave' | 'second'>(asker, [
    { value: 'leave', label: 'keep it as unknown, and leave' },
    { value: 'second', label: 'register again; that may make a second client' },
  ]);
  if (chosen !== 'second') return chosen === 'back' ? 'again' : 'leave';
  const { unsettled } = state.answers;
  if (unsettled === undefined) return 'again';
  const { client_name = '' } = unsettled;
  // Enter alone must not be enough, also where the client has no name.
  const wanted = client_name === '' ? 'again' : client_name;
  const typed = (await asker.line(`Type ${plainText(wanted, 80)} to register again, anything else to stay:`)).trim();
  return typed === wanted ? told({ type: 'second-registration-confirmed', clientName: client_name }) : 'again';
}
