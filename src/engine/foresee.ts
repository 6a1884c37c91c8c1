import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Answers } from '../flow/answers.ts';
import type { Missing, StepId } from '../flow/step.ts';
import type { Steps } from './reduce.ts';
import type { State } from './state.ts';

/** What can be said of a whole run before anything is sent. */
export type Foresight = {
  /** Questions that nothing answers. */
  missing: (Missing & { step: StepId })[];
  /** The first thing that would stop the run. */
  failure?: Failure;
  /** The answers as far as they can be known without doing anything. */
  answers: Answers;
};

/** Walks the plan on paper from here on: every step hears what is known for it, and no effect is performed. */
export function foresee(steps: Steps, { itinerary, here, answers: initial }: State, at: Instant): Foresight {
  let answers = initial;
  const missing: Foresight['missing'] = [];
  const failures: Failure[] = [];
  for (const id of itinerary.steps.slice(itinerary.steps.indexOf(here))) {
    const step = steps[id];
    if (step.applies && !step.applies(answers)) continue;
    const lack = step.needs?.(answers, at);
    if (lack && !itinerary.steps.some(other => steps[other].makes === lack.product)) report(id, lack.otherwise);
    const suggestion = step.suggest?.(itinerary.known, answers);
    if (suggestion === undefined) continue;
    if ('missing' in suggestion) {
      missing.push({ step: id, ...suggestion.missing });
      continue;
    }
    const move = step.hear(answers, suggestion.happening, at);
    if (move.answers) answers = move.answers;
    if (move.do === 'fail') report(id, move.failure);
  }
  const [failure] = failures;
  return { missing, answers, ...(failure && { failure }) };

  function report(step: StepId, failure: Failure): void {
    if (failure.kind === 'missing-answer') missing.push({ step, question: failure.question, needs: failure.needs });
    else failures.push(failure);
  }
}

/** The steps that this run will take, as far as its answers tell: for a list of steps. */
export function stepsToTake(steps: Steps, { itinerary, answers }: State): StepId[] {
  return itinerary.steps.filter(id => steps[id].applies?.(answers) ?? true);
}
