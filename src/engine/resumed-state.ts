import type { Instant } from '../domain/instant.ts';
import type { Answers } from '../flow/answers.ts';
import type { StepId } from '../flow/step.ts';
import type { Steps } from './reduce.ts';
import { type Itinerary, initialState, type State } from './state.ts';

/**
 * Where a run goes on that an earlier process began: at the first step that is not done. Products (tokens) did not
 * outlive that process, so what makes them comes first, and leads back to the first question without an answer. What
 * was done at the server stands, and nothing before it is needed any more.
 */
export function resumedState(steps: Steps, itinerary: Itinerary, said: Partial<Answers>, at: Instant): State {
  const initial = initialState(itinerary);
  const answers = { ...initial.answers, ...said };
  const state = { ...initial, answers };
  // A step that cannot go on with these answers says so on arrival, and that comes before all else.
  for (const here of itinerary.steps) {
    const move = steps[here].arrive?.(answers);
    if (move?.do === 'fail') return { ...state, here, failure: move.failure };
  }
  const [here, ...afterwards] = stepsToGo(steps, itinerary.steps, answers, at);
  return here === undefined ? { ...state, finished: true } : { ...state, here, returnTo: afterwards.reverse() };
}

/** What has to be made anew, in order, and then the first open question. */
function stepsToGo(steps: Steps, order: readonly StepId[], answers: Answers, at: Instant): StepId[] {
  const sealed = order.findLastIndex(id => steps[id].standing(answers, at) === 'sealed');
  const open = order
    .slice(sealed + 1)
    .filter(id => (steps[id].applies?.(answers) ?? true) && steps[id].standing(answers, at) === 'open');
  const question = open.findIndex(id => steps[id].makes === undefined);
  return question < 0 ? open : open.slice(0, question + 1);
}
