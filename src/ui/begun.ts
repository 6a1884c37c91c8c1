import type { Desk } from '../engine/desk.ts';
import type { Session } from '../engine/session.ts';
import type { Plan } from '../runbook/plan.ts';

/** All that a run stands on, once it can begin. */
export type Begun = {
  session: Session;
  plan: Plan;
  desk: Desk;
  /** How long one request may take. Left out: 60 s for a registration, 15 s for any other. */
  timeoutMs?: { registration: number; other: number } | undefined;
};
