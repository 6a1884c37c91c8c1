import { Box, type Key, useInput } from 'ink';
import { type ReactNode, useMemo, useState } from 'react';
import type { Instant } from '../domain/instant.ts';
import { type InitialAccessToken, secondsLeft } from '../domain/mint/initial-access-token.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import { mayGoBack } from '../guidance/may-jump.ts';
import type { StepHelp } from '../guidance/step-help.ts';
import { Frame, type FrameStep } from './components/frame.tsx';
import { iatInShort, type RunningIat } from './components/iat-countdown.tsx';
import type { Hint } from './components/key-hints.tsx';
import { frameSteps } from './frame-steps.ts';
import { type FunctionKey, useFunctionKeys } from './hooks/use-function-keys.ts';
import { useAsOf } from './hooks/use-now.ts';
import { RoomContext, useRoom } from './hooks/use-room.ts';
import { useRun } from './hooks/use-run.ts';
import { iatStanding } from './iat-standing.ts';
import { HelpPage } from './screens/help-page.tsx';
import { secondsOf } from './seconds.ts';

export type StepFrameProps = {
  state: State;
  clock: { now(): Instant };
  hints: readonly Hint[];
  /** Shown on F1, and on `?` where no text field is active. */
  help?: StepHelp | undefined;
  /** A text field has the keys: `?` is a character. */
  isTyping?: boolean | undefined;
  /** The screen's own keys. They rest while the help is open and while the window is too small. */
  onKey?: ((input: string, key: Key) => void) | undefined;
  /** Likewise; F1 is the help's. */
  functionKeys?: Partial<Record<FunctionKey, (() => void) | undefined>> | undefined;
  children: ReactNode;
};

/** Seconds past the lapse that it still runs: its grid is up to one behind, and «lapsed» has to be shown. */
const SETTLING = 2;

export const HELP_HINTS: readonly Hint[] = [
  { key: 'Esc', does: 'close the help', short: 'close' },
  { key: '↑↓', does: 'scroll' },
];

/**
 * The frame around every step: title, server, steps and the token's standing come from the state. A component in the
 * body that listens to keys by itself rests while `useRoom().isHidden`.
 */
export function StepFrame({
  state,
  clock,
  hints,
  help,
  isTyping = false,
  onKey,
  functionKeys,
  children,
}: StepFrameProps) {
  const { plan, steps } = useRun();
  const { iat, server = state.itinerary.known.server } = state.answers;
  const running = useRunning(iat, clock);
  useAsOf(clock, at => drawnAnewBy(state, steps, at), { isActive: running !== undefined });
  const now = secondsOf(clock).now();
  const listed = frameSteps(state, steps, now);
  const { isHidden } = useRoom();
  const [helps, setHelps] = useState(false);
  const [asksWhy, setAsksWhy] = useState(false);
  const isShut = hints.some(({ stepsBack }) => stepsBack) && !mayGoBack(steps, state, now);
  const isHelping = helps && help !== undefined;

  useFunctionKeys({ f1: () => setHelps(help !== undefined && !isHelping) }, { isActive: !isHidden });
  useFunctionKeys({ ...functionKeys, f1: undefined }, { isActive: !isHidden && !isHelping });
  useInput(
    (input, key) => {
      // Ctrl+C is heard above all screens.
      if (key.eventType === 'release' || (key.ctrl && input === 'c')) return;
      setAsksWhy(key.escape && isShut && !isHelping);
      if (isHelping) {
        if (key.escape || input === '?' || input === 'q') setHelps(false);
      } else if (help && input === '?' && !isTyping) setHelps(true);
      else onKey?.(input, key);
    },
    { isActive: !isHidden },
  );
  return (
    <Frame
      title={plan.title}
      where={server?.url ?? ''}
      steps={listed}
      iat={iat && iatStanding(iat, now)}
      running={running}
      hints={isHelping ? HELP_HINTS : isShut ? hintsWithoutBack(hints, listed, asksWhy) : hints}
    >
      {isHelping && <HelpPage help={help} />}
      <Behind isBehind={isHelping}>{children}</Behind>
    </Frame>
  );
}

/** No key is shown that leads nowhere; whoever presses it all the same reads why, until the next key. */
function hintsWithoutBack(hints: readonly Hint[], listed: readonly FrameStep[], asksWhy: boolean): readonly Hint[] {
  const isSealed = listed.some(({ state }) => state === 'sealed');
  if (asksWhy) return [isSealed ? SEALED : FIRST];
  return hints.flatMap(hint => (!hint.stepsBack ? hint : isSealed ? [] : { ...LEAVE, weight: hint.weight }));
}

/** Where nothing is before this step the way out stands in the place of the way back. */
const LEAVE: Hint = { key: 'Ctrl+C', does: 'leave' };
const SEALED: Hint = {
  key: 'Esc',
  does: 'stops here: what was done at the server stays done',
  short: 'stops: it is done at the server',
};
const FIRST: Hint = { key: 'Esc', does: 'stops here: no step is before this one', short: 'stops: this is the first' };

/** Undefined where there is nothing to count down, or nothing any more. */
function useRunning(iat: InitialAccessToken | undefined, clock: StepFrameProps['clock']): RunningIat | undefined {
  const ends = iat !== undefined && Number.isFinite(iat.lifetimeSeconds);
  const runs = useAsOf(clock, at => ends && secondsLeft(iat, at) > -SETTLING, { isActive: ends });
  return useMemo(() => {
    if (!runs || iat === undefined) return undefined;
    const seconds = secondsOf(clock);
    return { seconds, standing: () => iatStanding(iat, seconds.now()) };
  }, [runs, iat, clock]);
}

/** The countdown runs by itself. Only another standing of a step, or another width of a short head, is drawn. */
function drawnAnewBy(state: State, steps: Steps | undefined, at: Instant): string {
  const { iat } = state.answers;
  const standings = frameSteps(state, steps, at).map(step => step.state);
  return [...standings, iat ? iatInShort(iatStanding(iat, at)).length : 0].join(' ');
}

/** Keeps a draft mounted, unseen and deaf, while something else has the frame. */
function Behind({ isBehind, children }: { isBehind: boolean; children: ReactNode }) {
  const room = useRoom();
  return (
    <RoomContext value={isBehind ? { ...room, isHidden: true } : room}>
      <Box flexDirection="column" display={isBehind ? 'none' : 'flex'}>
        {children}
      </Box>
    </RoomContext>
  );
}
