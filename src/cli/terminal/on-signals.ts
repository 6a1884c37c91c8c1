import type { Failure } from '../../domain/failure.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import type { Talk } from '../telling/talk.ts';

type Signal = Extract<Failure, { kind: 'cancelled' }>['signal'];
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * A signal ends the run at once, unless a registration is out: then the first one waits for its answer (the request has
 * its own limit), because leaving would lose it. A second signal leaves.
 */
export function onSignals(
  isOut: () => boolean,
  talk: Talk,
): { received(): Failure | undefined; stopListening(): void } {
  let received: Extract<Failure, { kind: 'cancelled' }> | undefined;
  const listeners = SIGNALS.map(signal => {
    const listener = () => {
      const failure = { kind: 'cancelled', signal } as const;
      if (received || !isOut()) process.exit(outcomeOf(failure).exitCode);
      received = failure;
      talk.warn(
        'A change at the server is out: waiting for its answer, so that it is not lost. Once more leaves at once.',
      );
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    received: () => received,
    stopListening: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}
