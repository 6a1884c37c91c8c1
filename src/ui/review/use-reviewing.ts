import { useState } from 'react';
import type { Note } from '../../guidance/note.ts';
import type { Mode } from './review-hints.ts';
import { SEND_LINE } from './review-list.tsx';

/** What a review has in hand: the line with the focus, what has the body, and the last word on a key. */
export type Reviewing = {
  focus: string;
  mode: Mode;
  said: Note | undefined;
  setMode(mode: Mode): void;
  say(note: Note | undefined): void;
  /** To another line; what was said about the one before is past. */
  goTo(id: string): void;
  /** What stood in the list's place is done: back at its line. */
  close(id: string): void;
  /** F2: the request as it goes out, and back. undefined while something is being typed. */
  toggleRequest: (() => void) | undefined;
};

export function useReviewing(begin: { focus?: string | undefined; mode?: Mode | undefined } = {}): Reviewing {
  const [focus, setFocus] = useState(begin.focus ?? SEND_LINE);
  const [mode, setMode] = useState<Mode>(begin.mode ?? { at: 'list' });
  const [said, say] = useState<Note>();
  const isReading = mode.at === 'list' || mode.at === 'request';
  return {
    focus,
    mode,
    said,
    setMode,
    say,
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
