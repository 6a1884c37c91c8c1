import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';

/** Where the keys come from. `close` lets the process end. */
export type Keyboard = { stdin: NodeJS.ReadableStream; close(): void };

/**
 * The terminal's keys: standard input, or, where that has been read to its end, the terminal itself. Undefined where
 * there is none.
 */
export function openKeyboard(stdinIsRead: boolean): Keyboard | undefined {
  const { stdin } = process;
  if (!stdinIsRead) return stdin.isTTY ? { stdin, close: () => void stdin.pause().unref() } : undefined;
  if (process.platform === 'win32') return undefined;
  try {
    const terminal = new ReadStream(openSync('/dev/tty', 'r'));
    return { stdin: terminal, close: () => void terminal.destroy() };
  } catch {
    return undefined; // no controlling terminal: a job of cron, a container
  }
}
