import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { type Instance, render, useStdin } from 'ink';
import { createElement, type ReactNode, useEffect } from 'react';
import { onTestFinished, vi } from 'vitest';
import { keyByKey, TakeTextContext } from '../../src/ui/key-by-key.ts';
import { type Typed, TypedKeys } from '../../src/ui/typed-keys.ts';
import { TerminalStdin, TerminalStdout } from './terminal.ts';

const ESC = '\u001b';

/** The bytes that a terminal sends for keys. */
export const KEY = {
  enter: '\r',
  escape: ESC,
  tab: '\t',
  shiftTab: `${ESC}[Z`,
  backspace: '\u007f',
  delete: `${ESC}[3~`,
  up: `${ESC}[A`,
  down: `${ESC}[B`,
  right: `${ESC}[C`,
  left: `${ESC}[D`,
  home: `${ESC}[H`,
  end: `${ESC}[F`,
  pageUp: `${ESC}[5~`,
  pageDown: `${ESC}[6~`,
  f1: `${ESC}OP`,
  f2: `${ESC}OQ`,
  f4: `${ESC}OS`,
  ctrlUp: `${ESC}[1;5A`,
  ctrlDown: `${ESC}[1;5B`,
  ctrlRight: `${ESC}[1;5C`,
  ctrlLeft: `${ESC}[1;5D`,
  altUp: `${ESC}[1;3A`,
  altDown: `${ESC}[1;3B`,
  altRight: `${ESC}[1;3C`,
  altLeft: `${ESC}[1;3D`,
  ctrl: (letter: string) => String.fromCharCode(letter.toLowerCase().charCodeAt(0) - 96),
  alt: (letter: string) => `${ESC}${letter}`,
} as const;

/** What was drawn into a real terminal's memory, and keys with a rhythm. */
export type Screen = {
  /** Each key is sent alone and its drawing awaited; text goes one character after the other. */
  press(...keys: string[]): Promise<void>;
  /** A bracketed paste: what a terminal sends for it while the program asked for that. */
  paste(text: string): Promise<void>;
  /** These bytes in one read: several keys of a fast typist, say, or a paste that the terminal does not mark. */
  chunk(bytes: string): Promise<void>;
  untilShown(wanted: string | RegExp): Promise<void>;
  untilGone(unwanted: string | RegExp): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  rerender(node: ReactNode): Promise<void>;
  unmount(): Promise<void>;
  /** Everything that a person sees, scrollback included: lines without spaces at their ends. */
  lastFrame(): string;
  /** The rows of the window alone. */
  window(): string[];
  /** All that was written so far, piece by piece, without colours and cursor movements. */
  frames: string[];
  /** The same with them. */
  bytes(): string;
  cursor(): { x: number; y: number; isShown: boolean };
};

/** `speaks`: as Ink draws for a screen reader. `marksPastes`: the terminal is known to have bracketed paste. */
export type ShowOptions = { columns?: number; rows?: number; speaks?: boolean; marksPastes?: boolean };

/** Mounts a tree in a terminal of any size. It is unmounted when the test ends. */
export async function show(
  node: ReactNode,
  { columns = 80, rows = 24, speaks = false, marksPastes = false }: ShowOptions = {},
): Promise<Screen> {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    scrollback: 5000,
    convertEol: true,
  });
  const stdout = new TerminalStdout(terminal);
  const stdin = new TerminalStdin();
  const input = new EventEmitter();
  const keys = keyByKey(stdin, { marksPastes });
  const inked = (tree: ReactNode) =>
    createElement(TakeTextContext, { value: keys.takeText }, createElement(InputProbe, { input }), tree);
  const instance = render(inked(node), {
    stdout,
    stdin: keys.stream,
    stderr: new PassThrough(),
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: speaks,
  });
  onTestFinished(() => instance.unmount());
  const screen = createScreen({ terminal, stdout, stdin, input, instance, inked });
  await settled(instance, stdout);
  return screen;
}

