import type { Desk } from '../engine/desk.ts';
import type { Note } from './note.ts';

/** What became of a copy, in words: «copied» is only said where it is known. */
export function copyNote(what: string, copied: Awaited<ReturnType<Desk['copy']>>): Note {
  if ('problem' in copied) return { severity: 'refusal-likely', message: `${what} was not copied: ${copied.problem}` };
  if (copied.isCertain) return { severity: 'done', message: `${what} copied (${copied.by})` };
  return {
    severity: 'hint',
    message: `${what} sent by ${copied.by}; whether it arrived cannot be seen from here`,
  };
}
