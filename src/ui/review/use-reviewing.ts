import { useRef, useState } from 'react';
import type { Note } from '../../guidance/note.ts';
import type { Mode } from './review-hints.ts';
import { SEND_LINE } from './review-list.tsx';

/** What a review has in hand: the line with the focus, what has the body, and the last word on a key. */
export type Reviewing = {
  focus: string;
  /** The same at this very moment: several keys can come before React has drawn the first. */
  at(): string;
  mode: Mode;
  said: Note | undefined;
  setMode(mode: Mode): void;
  say(note: Note | undefined): void;
  /** Says it at the first line, which is where the last word stands. Counts up `begun`. */
  sayAbove(note: Note): void;
  /** How often the list began anew at a line that it did not choose: a key for it. */
  begun: number;
  /** To another line; what was said about the one before is past. */
  goTo(id: string): void;
  /** What stood in the list's place is done: back at its line. */
  close(id: string): void;
  /** F2: the request as it goes out, and back. undefined while something is being typed. */
  toggleRequest: (() => void) | undefined;
};

export function useReviewing(begin: { focus?: string | undefined; mode?: Mode | undefined } = {}): Reviewing {
  const [focus, drawFocus] = useState(begin.focus ?? SEND_LINE);
  const latest = useRef(focus);
  const [mode, setMode] = useState<Mode>(begin.mode ?? { at: 'list' });
  const [said, say] = useState<Note>();
  const [begun, setBegun] = useState(0);
  const setFocus = (id: string) => {
    latest.current = id;
    drawFocus(id);
  };
  const isReading = mode.at === 'list' || mode.at === 'request';
  return {
    focus,
    at: () => latest.current,
    mode,
    said,
    setMode,
    say,
    sayAbove: note => {
      setFocus(SEND_LINE);
      setBegun(count => count + 1);
      say(note);
    },
    begun,
    goTo: id => {
      setFocus(id);
      say(undefined);
    },
    close: id => {
      setFocus(id);
      setMode({ at: 'list' });
    },
    toggleRequest: isReading ? () => setMode({ at: mode.at === 'request' ? 'list' : 'request' }) : undefined,
  };
}
