import { resumedState } from '../../engine/resumed-state.ts';
import { createSession, type Session } from '../../engine/session.ts';
import { steps } from '../../steps/steps.ts';
import { now } from '../clock.ts';
import type { OpenRun } from './open-run.ts';

/** The session of an open run: from its first step, or from where an earlier process left it. */
export function runSession({ plan, text, world, said, log, practice }: OpenRun): Session {
  const session = createSession({
    itinerary: plan,
    steps,
    ports: world.ports,
    identity: { run: world.run, runbook: text.name, ...(practice && { practice: true as const }) },
    ...(said && { state: resumedState(steps, plan, said, now()) }),
  });
  log.follow(session);
  return session;
}
