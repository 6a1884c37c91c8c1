import { useRef, useState } from 'react';
import type { TokenLook } from '../../domain/evidence/evidence.ts';
import { type AccessToken, lookInside, readAccessToken } from '../../domain/mint/access-token.ts';
import { cleaningNote } from '../../guidance/drafts/token-notes.ts';
import type { Note } from '../../guidance/note.ts';

/** A token that is ready to be used, sealed; `said` tells what happened to it on its way here. */
export type HeldToken = { token: AccessToken; said: readonly Note[] };

/** Stands in the masked field for a token that is sealed already; nothing that can be typed. */
const SEALED_SIGN = '\ue000';
const SEALED = SEALED_SIGN.repeat(8);

export type TokenField = {
  /** For a masked text field. */
  value: string;
  onChange: (value: string) => void;
  onPaste: (pasted: string) => string;
  onSubmit: (value: string) => void;
  held: HeldToken | undefined;
  /** Characters of the token, 0 where there is none. */
  length: number;
  look: TokenLook | undefined;
  problem: string | undefined;
  /** Takes a token in that came from elsewhere. */
  hold: (held: HeldToken) => void;
  complain: (problem: string | undefined) => void;
};

type Begin = { held?: HeldToken; problem?: string };

/** A field for a token. What is pasted is sealed at once; only what is typed letter by letter is text until Enter. */
export function useTokenField(begin: Begin, onToken: (token: AccessToken) => void): TokenField {
  const [held, setHeld] = useState(begin.held);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState(begin.problem);
  // Enter can come before React has drawn the paste before it.
  const latest = useRef(begin.held);

  const set = (next: HeldToken | undefined, text: string, trouble?: string) => {
    latest.current = next;
    setHeld(next);
    setTyped(text);
    setProblem(trouble);
  };
  return {
    value: held ? SEALED : typed,
    onChange: value => set(undefined, value.replaceAll(SEALED_SIGN, '')),
    onPaste: pasted => {
      const read = readAccessToken(pasted);
      if ('problem' in read) set(undefined, '', unusable(read.problem));
      else set({ token: read, said: cleaningNote(read.notes) }, '');
      return '';
    },
    onSubmit: value => {
      if (latest.current) return onToken(latest.current.token);
      if (value === '') return setProblem('Paste a token first; Ctrl+O reads it from a file.');
      const read = readAccessToken(value);
      return 'problem' in read ? setProblem(unusable(read.problem)) : onToken(read);
    },
    held,
    length: held ? held.token.token.length : typed.length,
    look: held?.token.look ?? (typed.split('.').length === 3 ? lookInside(typed) : undefined),
    problem,
    hold: next => set(next, ''),
    complain: setProblem,
  };
}

function unusable(problem: string): string {
  return `That cannot be used: ${problem}.`;
}