type Parts = {
  terminal: xterm.Terminal;
  stdout: TerminalStdout;
  stdin: TerminalStdin;
  input: EventEmitter;
  instance: Instance;
  inked: (tree: ReactNode) => ReactNode;
};

function createScreen({ terminal, stdout, stdin, input, instance, inked }: Parts): Screen {
  const lines = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, row) => terminal.buffer.active.getLine(from + row)?.translateToString(true) ?? '',
    );
  const lastFrame = () => lines(0, terminal.buffer.active.length).join('\n').trimEnd();
  const send = async (bytes: string) => {
    // Ink holds a lone Escape back for a moment, and a key behind it would be taken for Alt with that key.
    const arrived = bytes === ESC ? new Promise(resolve => input.once('input', resolve)) : undefined;
    stdin.write(bytes);
    await arrived;
    // Each key is told in a turn of its own.
    const turns = new TypedKeys({ marksPastes: true }).push(bytes).reduce((sum, typed) => sum + turnsOf(typed), 0);
    await settled(instance, stdout, turns);
  };
  const until = (isSo: () => boolean, what: string) =>
    vi.waitFor(
      () => {
        if (!isSo()) throw new Error(`${what}. The screen was:\n${lastFrame()}`);
      },
      { timeout: 5000, interval: 5 },
    );
  const has = (wanted: string | RegExp) =>
    typeof wanted === 'string' ? lastFrame().includes(wanted) : wanted.test(lastFrame());
  return {
    press: async (...keys) => {
      for (const key of keys.flatMap(keysOf)) await send(key);
    },
    paste: text => send(`${ESC}[200~${text}${ESC}[201~`),
    chunk: send,
    untilShown: wanted => until(() => has(wanted), `Never shown: ${wanted}`),
    untilGone: unwanted => until(() => !has(unwanted), `Still shown: ${unwanted}`),
    resize: async (columns, rows) => {
      terminal.resize(columns, rows);
      stdout.resize(columns, rows);
      await settled(instance, stdout);
    },
    rerender: async node => {
      instance.rerender(inked(node));
      await settled(instance, stdout);
    },
    unmount: async () => {
      instance.unmount();
      await instance.waitUntilExit();
      await settled(instance, stdout);
    },
    lastFrame,
    window: () => {
      const { baseY } = terminal.buffer.active;
      return lines(baseY, baseY + terminal.rows);
    },
    frames: stdout.frames,
    bytes: () => stdout.bytes,
    cursor: () => {
      const { cursorX: x, cursorY: y } = terminal.buffer.active;
      return { x, y, isShown: stdout.showsCursor };
    },
  };
}

function keysOf(keys: string): string[] {
  return /^[\u0000-\u001f\u007f]/.test(keys) ? [keys] : [...keys];
}

function turnsOf({ kind, bytes }: Typed): number {
  return kind === 'text' ? bytes.length : 1;
}

/** Whatever Ink and React still have to do is done, and the terminal has drawn it. */
async function settled(instance: Instance, stdout: TerminalStdout, keys = 1): Promise<void> {
  for (let key = 1; key < keys; key += 1) await setImmediate();
  // Input is read in a later turn of the event loop; what it changes is measured and drawn once more.
  for (let turn = 0; turn < 3; turn += 1) await instance.waitUntilRenderFlush();
  await stdout.drawn();
}

/** Sees the keys go by, beside the components under test and without taking part. */
function InputProbe({ input }: { input: EventEmitter }) {
  const stdin: object = useStdin();
  const events = 'internal_eventEmitter' in stdin ? stdin.internal_eventEmitter : undefined;
  useEffect(() => {
    if (!(events instanceof EventEmitter)) throw new Error('this Ink has no internal_eventEmitter');
    const pass = () => input.emit('input');
    events.on('input', pass);
    return () => {
      events.removeListener('input', pass);
    };
  }, [events, input]);
  return null;
}
