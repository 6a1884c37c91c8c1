import type { Failure } from '../domain/failure.ts';
import { clientName } from '../domain/metadata/client-metadata.ts';
import { outcomeOf } from '../domain/outcome.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import { autopilot } from '../engine/autopilot.ts';
import { earlierClient } from '../engine/earlier-client.ts';
import { foresee } from '../engine/foresee.ts';
import type { Ports } from '../engine/ports.ts';
import type { Steps } from '../engine/reduce.ts';
import type { Session } from '../engine/session.ts';
import type { State } from '../engine/state.ts';
import { type ProgressLine, progress } from './progress.ts';

export type Ended = { state: State; failure?: Failure };

export type Headless = {
  steps: Steps;
  ports: Ports;
  /** Register although a record here has this client. */
  again: boolean;
  /** Waits until no other run of this machine is registering that client, and keeps others from it until this one ends. */
  holdClient?(client: { server: string; name: string }): Promise<Failure | undefined>;
  say(line: ProgressLine): void;
  /** What else has to hold before anything is sent. */
  beforeSending(): Promise<Failure | undefined>;
  /** Why to stop before the next step: a signal came, the deadline passed. */
  stopping(): Failure | undefined;
};

/**
 * Plays a whole run without a screen. Before anything is sent it looks at all of it: what nobody answered, what would
 * stop it, and whether this client was registered from here before.
 */
export async function runHeadless(
  session: Session,
  { steps, ports, again, holdClient, say, beforeSending, stopping }: Headless,
): Promise<Ended> {
  const state = session.state();
  const stop =
    state.failure ??
    obstacle(steps, state, ports) ??
    (again || state.answers.registered
      ? undefined
      : await foreseenEarlier(steps, state, { ports, ...(holdClient && { holdClient }) })) ??
    (await beforeSending());
  if (stop) return { state, failure: stop };

  let shown = state;
  const unsubscribe = session.subscribe(now => {
    for (const line of progress(shown, now)) say(line);
    shown = now;
  });
  try {
    const ended = await autopilot(session, steps, () => stopping() !== undefined);
    const stopped = ended.state.finished ? undefined : stopping();
    // A mint that the deadline cut short ended because of the deadline, whatever else is said of it.
    return stopped && ended.failure?.kind !== 'outcome-unknown' ? { state: ended.state, failure: stopped } : ended;
  } finally {
    unsubscribe();
  }
}

/** What is wrong with what was given comes first: an answer that is missing can be given next to it. */
function obstacle(steps: Steps, state: State, ports: Ports): Failure | undefined {
  const { missing, failure } = foresee(steps, state, ports.now());
  if (failure && outcomeOf(failure).outcome === 'not-valid') return failure;
  if (missing.length === 0) return failure;
  const lacks = [...new Map(missing.map(lack => [lack.question, lack])).values()];
  return {
    kind: 'missing-answer',
    question: lacks.map(({ question }) => question).join(', '),
    needs: lacks.map(({ needs }) => needs).join('; '),
  };
}

/** One that was registered from here, or may have been; looked for with nobody else at it, so that two do not both find none. */
async function foreseenEarlier(
  steps: Steps,
  state: State,
  { ports, holdClient }: Pick<Headless, 'ports' | 'holdClient'>,
): Promise<Failure | undefined> {
  const { registers, server } = state.itinerary.known;
  if (!registers) return undefined;
  const name = clientName(askedMetadata(foresee(steps, state, ports.now()).answers));
  if (server === undefined || name === undefined) return undefined;
  return (await holdClient?.({ server: server.url, name })) ?? earlierClient(ports, server.url, name);
}
