import type { Failure } from '../../domain/failure.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import type { Talk } from '../telling/talk.ts';

type Signal = Extract<Failure, { kind: 'cancelled' }>['signal'];
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

type Cancelled = Extract<Failure, { kind: 'cancelled' }>;

/**
 * A signal ends the run at once (`leaving`, with what it was, so that there is time for a last word), unless a registration is out: then the first one waits for its answer (the request has
 * its own limit), because leaving would lose it. A second signal leaves.
 */
export function onSignals(
  isOut: () => boolean,
  talk: Talk,
): { received(): Failure | undefined; leaving: Promise<Cancelled>; stopListening(): void } {
  let received: Cancelled | undefined;
  const { promise: leaving, resolve: leave } = Promise.withResolvers<Cancelled>();
  const listeners = SIGNALS.map(signal => {
    const listener = () => {
      const failure = { kind: 'cancelled', signal } as const;
      if (received) process.exit(outcomeOf(failure).exitCode);
      received = failure;
      if (!isOut()) {
        leave(failure);
        return;
      }
      talk.warn(
        'A change at the server is out: waiting for its answer, so that it is not lost. Once more leaves at once.',
      );
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    received: () => received,
    leaving,
    stopListening: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}
