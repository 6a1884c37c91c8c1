import { useInput } from 'ink';
import { type ComponentType, useEffect, useState } from 'react';
import type { Instant } from '../domain/instant.ts';
import type { Steps } from '../engine/reduce.ts';
import { isChangeOut } from '../engine/state.ts';
import type { Begun } from '../guidance/begun.ts';
import type { Plan } from '../runbook/plan.ts';
import type { AppProps } from './app.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { type Drafts, DraftsContext } from './hooks/use-draft.ts';
import { LookContext } from './hooks/use-look.ts';
import type { Look } from './look.ts';
import { PickRunbookScreen, type RunbookItem } from './screens/pick-runbook.tsx';
import { StartingScreen } from './screens/starting.tsx';

export type RootProps = {
  plan?: Plan | undefined;
  runbooks?: readonly RunbookItem[] | undefined;
  waitingFor?: string | undefined;
  steps: Steps;
  clock: { now(): Instant };
  look: Look;
  /** Called once, after the first frame; what it answers, or rejects with, comes by `begun`. */
  onBegin: (runbook?: string) => void;
  /** Undefined until the run can begin. */
  begun: Begun | undefined;
  /** The screens of a run, there when it begins: the first frame does not wait for them. */
  App: ComponentType<AppProps> | undefined;
  leave: () => void;
  cancel: () => void;
  onCrash: (thrown: unknown) => void;
};

/** Everything on the screen: which runbook, what is being started, the run. Ctrl+C is heard here, wherever one is. */
export function Root({
  plan,
  runbooks,
  waitingFor,
  steps,
  clock,
  look,
  onBegin,
  begun,
  App,
  leave,
  cancel,
  onCrash,
}: RootProps) {
  const [picked, setPicked] = useState<string>();
  const [warned, setWarned] = useState<number>();
  const [drafts] = useState<Drafts>(() => new Map());
  const asks = runbooks !== undefined && picked === undefined && begun === undefined;

  useEffect(() => {
    if (!asks) onBegin(picked);
  }, [asks, picked, onBegin]);
  useInput((input, key) => {
    if (key.eventType === 'release') return;
    if (!(key.ctrl && input === 'c')) return setWarned(undefined);
    const state = begun?.session.state();
    const out = state?.inFlight;
    if (state === undefined || out === undefined || !isChangeOut(state)) return cancel();
    return warned === out.attempt ? cancel() : setWarned(out.attempt);
  });
  const title = plan?.title ?? runbooks?.find(({ name }) => name === picked)?.title ?? 'dcr-runbook';
  return (
    <LookContext value={look}>
      <DraftsContext value={drafts}>
        <CrashGuard onCrash={onCrash}>
          {begun && App ? (
            <App begun={begun} steps={steps} clock={clock} leave={leave} isLeaving={warned !== undefined} />
          ) : asks ? (
            <PickRunbookScreen runbooks={runbooks} onPick={setPicked} />
          ) : (
            <StartingScreen title={title} plan={plan} steps={steps} waitingFor={waitingFor} clock={clock} />
          )}
        </CrashGuard>
      </DraftsContext>
    </LookContext>
  );
}
