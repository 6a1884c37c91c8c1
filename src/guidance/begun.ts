import type { Failure } from '../domain/failure.ts';
import type { Desk } from '../engine/desk.ts';
import type { Session } from '../engine/session.ts';
import type { State } from '../engine/state.ts';
import type { Plan } from '../runbook/plan/plan.ts';

/** All that a run stands on, once it can begin. */
export type Begun = {
  session: Session;
  plan: Plan;
  desk: Desk;
  /** What is known is said without asking, up to the review. */
  replays?: boolean | undefined;
  /** How long one request may take. Left out: 60 s for a registration, 15 s for any other. */
  timeoutMs?: { registration: number; other: number } | undefined;
};

/**
 * How it ended: the last step is done, the operator left where one may, it was cancelled, or it was left while a
 * registration was out. `state` is undefined where no run had begun.
 */
export type GuidedEnded = { state?: State; failure?: Failure; ended: 'finished' | 'left' | 'cancelled' | 'unknown' };
