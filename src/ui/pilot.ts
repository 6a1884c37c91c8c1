import { autopilot } from '../engine/autopilot.ts';
import type { Steps } from '../engine/reduce.ts';
import type { Session } from '../engine/session.ts';
import type { State } from '../engine/state.ts';
import type { StepId } from '../flow/step.ts';

export type PilotOptions = {
  /** Everything that is known is said, up to the last look before something is done. Else only silent steps are. */
  replay: boolean;
  /** Told what our own code threw, an effect's included. */
  onBug: (thrown: unknown) => void;
};

/** Where a replay leads to: the last look that this plan has before something is done at the server, or on the disk. */
const LOOKOUTS: readonly StepId[] = ['review', 'review-update', 'mint', 'hand-over'];

/**
 * Answers the steps that need nobody, whenever the run comes to one. A replay is over where it leads to, at the first
 * failure and at the first step back; a question without an answer only interrupts it. What it returns ends it.
 */
export function startPilot(session: Session, steps: Steps, { replay, onBug }: PilotOptions): () => void {
  let replays = replay;
  let isFlying = false;
  let isOver = false;
  let before = session.state();

  const asks = (id: StepId): boolean => isOver || (!replays && !before.itinerary.silent.includes(id));
  const look = (state: State) => {
    const lookout = LOOKOUTS.find(id => state.itinerary.steps.includes(id));
    if (state.failure || state.here === lookout || isEarlier(state, before)) replays = false;
    before = state;
  };
  const fly = async () => {
    if (isFlying || isOver) return;
    isFlying = true;
    const { state, failure } = await autopilot(session, steps, asks);
    isFlying = false;
    // A token that lapses faster than it is used: going on would go in a circle.
    if (failure && failure.kind !== 'missing-answer') replays = false;
    if (session.state() !== state) await fly();
  };
  const flyOn = () => void fly().catch(onBug);
  const unsubscribe = session.subscribe(state => {
    look(state);
    flyOn();
  });
  look(before);
  flyOn();
  return () => {
    isOver = true;
    unsubscribe();
  };
}

function isEarlier({ here, itinerary: { steps } }: State, before: State): boolean {
  return steps.indexOf(here) < steps.indexOf(before.here);
}
