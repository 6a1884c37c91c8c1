import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Desk } from '../engine/desk.ts';
import type { Steps } from '../engine/reduce.ts';
import type { Session } from '../engine/session.ts';
import type { State } from '../engine/state.ts';
import type { StepId } from '../flow/step.ts';
import { type Asker, Gone } from './asker.ts';
import { adminTokenQuestion, keysQuestion, mintQuestion, serverQuestion, templateQuestion } from './early-questions.ts';
import { handOverQuestion, redirectUrisQuestion, resultQuestion, reviewQuestion } from './late-questions.ts';
import type { Answer, Question } from './question.ts';
import { createCountdown, heading } from './standing.ts';
import { askInTrouble } from './trouble.ts';
import { reviewUpdateQuestion } from './update-questions.ts';

export type PlainEnded = { state: State; failure?: Failure; ended: 'finished' | 'left' | 'cancelled' };
export type PlainParts = { session: Session; steps: Steps; desk: Desk; asker: Asker; clock: { now(): Instant } };

const QUESTIONS: Partial<Record<StepId, Question>> = {
  server: serverQuestion,
  'admin-token': adminTokenQuestion,
  mint: mintQuestion,
  template: templateQuestion,
  keys: keysQuestion,
  'redirect-uris': redirectUrisQuestion,
  review: reviewQuestion,
  result: resultQuestion,
  'hand-over': handOverQuestion,
  'review-update': reviewUpdateQuestion,
};

/** The flow by numbered questions, one after the other; nothing is drawn over what was said. */
export async function runPlain({ session, steps, desk, asker, clock }: PlainParts): Promise<PlainEnded> {
  const countdown = createCountdown();
  const unsubscribe = session.subscribe(state => {
    const said = state.inFlight?.effect.type;
    // Whatever is typed while a request is out was not meant for the question after it.
    if (said === undefined) asker.forget();
    if (said === 'mint-iat') asker.say('Minting.');
    if (said === 'update-client') asker.say('Updating. It is sent once, and never repeated by itself.');
    if (said === 'delete-client') asker.say('Deleting. It is sent once, and never repeated by itself.');
    if (said === 'register-client') asker.say('Registering. It is sent once, and never repeated by itself.');
  });
  try {
    for (;;) {
      const state = await session.whenIdle();
      if (state.finished) return { state, ended: 'finished' };
      const passed = countdown(state, clock.now());
      if (passed !== undefined) asker.say(passed);
      const answer = await answerTo(state);
      if (answer === 'leave') return { state, ended: 'left', ...(state.failure && { failure: state.failure }) };
      if (answer === 'back') session.tell(state.here, { type: 'went-back' });
      else if (answer !== 'again' && answer !== 'question') session.tell(state.here, answer.happening);
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    return { state: session.state(), failure: { kind: 'cancelled', signal: 'SIGINT' }, ended: 'cancelled' };
  } finally {
    unsubscribe();
  }

  async function answerTo(state: State): Promise<Answer> {
    const asked = { asker, state, desk };
    if (state.failure) {
      const wayOut = await askInTrouble(asked, state.failure, clock.now());
      return wayOut === 'question' ? askStep(state) : wayOut;
    }
    const silent = state.itinerary.silent.includes(state.here);
    const suggestion = silent ? steps[state.here].suggest?.(state.itinerary.known, state.answers) : undefined;
    return suggestion && 'happening' in suggestion ? suggestion : askStep(state);
  }

  async function askStep(state: State): Promise<Answer> {
    const question = QUESTIONS[state.here];
    // A step that asks nothing is gone to by the question before it.
    if (question === undefined) return 'back';
    asker.say('');
    asker.say(heading(steps, state, question.what, clock.now()));
    return question.ask({ asker, state, desk });
  }
}
