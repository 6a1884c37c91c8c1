import type { ComponentType } from 'react';
import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Steps } from '../engine/reduce.ts';
import type { StepId } from '../flow/step.ts';
import type { Begun } from '../guidance/begun.ts';
import { DEFAULT_TIMEOUT_MS, RunContext } from './hooks/use-run.ts';
import { useSession } from './hooks/use-session.ts';
import type { ScreenProps } from './screen.ts';
import { AdminTokenScreen } from './screens/admin-token.tsx';
import { HandOverScreen } from './screens/hand-over.tsx';
import { InFlightScreen } from './screens/in-flight.tsx';
import { KeysScreen } from './screens/keys.tsx';
import { MintScreen } from './screens/mint.tsx';
import { OutcomeUnknown } from './screens/outcome-unknown.tsx';
import { RedirectUrisScreen } from './screens/redirect-uris.tsx';
import { ResultScreen } from './screens/result.tsx';
import { ReviewScreen } from './screens/review.tsx';
import { ReviewUpdateScreen } from './screens/review-update.tsx';
import { ServerScreen } from './screens/server.tsx';
import { TemplateScreen } from './screens/template.tsx';
import { Trouble } from './screens/trouble.tsx';

/** A step that asks nothing has a request out, or it failed. */
const screens: Readonly<Record<StepId, ComponentType<ScreenProps>>> = {
  server: ServerScreen,
  'admin-token': AdminTokenScreen,
  mint: MintScreen,
  template: TemplateScreen,
  keys: KeysScreen,
  'redirect-uris': RedirectUrisScreen,
  review: ReviewScreen,
  register: InFlightScreen,
  result: ResultScreen,
  'hand-over': HandOverScreen,
  'read-client': InFlightScreen,
  'review-update': ReviewUpdateScreen,
  update: InFlightScreen,
};

export type AppProps = {
  begun: Begun;
  steps: Steps;
  clock: { now(): Instant };
  leave(): void;
  /** Ctrl+C was pressed once while a registration is out. */
  isLeaving: boolean;
};

/** Which screen the state asks for. */
export function App({
  begun: { session, plan, desk, timeoutMs = DEFAULT_TIMEOUT_MS },
  steps,
  clock,
  leave,
  isLeaving,
}: AppProps) {
  const state = useSession(session);
  const { here, inFlight, failure } = state;
  const props: ScreenProps = { state, clock, desk, leave, tell: happening => session.tell(here, happening) };
  const Screen = screens[here];
  return (
    <RunContext value={{ plan, steps, timeoutMs }}>
      {inFlight ? (
        <InFlightScreen key={inFlight.attempt} {...props} isLeaving={isLeaving} />
      ) : failure ? (
        <Failed {...props} failure={failure} />
      ) : (
        <Screen key={here} {...props} />
      )}
    </RunContext>
  );
}

function Failed(props: ScreenProps & { failure: Failure }) {
  const { failure, state } = props;
  if (failure.kind === 'outcome-unknown') return <OutcomeUnknown {...props} />;
  // An origin is allowed, or not, where the addresses are.
  if (failure.kind === 'origin-not-allowed' && state.here === 'server') return <ServerScreen {...props} />;
  return <Trouble {...props} />;
}
