import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import type { Answers, Known } from '../flow/answers.ts';
import type { Effect } from '../flow/effect.ts';
import type { StepId } from '../flow/step.ts';
import type { LeftTrouble } from './left-trouble.ts';

/** What the engine has to know of a plan: the steps to walk, those it answers itself, and what is known already. */
export type Itinerary = {
  steps: readonly StepId[];
  /** Question steps that are answered from what is known, without asking. */
  silent: readonly StepId[];
  known: Known;
};

/** The whole of a run. Seconds left, causes, which steps are done and what the keys do are derived from it. */
export type State = {
  itinerary: Itinerary;
  here: StepId;
  /** Where detours (a jump, a mint in place) go back to, the innermost last. Empty on the straight way. */
  returnTo: readonly StepId[];
  answers: Answers;
  failure?: Failure;
  /** The failure that was gone on from last: it may come back. */
  left?: LeftTrouble;
  inFlight?: InFlight;
  /** The last step is done. */
  finished?: boolean;
  /** Clients whose answer came after nobody waited for it any more: kept on disk, and shown. */
  late: RegisteredClient[];
};

export type InFlight = { attempt: number; step: StepId; effect: Effect; since: Instant };

const CHANGES: readonly Effect['type'][] = ['register-client', 'update-client', 'delete-client'];

/** Whether a request is out whose answer, once lost, would leave nobody knowing what stands at the server. */
export function isChangeOut({ inFlight }: State): boolean {
  return inFlight !== undefined && CHANGES.includes(inFlight.effect.type);
}

export function initialState(itinerary: Itinerary): State {
  const { known, steps } = itinerary;
  const [first] = steps;
  if (first === undefined) throw new Error('a plan has at least one step');
  return {
    itinerary,
    here: first,
    returnTo: [],
    answers: {
      allowedOrigins: known.allowedOrigins,
      metadata: {},
      earlier: [],
      ...(known.iat && { iat: known.iat }),
      ...(known.openRegistration && { openRegistration: true }),
      ...(known.changes && { changes: known.changes }),
    },
    late: [],
  };
}
