import type { Session } from '../engine/session.ts';
import { isChangeOut, type State } from '../engine/state.ts';
import type { GuidedEnded } from '../guidance/begun.ts';
import type { Asker } from './asker.ts';

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export type Interrupts = {
  hear(signal: Signal): void;
  /** The state changed: an answer that a signal waits for may be here. */
  look(state: State): void;
  /** Resolves when the run is left so; else never. */
  left: Promise<GuidedEnded & { state: State }>;
};

const LEAVING =
  'The request is out. Leave now and the outcome is unknown. Ctrl+C again leaves; else the answer is awaited.';

/**
 * A signal ends the run at once, unless a registration, an update or a deletion is out: leaving would lose its answer. Ctrl+C says so first, and
 * leaves when it is pressed once more; any other signal waits for the answer, which the request's own limit bounds.
 */
export function createInterrupts(session: Session, asker: Asker): Interrupts {
  const { promise: left, resolve } = Promise.withResolvers<GuidedEnded & { state: State }>();
  let awaited: { attempt: number; signal: Signal } | undefined;

  const leave = (signal: Signal) => {
    const state = session.state();
    const ended = isChangeOut(state) ? 'unknown' : 'cancelled';
    resolve({ state, ended, failure: { kind: 'cancelled', signal } });
  };
  return {
    left,
    hear: signal => {
      const out = session.state().inFlight;
      // The terminal wrote ^C there.
      if (signal === 'SIGINT' && out) asker.say('');
      if (out === undefined || !isChangeOut(session.state()) || awaited?.attempt === out.attempt) return leave(signal);
      awaited = { attempt: out.attempt, signal };
      asker.announce(signal === 'SIGINT' ? LEAVING : 'The request is out: its answer is awaited, then this run ends.');
    },
    look: ({ inFlight }) => {
      if (awaited === undefined || inFlight?.attempt === awaited.attempt) return;
      if (awaited.signal === 'SIGINT') awaited = undefined;
      else leave(awaited.signal);
    },
  };
}
