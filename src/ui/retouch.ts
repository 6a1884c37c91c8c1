import { styleText } from 'node:util';
import { createContext } from 'react';
import type { Paint } from './look.ts';

/** Cells from the frame's upper left, and how many rows the frame has. */
type Place = { x: number; y: number; frameRows: number };
/** Writes to the end of a line of the frame that stands on the terminal. */
export type Retouch = (place: Place, text: string, paint: Paint) => void;

/** Undefined where nobody can: then Ink has to draw. */
export const RetouchContext = createContext<Retouch | undefined>(undefined);

/** Modes (cursor shown, synchronized output, bracketed paste) move nothing. */
const MODES_ALONE = /^(?:\u001b\[\?\d+[hl])*$/;
/** How Ink leaves the cursor at a caret: so many rows above the one below the frame. */
const UP_TO_CARET = /\u001b\[(\d+)A\u001b\[\d+G\u001b\[\?25h$/;
/** A line of a frame was written, or passed over because it stands there already. */
const LINE_END = /\n|\u001b\[E/g;
const ERASED = /\u001b\[(?:2K|J)/;

/**
 * A terminal for Ink, on which one line can be changed without it. For a countdown Ink would lay out, paint and compare
 * the whole frame each second: 17 ms of computing, where this takes half of one.
 *
 * Ink keeps what it drew itself, and compares the next frame with that. So the line has to say what Ink would draw at
 * that moment: whatever Ink then leaves as it is, or writes anew, is right.
 */
export function retouchable<Terminal extends NodeJS.WritableStream>(
  terminal: Terminal,
): { stream: Terminal; retouch: Retouch } {
  let rows = 0;
  let lifted = 0;
  const watch = (written: unknown) => {
    if (typeof written !== 'string' || MODES_ALONE.test(written)) return;
    const ends = written.match(LINE_END)?.length ?? 0;
    if (ends > 0) rows = ends;
    else if (ERASED.test(written)) rows = 0;
    lifted = Number(UP_TO_CARET.exec(written)?.[1] ?? 0);
  };
  const write = (written: unknown, ...rest: unknown[]): boolean => {
    watch(written);
    return Reflect.apply(terminal.write, terminal, [written, ...rest]);
  };
  const stream = new Proxy(terminal, {
    get: (target, name) => {
      if (name === 'write') return write;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const retouch: Retouch = ({ x, y, frameRows }, text, { color, bold, dimColor }) => {
    const up = rows - lifted - y;
    // The frame that was laid out is not drawn yet.
    if (rows !== frameRows || up < 1) return;
    const formats = [
      ...(color ? [color] : []),
      ...(bold ? ['bold' as const] : []),
      ...(dimColor ? ['dim' as const] : []),
    ];
    const line = styleText(formats, text, { stream: terminal });
    terminal.write(`\u001b7\u001b[${up}A\u001b[${x + 1}G${line}\u001b[K\u001b8`);
  };
  return { stream, retouch };
}
