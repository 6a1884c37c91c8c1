import { keysInWords } from '../domain/key-words.ts';
import { plainText } from '../domain/plain-text.ts';
import { maskSecretMembers } from '../domain/secret-members.ts';
import { updateFindings, updateOf } from '../domain/update-request.ts';
import { choose } from './choice.ts';
import { type Question, told } from './question.ts';

export const reviewUpdateQuestion: Question = {
  what: 'read once more what will change',
  ask: async ({ asker, state: { answers } }) => {
    const asked = updateOf(answers);
    const update = asked !== undefined && 'update' in asked ? asked.update : undefined;
    if (asked !== undefined && 'problem' in asked) asker.say(`It cannot be changed like that: ${asked.problem}.`);
    for (const member of update?.changed ?? []) {
      const now = text(member, answers.reading?.now[member]);
      asker.say(`${plainText(member, 80)}: now ${now}, asked ${text(member, update?.asked[member])}.`);
    }
    if (update?.changed.length === 0) asker.say('It is all as it should be: nothing will be sent.');
    const findings = update ? updateFindings(update, answers.keys?.choice) : [];
    for (const { severity, message } of findings) {
      asker.say(`${severity === 'hint' ? 'Worth knowing' : 'A refusal is likely'}: ${message}.`);
    }
    const chosen = await choose<'update' | 'anyway'>(asker, [
      { value: 'update', label: 'update this client' },
      ...(findings.length > 0 ? [{ value: 'anyway' as const, label: 'update it although a refusal is likely' }] : []),
    ]);
    if (chosen === 'back' || chosen === 'leave') return chosen;
    return told({ type: 'update-confirmed', sendAnyway: chosen === 'anyway' });
  },
};

function text(member: string, value: Parameters<typeof maskSecretMembers>[0] | undefined): string {
  const keys = member === 'jwks' && value !== undefined ? keysInWords(value) : undefined;
  if (keys !== undefined) return plainText(keys, 400);
  return value === undefined
    ? 'nothing'
    : plainText(JSON.stringify(maskSecretMembers({ [member]: value })[member]), 400);
}
