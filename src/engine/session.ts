import type { Reply } from '../flow/effect.ts';
import type { Happening } from '../flow/event.ts';
import type { StepId } from '../flow/step.ts';
import { perform, type RunIdentity } from './perform.ts';
import type { Ports } from './ports.ts';
import { type Attempt, reduce, type Steps } from './reduce.ts';
import { type Itinerary, initialState, type State } from './state.ts';

/** One run being walked: the state, who looks at it, and the work that is out. Both front ends stand on this. */
export type Session = {
  state(): State;
  /** Calls back after every change; the answer ends that. */
  subscribe(listener: (state: State) => void): () => void;
  tell(step: StepId, happening: Happening): void;
  /** Resolves once no work is out; rejects with what our own code threw. */
  whenIdle(): Promise<State>;
};

export type SessionParts = { itinerary: Itinerary; steps: Steps; ports: Ports; identity: RunIdentity };

export function createSession({ itinerary, steps, ports, identity }: SessionParts): Session {
  const listeners = new Set<(state: State) => void>();
  const out = new Set<Promise<void>>();
  let state = initialState(itinerary);
  let turn = 0;
  let bug: { thrown: unknown } | undefined;

  const take = (event: { type: 'told'; step: StepId; happening: Happening } | Replied) => {
    turn += 1;
    const reduced = reduce(steps, state, { at: ports.now(), turn, ...event });
    for (const attempt of reduced.attempts) begin(attempt);
    if (reduced.state === state) return;
    state = reduced.state;
    for (const listener of listeners) listener(state);
  };

  const begin = ({ attempt, effect }: Attempt) => {
    const work = perform(effect, ports, identity)
      .then(reply => take({ type: 'replied', attempt, reply }))
      .catch((thrown: unknown) => {
        bug ??= { thrown };
      })
      .finally(() => out.delete(work));
    out.add(work);
  };

  return {
    state: () => state,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (step, happening) => take({ type: 'told', step, happening }),
    whenIdle: async () => {
      while (out.size > 0) await Promise.all(out);
      if (bug) throw bug.thrown;
      return state;
    },
  };
}

type Replied = { type: 'replied'; attempt: number; reply: Reply };
