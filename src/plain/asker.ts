import { redact } from '../domain/secrets/secret.ts';
import { spelled } from '../guidance/drafts/spelled.ts';
import { rubbedOut } from './rubbed-out.ts';

/** Nobody answers any more: the terminal was closed, its input has ended, or Ctrl+C was typed without echo. */
export class Gone extends Error {}

export type PlainStreams = {
  stdin: NodeJS.ReadableStream & { setRawMode?(mode: boolean): unknown };
  stdout: NodeJS.WritableStream;
  unicode: boolean;
};

/** Lines out, lines in; nothing is ever drawn over. */
export type Asker = {
  /** In words: known secrets are cut out, and signs that the terminal has not are spelled. */
  say(text: string): void;
  /** Character by character, for what is to be copied; known secrets are cut out. */
  quote(text: string): void;
  /** A secret, because the operator asked to see it. */
  reveal(text: string): void;
  /** The same as `say`, while a question may be open: that is repeated then, with what was typed so far still standing. */
  announce(text: string): void;
  /** One line, without its end. */
  line(prompt: string): Promise<string>;
  /** The same without echo: for secrets. A paste that ends in a line end is one line. */
  hidden(prompt: string): Promise<string>;
  /** One line, and those that were pasted with it. */
  lines(prompt: string): Promise<string[]>;
  /** Drops what was typed ahead. */
  forget(): void;
  /** Nothing is said or asked any more; the terminal echoes again. */
  close(): void;
};

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const LINE_END = /\r\n|\r|\n/;

/** Reads whole lines, as the terminal itself lets people edit them: what a screen reader knows best. */
export function createAsker({ stdin, stdout, unicode }: PlainStreams): Asker {
  const decoder = new TextDecoder();
  let typed = '';
  let hasEnded = false;
  let isClosed = false;
  let open: { prompt: string; isHidden: boolean } | undefined;
  let announced: string[] = [];
  let wake: (() => void) | undefined;
  const onData = (chunk: Buffer | string) => {
    typed += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    wake?.();
  };
  const onEnd = () => {
    hasEnded = true;
    wake?.();
  };
  stdin.on('data', onData).on('end', onEnd);

  const write = (text: string) => {
    if (!isClosed) stdout.write(text);
  };
  const inWords = (text: string) => redact(unicode ? text : spelled(text));
  const say = (text: string) => write(`${inWords(text)}\n`);
  const nextLine = async (isHidden: boolean): Promise<string> => {
    for (;;) {
      if (isHidden && (typed.includes(CTRL_C) || typed.startsWith(CTRL_D))) throw new Gone();
      const end = LINE_END.exec(typed);
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
  const asked = async (prompt: string, isHidden: boolean): Promise<string> => {
    open = { prompt: inWords(prompt), isHidden };
    write(`${open.prompt} `);
    try {
      return await nextLine(isHidden);
    } finally {
      open = undefined;
    }
  };
  const sayLate = () => {
    for (const text of announced) say(text);
    announced = [];
  };
  return {
    say,
    quote: text => write(`${redact(text)}\n`),
    reveal: text => write(`${text}\n`),
    announce: text => {
      // In raw mode nobody sees what was pasted so far, and a word in the middle of it only confuses.
      if (open?.isHidden) announced.push(text);
      else if (open === undefined) say(text);
      else write(`\n${inWords(text)}\n${open.prompt} `);
    },
    line: prompt => asked(prompt, false),
    hidden: async prompt => {
      // Before the prompt: a paste that answers it at once would be echoed.
      stdin.setRawMode?.(true);
      try {
        const line = rubbedOut(await asked(prompt, true));
        // The rest of a paste of several lines must not answer the next question, where it would be seen.
        typed = '';
        return line;
      } finally {
        stdin.setRawMode?.(false);
        write('\n');
        sayLate();
      }
    },
    lines: async prompt => {
      const lines = [await asked(prompt, false)];
      await untilQuiet(() => typed.length);
      for (let end = LINE_END.exec(typed); end; end = LINE_END.exec(typed)) {
        lines.push(typed.slice(0, end.index));
        typed = typed.slice(end.index + end[0].length);
      }
      return lines;
    },
    forget: () => {
      typed = '';
    },
    close: () => {
      if (open?.isHidden) stdin.setRawMode?.(false);
      // What comes next must not stand behind the open question.
      if (open) write('\n');
      isClosed = true;
      stdin.off('data', onData).off('end', onEnd).pause();
    },
  };
}

/** A terminal gives a paste line by line; nobody types two lines within so short a time. */
const QUIET_MS = 30;

async function untilQuiet(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await new Promise(resolve => setTimeout(resolve, QUIET_MS));
  }
}
