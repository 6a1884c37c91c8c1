import { wrapped } from './wrapped.ts';

export type Look = {
  color: boolean;
  unicode: boolean;
  /** Of the terminal that it goes to; Infinity where it is none. */
  columns: number;
};

const MARKS = {
  done: ['✔', 'v', 32],
  care: ['▲', '!', 33],
  trouble: ['✖', 'x', 31],
  passed: ['–', '-', 2],
} as const;

/** A line that begins with a mark; where it is broken, it goes on `hang` cells from the left. */
export function markedLine(mark: keyof typeof MARKS, text: string, look: Look, hang: number): string {
  const [glyph, plain, code] = MARKS[mark];
  const sign = look.unicode ? glyph : plain;
  const line = wrapped(`${sign} ${text}`, look.columns, hang);
  return look.color ? `\u001b[${code}m${sign}\u001b[0m${line.slice(sign.length)}` : line;
}
