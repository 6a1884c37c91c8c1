import type { Failure } from '../domain/failure.ts';
import type { StepId } from '../flow/step.ts';
import type { Steps } from './reduce.ts';
import type { Session } from './session.ts';
import type { State } from './state.ts';

/** A step told the same thing more often than this is going in a circle (a token that lapses faster than it is used). */
const MOST_TELLINGS = 3;

/**
 * Tells the session what the plan knows, step by step, until a failure, the end, a question without an answer, or a
 * step that `pause` names. Headless is this to the end; a replay in a terminal is this to the review.
 */
export async function autopilot(
  session: Session,
  steps: Steps,
  pause: (id: StepId) => boolean = () => false,
): Promise<{ state: State; failure?: Failure }> {
  const tellings = new Map<StepId, number>();
  for (;;) {
    const state = await session.whenIdle();
    if (state.failure) return { state, failure: state.failure };
    if (state.finished || pause(state.here)) return { state };
    const suggestion = steps[state.here].suggest?.(state.itinerary.known, state.answers);
    if (suggestion === undefined) return { state };
    if ('missing' in suggestion) return { state, failure: { kind: 'missing-answer', ...suggestion.missing } };
    const told = (tellings.get(state.here) ?? 0) + 1;
    if (told > MOST_TELLINGS)
      return { state, failure: { kind: 'iat-unusable', standing: 'expired', deadOnArrival: true } };
    tellings.set(state.here, told);
    session.tell(state.here, suggestion.happening);
  }
}
