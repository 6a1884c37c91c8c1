import { plainText } from '../domain/plain-text.ts';
import { REVIEW_UPDATE_HELP } from '../guidance/client-help.ts';
import { updateWords } from '../guidance/update-words.ts';
import { choose, isTurn } from './dialogue.ts';
import { type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

export const reviewUpdateQuestion: Question = {
  what: () => 'read once more what will change',
  help: REVIEW_UPDATE_HELP,
  ask: async ({ asker, state: { answers }, isAnew }) => {
    const { update, rows, notes } = updateWords(answers);
    const isNothing = update !== undefined && rows.length === 0;
    if (isAnew) {
      for (const { member, now, asked } of rows) asker.say(`${plainText(member, 80)}: now ${now}; asked ${asked}.`);
      if (isNothing) asker.say('It is all as it should be: nothing will be sent.');
      sayNotes(asker, notes);
    }
    const isDoubtful = notes.some(({ severity }) => severity === 'refusal-likely');
    const chosen = await choose<'update' | 'anyway'>(
      asker,
      [
        { value: 'update', label: isNothing ? 'finish' : 'update this client' },
        ...(isDoubtful ? [{ value: 'anyway' as const, label: 'update it although a refusal is likely' }] : []),
      ],
      { help: REVIEW_UPDATE_HELP },
    );
    return isTurn(chosen) ? chosen : told({ type: 'update-confirmed', sendAnyway: chosen === 'anyway' });
  },
};
