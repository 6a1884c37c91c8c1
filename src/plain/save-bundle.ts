import { bundleNote } from '../guidance/bundle-note.ts';
import type { Asked } from './question.ts';
import { sayNotes } from './say-notes.ts';

export const SAVE_BUNDLE = 'save a support bundle: one file with all of this run and no secret';

/** The bundle of this run as it stands, and where it is. */
export async function saveBundle({ asker, desk, state }: Asked): Promise<'again'> {
  sayNotes(asker, [bundleNote(await desk.saveBundle(state))]);
  return 'again';
}
