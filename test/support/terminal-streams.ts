import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

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
