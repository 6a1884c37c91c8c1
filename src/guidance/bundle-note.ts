import { failureWords } from '../diagnosis/failure-words.ts';
import type { Desk } from '../engine/desk.ts';
import type { Note } from './note.ts';

/** What became of a support bundle, in words. */
export function bundleNote(saved: Awaited<ReturnType<Desk['saveBundle']>>): Note {
  return saved.ok
    ? { severity: 'done', message: `a support bundle, secrets cut; look through it before you send it: ${saved.value}` }
    : { severity: 'refusal-likely', message: `no support bundle: ${failureWords(saved.failure).headline}` };
}
