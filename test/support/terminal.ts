import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type xterm from '@xterm/headless';

/** Standard output that draws into a terminal's memory, and can be resized. */
export class TerminalStdout extends Writable {
  readonly isTTY = true;
  readonly frames: string[] = [];
  columns: number;
  rows: number;
  bytes = '';
  showsCursor = true;
  readonly #terminal: xterm.Terminal;

  constructor(terminal: xterm.Terminal) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    this.columns = terminal.cols;
    this.rows = terminal.rows;
  }

  override _write(chunk: string | Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    const text = chunk.toString();
    this.bytes += text;
    for (const [, sign] of text.matchAll(/\u001b\[\?25([hl])/g)) this.showsCursor = sign === 'h';
    const plain = stripVTControlCharacters(text);
    if (plain !== '') this.frames.push(plain);
    this.#terminal.write(text, done);
  }

  /** Resolves once the terminal has taken in all that was written. */
  drawn(): Promise<void> {
    return new Promise(resolve => {
      this.write('', () => resolve());
    });
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
}

/** Standard input that can be put into raw mode, as Ink wants it. */
export class TerminalStdin extends PassThrough {
  readonly isTTY = true;

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
