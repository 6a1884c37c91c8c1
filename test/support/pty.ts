import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PATIENCE_MS = 20_000;

export const KEY = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  tab: '\t',
  pageUp: '\u001b[5~',
  home: '\u001b[H',
  end: '\u001b[F',
  f1: '\u001bOP',
  f2: '\u001bOQ',
  f4: '\u001bOS',
  ctrl: (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 31),
  paste: (text: string) => `\u001b[200~${text}\u001b[201~`,
};

export type Size = { columns: number; rows: number };
export const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
  { columns: 40, rows: 12 },
];

/** The built tool on a real pseudo-terminal, and what an emulator shows of it. */
export type Terminal = {
  press(...keys: string[]): void;
  /** Resolves once the screen shows it; rejects with the screen as it is where that takes too long. */
  untilShown(what: string | RegExp): Promise<void>;
  untilGone(what: string | RegExp): Promise<void>;
  until(holds: (screen: string) => boolean, what: string): Promise<void>;
  resize(size: Size): void;
  signal(name: string): void;
  screen(): string;
  /** With what scrolled away. */
  everything(): string;
  /** Every state of the screen, and every byte, for what must never be seen. */
  frames: string[];
  bytes(): string;
  ended: Promise<{ exitCode: number; signal: number | undefined }>;
};

export type TerminalOptions = Partial<Size> & {
  home: string;
  env?: Record<string, string>;
  cwd?: string;
  /** Standard input is a pipe with this file's bytes, as behind `|`; the terminal still has the keys. */
  stdinFrom?: string;
};

export function openTerminal(
  args: string[],
  { columns = 80, rows = 24, home, env = {}, cwd = home, stdinFrom }: TerminalOptions,
): Terminal {
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 2000 });
  const [command, ...words] =
    stdinFrom === undefined
      ? [process.execPath, MAIN, ...args]
      : ['/bin/sh', '-c', 'cat "$0" | "$@"', stdinFrom, process.execPath, MAIN, ...args];
  const child = spawn(command ?? '', words, {
    cols: columns,
    rows,
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      XDG_DATA_HOME: `${home}/data`,
      XDG_STATE_HOME: `${home}/state`,
      XDG_CONFIG_HOME: `${home}/config`,
      XDG_CACHE_HOME: `${home}/cache`,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      ...env,
    },
  });
  const frames: string[] = [];
  const waiting = new Set<() => void>();
  let bytes = '';
  let hasEnded = false;
  const look = () => {
    const now = shown(emulator, false);
    if (now !== frames.at(-1)) frames.push(now);
    for (const check of waiting) check();
  };
  child.onData(data => {
    bytes += data;
    emulator.write(data, look);
  });
  const ended = new Promise<{ exitCode: number; signal: number | undefined }>(resolve => {
    child.onExit(({ exitCode, signal }) => {
      hasEnded = true;
      emulator.write('', () => {
        look();
        resolve({ exitCode, signal });
      });
    });
  });
  onTestFinished(async () => {
    if (!hasEnded) child.kill('SIGKILL');
    await ended;
  });

  const until = (holds: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!holds()) return;
        clearTimeout(patience);
        waiting.delete(check);
        resolve();
      };
      const patience = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`${what}; the screen is\n${shown(emulator, false)}`));
      }, PATIENCE_MS);
      waiting.add(check);
      check();
    });
  // Ink wraps a drawing in «synchronized output»: between its two signs half a frame is on the screen.
  const isWhole = () => bytes.lastIndexOf('\u001b[?2026h') <= bytes.lastIndexOf('\u001b[?2026l');
  const holds = (what: string | RegExp) => {
    const text = shown(emulator, false);
    return typeof what === 'string' ? text.includes(what) : what.test(text);
  };
  return {
    press: (...keys) => {
      for (const key of keys) child.write(key);
    },
    untilShown: what => until(() => isWhole() && holds(what), `${what} did not come`),
    untilGone: what => until(() => isWhole() && !holds(what), `${what} did not go`),
    until: (isSo, what) => until(() => isWhole() && isSo(shown(emulator, false)), `${what} did not come`),
    resize: size => {
      child.resize(size.columns, size.rows);
      emulator.resize(size.columns, size.rows);
    },
    signal: name => child.kill(name),
    screen: () => shown(emulator, false),
    everything: () => shown(emulator, true),
    frames,
    bytes: () => bytes,
    ended,
  };
}

function shown({ buffer: { active }, rows }: xterm.Terminal, all: boolean): string {
  const from = all ? 0 : active.viewportY;
  const to = all ? active.length : active.viewportY + rows;
  const lines: string[] = [];
  for (let row = from; row < to; row += 1) {
    const line = active.getLine(row);
    if (line) lines.push(line.translateToString(true));
  }
  return lines.join('\n').trimEnd();
}
