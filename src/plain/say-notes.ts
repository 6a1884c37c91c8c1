import type { Note } from '../guidance/note.ts';
import { sentence } from '../guidance/sentence.ts';
import type { Asker } from './asker.ts';

/** What a mark says on a screen, in words. */
const WORDS: Readonly<Record<Note['severity'], string>> = {
  done: '',
  hint: 'Worth knowing: ',
  'refusal-likely': 'Take care: ',
  'cannot-send': 'This does not do: ',
};

/** Notes as sentences, one a line; `about` names what they are about. */
export function sayNotes(asker: Asker, notes: readonly Note[], about = ''): void {
  for (const { severity, message } of notes) asker.say(sentence(`${WORDS[severity]}${about}${message}`));
}
