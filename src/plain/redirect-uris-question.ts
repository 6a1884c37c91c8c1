import { plainText } from '../domain/plain-text.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import { REDIRECT_URIS_HELP } from '../guidance/client-help.ts';
import { createRedirectNotes, type RedirectNotes, summaryNotes } from '../guidance/drafts/redirect-notes.ts';
import type { Asker } from './asker.ts';
import { isTurn, sayHelp, type Turn, turnOf } from './dialogue.ts';
import { type Question, told } from './question.ts';
import { type Edited, edited } from './redirect-uris-edits.ts';
import { sayNotes } from './say-notes.ts';

/** More than that is not read out unasked. */
const READ_OUT = 12;
const COMMANDS =
  'Type or paste URIs to add them. d NUMBER deletes, e NUMBER URI replaces, m NUMBER NUMBER moves, u undoes, l reads the list. Enter keeps the list, b goes back, q leaves.';
const PROMPT = 'URIs, a command, ? for help, or Enter to keep the list:';

export const redirectUrisQuestion: Question = {
  what: () => 'where the server may send users back to',
  help: REDIRECT_URIS_HELP,
  ask: async asked => {
    const { state, drafts, isAnew, wanted } = asked;
    const { answers, itinerary } = state;
    const client = answers.earlier.length;
    const draft = drafts.redirectUris?.client === client ? drafts.redirectUris.uris : undefined;
    const kept = await askForList(asked.asker, {
      uris: draft ?? answers.redirectUris ?? itinerary.known.redirectUris ?? [],
      notes: createRedirectNotes(askedMetadata(answers), answers.server?.preset),
      isAnew,
      index: wanted?.index,
      onChange: uris => {
        drafts.redirectUris = { client, uris };
      },
    });
    if (isTurn(kept)) return kept;
    delete drafts.redirectUris;
    return told({ type: 'redirect-uris-kept', redirectUris: kept });
  },
};

export type ListAsked = {
  uris: readonly string[];
  notes: RedirectNotes;
  /** Then all of it is read out first. */
  isAnew: boolean;
  /** The entry that it is about, from 0 on. */
  index?: number | undefined;
  onChange?: (uris: readonly string[]) => void;
};

/** The list of redirect URIs, edited line by line until it is kept. What cannot be sent is not kept. */
export async function askForList(asker: Asker, asked: ListAsked): Promise<string[] | Turn> {
  const { notes, isAnew, index, onChange } = asked;
  let { uris } = asked;
  const undo: (readonly string[])[] = [];
  if (isAnew) {
    asker.say('Exact URIs: scheme, host, port and path all have to match later.');
    sayAtFault(asker, notes, uris, index);
    if (index === undefined) sayList(asker, notes, uris, READ_OUT);
    asker.say(COMMANDS);
  }
  for (;;) {
    const typed = typedText(await asker.lines(PROMPT));
    const turn = turnOf(typed);
    if (turn) return turn;
    if (typed === '') {
      if (notes.unsendable(uris).length === 0) return [...uris];
      sayNotes(asker, summaryNotes(notes, uris, true));
    } else if (typed === '?') {
      sayHelp(asker, REDIRECT_URIS_HELP);
      asker.say(COMMANDS);
    } else if (typed === 'l') sayList(asker, notes, uris, Number.POSITIVE_INFINITY);
    else if (typed === 'u') {
      const before = undo.pop();
      asker.say(before === undefined ? 'Nothing to undo.' : `Undone. ${countWords(before)}`);
      uris = before ?? uris;
    } else {
      const change = edited(typed, uris);
      sayChange(asker, notes, change);
      if ('problem' in change) continue;
      undo.push(uris);
      uris = change.uris;
    }
    onChange?.(uris);
  }
}

/** What was pasted as several lines is one answer, and an empty line within it none. */
function typedText(lines: readonly string[]): string {
  return lines
    .map(line => line.trim())
    .filter(line => line !== '')
    .join('\n');
}

function sayChange(asker: Asker, notes: RedirectNotes, change: Edited): void {
  if ('problem' in change) {
    asker.say(change.problem);
    return;
  }
  asker.say(`${change.says} ${countWords(change.uris)}`);
  for (const place of change.places.slice(0, READ_OUT)) sayEntry(asker, notes, change.uris, place);
}

function sayAtFault(asker: Asker, notes: RedirectNotes, uris: readonly string[], index: number | undefined): void {
  if (index === undefined || uris[index] === undefined) return;
  asker.say(`This is about number ${index + 1} of ${uris.length}; e ${index + 1} URI replaces it.`);
  sayEntry(asker, notes, uris, index);
}

function sayList(asker: Asker, notes: RedirectNotes, uris: readonly string[], most: number): void {
  if (uris.length > 1 || uris.length === 0) asker.say(countWords(uris));
  for (const place of uris.keys()) if (place < most) sayEntry(asker, notes, uris, place);
  if (uris.length > most) asker.say(`And ${uris.length - most} more; l reads them all.`);
  sayNotes(asker, summaryNotes(notes, uris, false));
}

function sayEntry(asker: Asker, notes: RedirectNotes, uris: readonly string[], place: number): void {
  const uri = uris[place] ?? '';
  asker.say(`${place + 1}. ${plainText(uri, 300)}`);
  sayNotes(asker, notes.ofEntry(uri, place, uris));
}

function countWords({ length }: readonly string[]): string {
  if (length === 0) return 'The list is empty.';
  return length === 1 ? 'One URI in the list.' : `${length} URIs in the list.`;
}
