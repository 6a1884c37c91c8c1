import { strings } from '../domain/metadata/client-metadata.ts';
import { REVIEW_UPDATE_HELP } from '../guidance/client-help.ts';
import { createRedirectNotes } from '../guidance/drafts/redirect-notes.ts';
import { mayJump } from '../guidance/may-jump.ts';
import { savedNote } from '../guidance/review/review-notes.ts';
import { updateView } from '../guidance/review/update-view.ts';
import { type UpdateWords, updateObjection, updateWords, wantedMetadata } from '../guidance/review/update-words.ts';
import { choose, isTurn, type Option } from './dialogue.ts';
import { askForMember, askMember, type Members } from './member-question.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { askForList } from './redirect-uris-question.ts';
import { askForRequest } from './request-question.ts';
import { sayNotes } from './say-notes.ts';

type Wish = 'update' | 'anyway' | 'edit' | 'read' | 'request' | 'save';

export const reviewUpdateQuestion: Question = {
  what: () => 'read once more what will change',
  help: REVIEW_UPDATE_HELP,
  ask: async asked => {
    const { asker, state, plan, desk, isAnew, isChanged, wanted } = asked;
    const { answers } = state;
    const words = updateWords(answers);
    if (isAnew && wanted?.member !== undefined) return askForMember(asked, membersOf(asked, words), wanted.member);
    if (isAnew || isChanged) sayUpdate(asked, words);
    const view = updateView(answers, plan.title);
    const chosen = await choose(asker, wishes(words, view !== undefined), { help: REVIEW_UPDATE_HELP });
    switch (chosen) {
      case 'update':
      case 'anyway':
        return told({ type: 'update-confirmed', sendAnyway: chosen === 'anyway' || state.itinerary.known.sendAnyway });
      case 'edit':
        return askMember(asked, membersOf(asked, words));
      case 'read':
        sayUpdate(asked, words);
        return 'again';
      case 'request':
        return view ? askForRequest(asked, view, REVIEW_UPDATE_HELP) : 'again';
      case 'save':
        sayNotes(asker, [savedNote(await desk.saveRunbook(state))]);
        return 'again';
      default:
        return chosen;
    }
  },
};

function wishes({ update, findings }: UpdateWords, hasRequest: boolean): Option<Wish>[] {
  const isDoubtful = findings.some(({ severity }) => severity === 'refusal-likely');
  return [
    { value: 'update', label: isNothing(update) ? 'finish' : 'update this client' },
    { value: 'edit', label: 'change, add or take out a member' },
    { value: 'read', label: 'read it again' },
    ...(hasRequest
      ? [
          { value: 'request' as const, label: 'the exact request, as JSON, cURL or PowerShell' },
          { value: 'save' as const, label: 'save this as a runbook' },
        ]
      : []),
    ...(isDoubtful ? [{ value: 'anyway' as const, label: 'update it although a refusal is likely' }] : []),
  ];
}

function isNothing(update: UpdateWords['update']): boolean {
  return update !== undefined && update.changed.length === 0;
}

function sayUpdate({ asker }: Asked, { update, rows, findings, notes }: UpdateWords): void {
  for (const { label, says, isChanged } of rows) {
    if (isChanged) asker.say(`${label}: now ${says.now}; asked ${says.asked}.`);
  }
  if (isNothing(update)) asker.say('It is all as it should be: nothing will be sent.');
  sayNotes(asker, [...notes, ...findings]);
}

function membersOf(asked: Asked, { rows }: UpdateWords): Members {
  const { state, steps, clock } = asked;
  const rowOf = (member: string) => rows.find(({ id }) => id === member);
  return {
    rows: rows.map(({ id, label, says, isChanged }) => ({
      id,
      label,
      text: isChanged ? `now ${says.now}; asked ${says.asked}` : says.now,
    })),
    present: rows.filter(row => row.asked !== undefined).map(({ id }) => id),
    valueOf: member => rowOf(member)?.asked ?? rowOf(member)?.now,
    objectionTo: updateObjection,
    elsewhere: member => {
      if (member === 'redirect_uris') return askForRedirectUris(asked);
      const to = rowOf(member)?.step;
      return to !== undefined && mayJump(steps, state, to, clock.now()) ? told({ type: 'jumped', to }) : undefined;
    },
    help: REVIEW_UPDATE_HELP,
  };
}

async function askForRedirectUris({ asker, state: { answers }, wanted }: Asked): Promise<Answer> {
  const wished = wantedMetadata(answers);
  const kept = await askForList(asker, {
    uris: strings(wished['redirect_uris']),
    notes: createRedirectNotes(wished, answers.server?.preset),
    isAnew: true,
    index: wanted?.index,
  });
  if (isTurn(kept)) return kept === 'back' ? 'again' : kept;
  return told({ type: 'member-set', member: 'redirect_uris', value: kept });
}
