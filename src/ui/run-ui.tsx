import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Interrupted } from '../engine/interrupted.ts';
import type { Steps } from '../engine/reduce.ts';
import { isChangeOut, type State } from '../engine/state.ts';
import type { Begun, GuidedEnded } from '../guidance/begun.ts';
import { startPilot } from '../guidance/pilot.ts';
import type { Plan } from '../runbook/plan/plan.ts';
import type * as screens from './app.tsx';
import { openInkScreen, type Signal, type Streams } from './ink-screen.ts';
import { type Abilities, createLook } from './look.ts';
import { type Chosen, Root } from './root.tsx';
import type { RunbookItem } from './screens/pick-runbook.tsx';

export type UiParts = {
  /** Makes what the run stands on. Called after the first frame; a rejection ends the screen and is passed on. */
  begin: (chosen: Chosen) => Begun | Promise<Begun>;
  /** What is known of the run before it can begin: its title and steps. */
  plan?: Plan | undefined;
  /** To be chosen from first; `begin` is given the name. */
  runbooks?: readonly RunbookItem[] | undefined;
  /** Looks for a run to go on with instead. Called after the first frame, which does not wait for it. */
  lookForInterrupted?: (() => Promise<Interrupted | undefined>) | undefined;
  /** What `begin` waits for, in words: `the practice server`. */
  waitingFor?: string | undefined;
  steps: Steps;
  clock: { now(): Instant };
  look: Abilities;
  /** What is known is said without asking, up to the review. Left out: as what has begun wants it. */
  replay?: boolean | undefined;
  /** Two terminals; the process's own where left out. */
  streams?: Streams | undefined;
};

/**
 * The run on a terminal, from the first frame to a clean screen: what is to stay in the scrollback is the caller's to
 * print. Rejects with what `begin` rejected with and with what our own code threw, the terminal given back.
 */
export function runUi(parts: UiParts): Promise<GuidedEnded> {
  const { promise, resolve, reject } = Promise.withResolvers<GuidedEnded>();
  let begun: Begun | undefined;
  let App: typeof screens.App | undefined;
  let stopWatching = () => {};
  let isOver = false;

  const over = (settle: () => void) => {
    if (isOver) return;
    isOver = true;
    stopWatching();
    // Not from inside a React callback: taking the tree down needs React to be at rest.
    setImmediate(() => void screen.giveBack().then(settle, reject));
  };
  const end: End = (ended, failure) => {
    const state = begun?.session.state();
    const why = failure ?? state?.failure;
    over(() => resolve({ ended, ...(state && { state }), ...(why && { failure: why }) }));
  };
  const crash = (thrown: unknown) => over(() => reject(thrown));
  const signals = createSignals(() => begun, end);
  const begin = async (chosen: Chosen) => {
    const [made, { App: loaded }] = await Promise.all([parts.begin(chosen), import('./app.tsx')]);
    if (isOver) return;
    begun = made;
    App = loaded;
    stopWatching = watch(made, parts, { end, crash, signals });
    screen.draw(tree());
  };
  const onBegin = (chosen: Chosen) => void begin(chosen).catch(crash);
  const leave = () => end(begun?.session.state().finished ? 'finished' : 'left');
  const cancel = () => signals.leave('SIGINT');
  const look = createLook(parts.look);
  const tree = () => <Root {...{ ...parts, look, begun, App, onBegin, leave, cancel }} onCrash={crash} />;
  const screen = openInkScreen(tree(), parts.streams ?? process, { onSignal: signals.hear, onCrash: crash });
  return promise;
}

type End = (ended: GuidedEnded['ended'], failure?: Failure) => void;
type Signals = {
  hear(signal: Signal): void;
  /** At once, whatever is out. */
  leave(signal: Signal): void;
  received(): Signal | undefined;
};

/** Leaving while a registration is out would lose its answer, which the request's own limit bounds: a signal waits for it. */
function createSignals(begun: () => Begun | undefined, end: End): Signals {
  let received: Signal | undefined;
  const isOut = () => {
    const state = begun()?.session.state();
    return state !== undefined && isChangeOut(state);
  };
  const leave = (signal: Signal) => end(isOut() ? 'unknown' : 'cancelled', { kind: 'cancelled', signal });
  return {
    leave,
    received: () => received,
    hear: signal => {
      if (isOut() && received === undefined) received = signal;
      else leave(signal);
    },
  };
}

type Watching = { end: End; crash: (thrown: unknown) => void; signals: Signals };

/** Ends the run when its state says so, and answers the steps that need nobody. */
function watch(
  { session, replays }: Begun,
  { steps, replay = replays ?? false }: UiParts,
  { end, crash, signals }: Watching,
): () => void {
  const unsubscribe = session.subscribe(state => {
    const signal = signals.received();
    if (signal !== undefined && state.inFlight === undefined) signals.leave(signal);
    else if (isDone(state)) end('finished');
  });
  const land = startPilot(session, steps, { replay, onBug: crash });
  return () => {
    land();
    unsubscribe();
  };
}

/** The run is done, and nothing is left to be read on its last screen. */
function isDone({ finished, answers }: State): boolean {
  return finished === true && (answers.handedOver ?? []).length === 0;
}
