import type { Failure } from '../../src/domain/failure.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { type Attempt, reduce } from '../../src/engine/reduce.ts';
import type { Itinerary, State } from '../../src/engine/state.ts';
import type { Reply } from '../../src/flow/effect.ts';
import type { Happening } from '../../src/flow/event.ts';
import type { StepId } from '../../src/flow/step.ts';
import { steps } from '../../src/steps/steps.ts';
import { begun, frozen, goodReply, later } from './flow.ts';

/** An operator at the flow, and a server, both played by the test; nothing but `reduce` in between. */
export type Walk = {
  state(): State;
  /** All effects that were asked for, in order. */
  attempts: Attempt[];
  /** From here on it is this late. */
  now(at: Instant): void;
  /** Says something at the step where we stand, or at the one named. */
  tell(happening: Happening, step?: StepId): void;
  /** Answers the last effect, or the attempt named. */
  reply(reply: Reply, attempt?: number): void;
  /** The last effect comes back as it would from a server without whims. */
  replyWell(): void;
  fail(failure: Failure): void;
  /** Says what is known, and lets every effect succeed, until we stand at that step. */
  goTo(step: StepId): void;
  /** The same to the end. */
  finish(): void;
};

export function createWalk(plan: Itinerary): Walk {
  const attempts: Attempt[] = [];
  let state = begun(plan);
  let at = later(0);
  let turn = 0;

  const take = (event: { type: 'told'; step: StepId; happening: Happening } | Replied) => {
    turn += 1;
    const reduced = reduce(steps, state, frozen({ at, turn, ...event }));
    state = frozen(reduced.state);
    attempts.push(...reduced.attempts);
  };
  const lastAttempt = () => {
    const last = attempts.at(-1);
    if (last === undefined) throw new Error('nothing was asked for yet');
    return last;
  };
  const walk: Walk = {
    state: () => state,
    attempts,
    now: instant => {
      at = instant;
    },
    tell: (happening, step = state.here) => take({ type: 'told', step, happening }),
    reply: (reply, attempt = lastAttempt().attempt) => take({ type: 'replied', attempt, reply }),
    replyWell: () => walk.reply(goodReply(lastAttempt().effect, at, attempts.length)),
    fail: failure => walk.reply({ type: 'failed', failure }),
    goTo: step => advance(walk, () => state.here === step),
    finish: () => advance(walk, () => state.finished === true),
  };
  return walk;
}

type Replied = { type: 'replied'; attempt: number; reply: Reply };

function advance(walk: Walk, isThere: () => boolean): void {
  for (let moves = 0; !isThere(); moves += 1) {
    const { here, inFlight, failure } = walk.state();
    if (moves > 50 || failure) throw new Error(`stuck at ${here}: ${JSON.stringify(failure)}`);
    if (inFlight) walk.replyWell();
    else walk.tell(obvious(walk.state()));
  }
}

/** What somebody says who has no objections. */
export function obvious({ here, itinerary, answers }: State): Happening {
  if (here === 'review') return { type: 'review-confirmed', sendAnyway: false };
  const suggestion = steps[here].suggest?.(itinerary.known, answers);
  if (suggestion === undefined || 'missing' in suggestion) throw new Error(`nothing is known for ${here}`);
  return suggestion.happening;
}

/** The effects of one kind that were asked for. */
export function asked(walk: Walk, type: Attempt['effect']['type']): Attempt[] {
  return walk.attempts.filter(({ effect }) => effect.type === type);
}
