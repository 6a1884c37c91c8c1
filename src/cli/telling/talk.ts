import { redact } from '../../domain/secrets/secret.ts';
import type { ProgressLine } from '../../headless/progress.ts';
import type { RunOptions } from '../options.ts';
import { type Look, markedLine } from '../terminal/marked-line.ts';
import { wantsColor, wantsUnicode } from '../terminal/terminal-abilities.ts';
import { wrapped } from '../terminal/wrapped.ts';

/** Standard output carries the result, standard error the talk; every line of both has known secrets cut out. */
export type Talk = {
  /** For standard output; `--reveal` lets a secret through here and nowhere else. */
  result(text: string): void;
  say(text: string): void;
  /** Trouble is said even with --quiet. */
  line(line: ProgressLine): void;
  /** Said even with --quiet. */
  warn(text: string): void;
};

type Streams = { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream };
type TalkStyle = Look & { quiet: boolean; reveals: boolean };

const TOPIC_WIDTH = 12;

function createTalk({ stdout, stderr }: Streams, { quiet, color, unicode, reveals, columns }: TalkStyle): Talk {
  const tell = (text: string) => stderr.write(`${wrapped(redact(text), columns)}\n`);
  return {
    result: text => stdout.write(`${reveals ? text : redact(text)}\n`),
    say: text => {
      if (!quiet) tell(text);
    },
    warn: text => tell(text),
    line: ({ mark, topic, text }) => {
      if (quiet && mark !== 'trouble') return;
      const told = redact(`${topic.padEnd(TOPIC_WIDTH)} ${text}`);
      stderr.write(`${markedLine(mark, told, { color, unicode, columns }, TOPIC_WIDTH + 3)}\n`);
    },
  };
}

/** The talk of this process, by its options and surroundings. */
export function processTalk({ quiet, color, reveal }: Pick<RunOptions, 'quiet' | 'color' | 'reveal'>): Talk {
  const { env, stderr } = process;
  return createTalk(process, {
    quiet,
    color: wantsColor(color, env, stderr.isTTY),
    unicode: wantsUnicode(env),
    reveals: reveal,
    columns: stderr.isTTY ? stderr.columns : Number.POSITIVE_INFINITY,
  });
}
