import { type Instance, render, usePaste } from 'ink';
import { createElement, type ReactNode } from 'react';
import type { FailureOf } from '../domain/failure.ts';
import { keyByKey, TakeTextContext } from './key-by-key.ts';
import { RetouchContext, retouchable } from './retouch.ts';

export type Signal = FailureOf<'cancelled'>['signal'];
export type Streams = {
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  /** The terminal is known to mark what is pasted (bracketed paste). */
  marksPastes?: boolean | undefined;
};
export type InkScreen = {
  draw(tree: ReactNode): void;
  /** The frame is taken off, and the terminal is as it was. */
  giveBack(): Promise<void>;
};

type Listeners = { onSignal: (signal: Signal) => void; onCrash: (thrown: unknown) => void };

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Cursor on, bracketed paste off: where the process ends under our feet there is no time for more. */
const GIVEN_BACK = '\u001b[?25h\u001b[?2004l';

/** The window's cells empty and the cursor at its top; the scrollback stays. */
const ERASED_WINDOW = '\u001b[2J\u001b[H';

/** Draws on a terminal. Signals and throws are told instead of ending the process, until it is given back. */
export function openInkScreen(
  tree: ReactNode,
  { stdin, stdout, marksPastes = false }: Streams,
  listeners: Listeners,
): InkScreen {
  // Each component that knows the window's size listens for resizes; Node would warn, onto the screen.
  const mostListeners = stdout.getMaxListeners();
  stdout.setMaxListeners(Number.POSITIVE_INFINITY);
  const stopListening = listen({ ...listeners, lastWords: () => stdout.write(GIVEN_BACK) });
  const { stream, retouch } = retouchable(stdout);
  const keys = keyByKey(stdin, { marksPastes });
  const within = (node: ReactNode) =>
    createElement(
      TakeTextContext,
      { value: keys.takeText },
      createElement(RetouchContext, { value: retouch }, createElement(PastesToNobody), node),
    );
  let drawn = within(tree);
  const instance = render(drawn, {
    stdin: keys.stream,
    stdout: stream,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    // Half of that is Ink's own; a key pressed behind another would wait up to 34 ms for its drawing.
    maxFps: 60,
    interactive: true,
  });
  // After Ink's own: terminals wrap the old frame's lines anew, so nobody knows any more where it began.
  const drawAnew = () => {
    instance.clear();
    stdout.write(ERASED_WINDOW);
    instance.rerender(drawn);
  };
  stdout.on('resize', drawAnew);
  return {
    draw: next => {
      drawn = within(next);
      instance.rerender(drawn);
    },
    giveBack: async () => {
      stdout.off('resize', drawAnew);
      await cleared(instance);
      stdout.setMaxListeners(mostListeners);
      // Not earlier: without a listener of ours Ink ends the process by the signal that we are answering.
      stopListening();
    },
  };
}

/**
 * Has pastes marked also where no field has the keys: told to nobody, they do nothing. Unmarked, each of their
 * characters would be a key, and one of those may be the key of what cannot be taken back.
 */
function PastesToNobody() {
  usePaste(() => undefined);
  return null;
}

/** What waits to be drawn is drawn first: Ink would draw it while it unmounts. */
async function cleared(instance: Instance): Promise<void> {
  await instance.waitUntilRenderFlush();
  instance.clear();
  instance.unmount();
  await instance.waitUntilExit();
}

function listen({ onSignal, onCrash, lastWords }: Listeners & { lastWords: () => void }): () => void {
  const listeners = SIGNALS.map(signal => ({ signal, listener: () => onSignal(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  process.on('uncaughtException', onCrash);
  process.on('exit', lastWords);
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
    process.off('uncaughtException', onCrash);
    process.off('exit', lastWords);
  };
}
