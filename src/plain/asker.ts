/** The operator went away in the middle of a question: the terminal was closed, or Ctrl+C was typed without echo. */
export class Gone extends Error {}

export type PlainStreams = {
  stdin: NodeJS.ReadableStream & { setRawMode?(mode: boolean): unknown };
  stdout: NodeJS.WritableStream;
};

/** Lines out, lines in; nothing is ever drawn over. */
export type Asker = {
  say(text: string): void;
  /** One line, without its end. */
  line(prompt: string): Promise<string>;
  /** The same without echo: for secrets. A paste that ends in a line end is one line. */
  hidden(prompt: string): Promise<string>;
  /** Drops what was typed ahead. */
  forget(): void;
  close(): void;
};

const CTRL_C = '\u0003';
const BACKSPACE = /[\u0008\u007f]/;

/** Reads whole lines, as the terminal itself lets people edit them: what a screen reader knows best. */
export function createAsker({ stdin, stdout }: PlainStreams): Asker {
  let typed = '';
  let hasEnded = false;
  let wake: (() => void) | undefined;
  const onData = (chunk: Buffer | string) => {
    typed += chunk.toString();
    wake?.();
  };
  const onEnd = () => {
    hasEnded = true;
    wake?.();
  };
  stdin.on('data', onData).on('end', onEnd);

  const nextLine = async (isHidden: boolean): Promise<string> => {
    for (;;) {
      if (isHidden && typed.includes(CTRL_C)) throw new Gone();
      const end = /\r\n|\r|\n/.exec(typed);
      if (end) {
        const line = typed.slice(0, end.index);
        typed = typed.slice(end.index + end[0].length);
        return line;
      }
      if (hasEnded) throw new Gone();
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  };
  return {
    say: text => stdout.write(`${text}\n`),
    line: prompt => {
      stdout.write(`${prompt} `);
      return nextLine(false);
    },
    hidden: async prompt => {
      // Before the prompt: a paste that answers it at once would be echoed.
      stdin.setRawMode?.(true);
      try {
        stdout.write(`${prompt} `);
        const line = rubbedOut(await nextLine(true));
        // The rest of a paste of several lines must not answer the next question, where it would be seen.
        typed = '';
        return line;
      } finally {
        stdin.setRawMode?.(false);
        stdout.write('\n');
      }
    },
    forget: () => {
      typed = '';
    },
    close: () => {
      stdin.off('data', onData).off('end', onEnd).pause();
    },
  };
}

/** Without echo nobody else takes a rubbed-out character away. */
function rubbedOut(line: string): string {
  let kept = '';
  for (const character of line) kept = BACKSPACE.test(character) ? kept.slice(0, -1) : kept + character;
  return kept;
}
