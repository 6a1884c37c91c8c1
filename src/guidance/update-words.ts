import { type ClientUpdate, updateFindings, updateOf } from '../domain/management/update-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Note } from './note.ts';
import { valueText } from './result/granted.ts';

/** One member that an update changes: as it stands, and as it is asked for. */
export type ChangedRow = { member: string; now: string; asked: string };
/** What an update comes to; `update` is left out where it cannot be made. */
export type UpdateWords = { update?: ClientUpdate; rows: ChangedRow[]; notes: Note[] };

/** The update that stands to be sent, in words. */
export function updateWords(answers: Answers): UpdateWords {
  const asked = updateOf(answers);
  const update = asked !== undefined && 'update' in asked ? asked.update : undefined;
  const problem = asked !== undefined && 'problem' in asked ? asked.problem : undefined;
  return {
    ...(update && { update }),
    rows: (update?.changed ?? []).map(member => ({
      member,
      now: shown(member, answers.reading?.now[member]),
      asked: shown(member, update?.asked[member]),
    })),
    notes: notesOn(answers, update, problem),
  };
}

function shown(member: string, value: Parameters<typeof valueText>[1] | undefined): string {
  return value === undefined ? 'nothing' : valueText(member, value);
}

const FROM_RECORD: Note = {
  severity: 'hint',
  message: 'this is what the record has: reading at this server would replace the credentials of the client',
};

function notesOn(answers: Answers, update: ClientUpdate | undefined, problem: string | undefined): Note[] {
  return [
    ...(problem === undefined ? [] : [{ severity: 'cannot-send' as const, message: problem }]),
    ...(update ? updateFindings(update, answers.keys?.choice) : []),
    ...(answers.reading?.from === 'record' ? [FROM_RECORD] : []),
    ...(answers.reading?.deviations ?? []).map((message): Note => ({ severity: 'hint', message })),
  ];
}
