import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { ReportedAnswer } from './report.ts';

export const STAGE_WORDS: Record<Evidence['stage'], string> = {
  discover: 'a discovery',
  mint: 'a mint',
  register: 'a registration',
  read: 'a read',
  update: 'an update',
  delete: 'a deletion',
  network: 'a request',
};

/** What an answer was recognized as, and where it stands: `curl -v, lines 3-14, 2 times`. */
export function placeOf({ form, lines, times }: ReportedAnswer): string {
  // Its lines are JSON that a person is spared.
  if (form === 'support bundle') return form;
  const place = lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}-${lines.to}`;
  return `${form}, ${place}${times === undefined ? '' : `, ${times} times`}`;
}

/** What has to be said where nothing in the report says which exchange it was. */
export function guessOf({ stageIsGuessed, evidence }: ReportedAnswer): string | undefined {
  return stageIsGuessed ? `taken for ${STAGE_WORDS[evidence.stage]}` : undefined;
}
