import { copyNote } from '../guidance/copy-note.ts';
import type { RequestInSight } from '../guidance/review/registration-view.ts';
import type { StepHelp } from '../guidance/step-help.ts';
import { choose, isTurn } from './dialogue.ts';
import type { Answer, Asked } from './question.ts';
import { sayNotes } from './say-notes.ts';

/** The request in one form, to be read or copied; the token stands in it as a variable. */
export async function askForRequest(
  { asker, desk }: Asked,
  { lines, views }: RequestInSight,
  help: StepHelp,
): Promise<Answer> {
  const forms = views.map(form => ({ value: form, label: form.title }));
  const form = await choose(asker, forms, { help });
  if (isTurn(form)) return form === 'back' ? 'again' : form;
  for (const line of lines) asker.quote(line);
  asker.quote(form.text);
  const chosen = await choose(
    asker,
    [
      { value: 'on' as const, label: 'back to the review' },
      { value: 'copy' as const, label: 'copy it' },
    ],
    { help },
  );
  if (chosen === 'copy') sayNotes(asker, [copyNote('the request', await desk.copy(form.text))]);
  return chosen === 'leave' ? chosen : 'again';
}
