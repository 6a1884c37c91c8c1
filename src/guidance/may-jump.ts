import type { Instant } from '../domain/instant.ts';
import { reduce, type Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import type { StepId } from '../flow/step.ts';

/** Whether a step back would lead anywhere: what was done at the server stands, and silent steps are passed over. */
export function mayGoBack(steps: Steps | undefined, state: State, at: Instant): boolean {
  if (steps === undefined) return true;
  const back = { type: 'told', step: state.here, happening: { type: 'went-back' }, at, turn: -1 } as const;
  return reduce(steps, state, back).state !== state;
}

/**
 * Whether a jump there would lead to a question: what is done at the server is sealed, not every step applies, and a
 * silent one is answered before anybody reads it. Asked of the engine itself, by jumping on paper. `steps` is left out
 * where a screen stands alone.
 */
export function mayJump(steps: Steps | undefined, state: State, to: StepId, at: Instant): boolean {
  const { steps: taken, silent } = state.itinerary;
  if (!taken.includes(to) || (silent.includes(to) && to !== state.here)) return false;
  if (steps === undefined) return true;
  const jump = { type: 'told', step: state.here, happening: { type: 'jumped', to }, at, turn: -1 } as const;
  return reduce(steps, state, jump).state !== state;
}
