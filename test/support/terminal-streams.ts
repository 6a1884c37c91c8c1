import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import xterm from '@xterm/headless';

/** Two ends of a terminal of 80x24 that a whole run can be given, for what a mounted tree cannot tell. */
export class TerminalOut extends PassThrough {
  readonly isTTY = true;
  readonly columns = 80;
  readonly rows = 24;
  bytes = '';

  constructor() {
    super();
    this.on('data', (chunk: Buffer) => {
      this.bytes += chunk.toString();
    });
  }

  /** All that was written, without colours and cursor movements. */
  text(): string {
    return stripVTControlCharacters(this.bytes);
  }

  /** What a terminal's window and scrollback hold once these words are written after it all. */
  async with(words: string): Promise<string> {
    const terminal = new xterm.Terminal({
      cols: this.columns,
      rows: this.rows,
      allowProposedApi: true,
      convertEol: true,
    });
    await new Promise<void>(resolve => terminal.write(this.bytes + words, resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    terminal.dispose();
    return lines.join('\n').trimEnd();
  }
}

export class TerminalIn extends PassThrough {
  readonly isTTY = true;
  isRaw = false;

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
