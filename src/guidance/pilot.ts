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

/** Answers the steps that need nobody, on its way to the next question. */
export type Pilot = {
  /** Goes on until somebody has to say something, or nothing is left to do. Rejects with what our own code threw. */
  fly(): Promise<State>;
  land(): void;
};

/** A replay is over where it leads to, at the first failure and at the first step back; a question only interrupts it. */
export function createPilot(session: Session, steps: Steps, { replay }: { replay: boolean }): Pilot {
  let replays = replay;
  let isOver = false;
  let before = session.state();

  const asks = (id: StepId): boolean => isOver || (!replays && !before.itinerary.silent.includes(id));
  const look = (state: State) => {
    const lookout = LOOKOUTS.find(id => state.itinerary.steps.includes(id));
    if (state.failure || state.here === lookout || isEarlier(state, before)) replays = false;
    before = state;
  };
  const unsubscribe = session.subscribe(look);
  look(before);
  return {
    fly: async () => {
      const { state, failure } = await autopilot(session, steps, asks);
      // A token that lapses faster than it is used: going on would go in a circle.
      if (failure && failure.kind !== 'missing-answer') replays = false;
      return state;
    },
    land: () => {
      isOver = true;
      unsubscribe();
    },
  };
}

/** The pilot of a face that is drawn from the state: it flies by itself whenever the run comes to a step. Lands it. */
export function startPilot(session: Session, steps: Steps, { replay, onBug }: PilotOptions): () => void {
  const pilot = createPilot(session, steps, { replay });
  let isFlying = false;
  let isOver = false;
  const fly = async () => {
    if (isFlying || isOver) return;
    isFlying = true;
    const state = await pilot.fly();
    isFlying = false;
    if (session.state() !== state) await fly();
  };
  const flyOn = () => void fly().catch(onBug);
  const unsubscribe = session.subscribe(flyOn);
  flyOn();
  return () => {
    isOver = true;
    unsubscribe();
    pilot.land();
  };
}

function isEarlier({ here, itinerary: { steps } }: State, before: State): boolean {
  return steps.indexOf(here) < steps.indexOf(before.here);
}
