import type { Reply } from '../flow/effect.ts';
import type { Happening } from '../flow/event.ts';
import type { StepId } from '../flow/step.ts';
import { saidBetween } from '../runbook/kept/kept-answers.ts';
import { perform } from './perform.ts';
import type { RunIdentity } from './perform-registration.ts';
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

export type SessionParts = {
  itinerary: Itinerary;
  steps: Steps;
  ports: Ports;
  identity: RunIdentity;
  /** Where it begins; left out: at the first step. */
  state?: State;
};

export function createSession({ itinerary, steps, ports, identity, state: from }: SessionParts): Session {
  const listeners = new Set<(state: State) => void>();
  const out = new Set<Promise<void>>();
  let state = from ?? initialState(itinerary);
  let turn = 0;
  let bug: { thrown: unknown } | undefined;

  const take = (event: { type: 'told'; step: StepId; happening: Happening } | Replied) => {
    turn += 1;
    const before = state;
    const reduced = reduce(steps, before, { at: ports.now(), turn, ...event });
    keepSaid(before, reduced.state);
    for (const attempt of reduced.attempts) begin(attempt);
    if (reduced.state === state) return;
    state = reduced.state;
    for (const listener of listeners) listener(state);
  };

  // Nobody waits for it: a disk that refuses an answer refuses «about to send» too, before anything is sent.
  const keepSaid = (before: State, after: State) => {
    const answer = saidBetween(before.answers, after.answers);
    if (answer === undefined) return;
    const step = before.inFlight?.step ?? before.here;
    ports.appendToJournal({ type: 'answered', step, answer }).catch((thrown: unknown) => {
      bug ??= { thrown };
    });
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
