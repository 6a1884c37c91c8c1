import { nameOf } from '../domain/management/managed-client.ts';
import { plainText } from '../domain/plain-text.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import { RESULT_HELP } from '../guidance/client-help.ts';
import { copyNote } from '../guidance/copy-note.ts';
import { grantedRow, secretLife } from '../guidance/result/granted.ts';
import { deletionUnknownNotes, mayRegisterAnother, mayUndo, registeredNotes } from '../guidance/result/result-words.ts';
import { typeable } from '../guidance/trouble/unknown-outcome.ts';
import type { Asker } from './asker.ts';
import { choose, type Option } from './dialogue.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

type Wish = 'go-on' | 'copy-id' | 'copy-secret' | 'reveal' | 'another' | 'undo';

export const resultQuestion: Question = {
  what: () => 'registered',
  help: RESULT_HELP,
  ask: async asked => {
    const { asker, state, desk, isAnew } = asked;
    const { registered } = state.answers;
    if (registered === undefined) return told({ type: 'result-read' });
    if (isAnew) sayResult(asked, registered);
    const { client_id, client_secret } = registered.client;
    const chosen = await choose(asker, wishes(asked, registered), { help: RESULT_HELP });
    switch (chosen) {
      case 'go-on':
        return told({ type: 'result-read' });
      case 'another':
        return told({ type: 'another-client-wanted' });
      case 'undo':
        return undone(asker, nameOf(registered));
      case 'reveal':
        if (client_secret) asker.reveal(desk.reveal(client_secret));
        return 'again';
      case 'copy-id':
        sayNotes(asker, [copyNote('client_id', await desk.copy(client_id))]);
        return 'again';
      case 'copy-secret':
        if (client_secret) sayNotes(asker, [copyNote('client_secret', await desk.copy(client_secret))]);
        return 'again';
      default:
        return chosen;
    }
  },
};

function wishes({ state, clock }: Asked, registered: RegisteredClient): Option<Wish>[] {
  const { client } = registered;
  const handsOver = state.itinerary.steps.includes('hand-over');
  return [
    { value: 'go-on', label: handsOver ? 'hand it over (.env, compose and others)' : 'finish' },
    { value: 'copy-id', label: 'copy the client_id' },
    ...(client.client_secret
      ? [
          { value: 'reveal' as const, label: 'show the client secret' },
          { value: 'copy-secret' as const, label: 'copy the client secret without showing it' },
        ]
      : []),
    ...(mayRegisterAnother(state, clock.now())
      ? [{ value: 'another' as const, label: 'register another client' }]
      : []),
    ...(mayUndo(registered)
      ? [{ value: 'undo' as const, label: 'take it back: delete this client at the server' }]
      : []),
  ];
}

/** Deleting cannot be taken back, so it takes more than Enter. */
async function undone(asker: Asker, name: string): Promise<Answer> {
  const wanted = typeable(name);
  const typed = (await asker.line(`Type ${wanted} to delete it, anything else to keep it:`)).trim();
  if (typeable(typed) === wanted) return told({ type: 'undo-confirmed', clientName: name });
  asker.say(`That is not "${wanted}": the client was kept.`);
  return 'again';
}

function sayResult({ asker, state, clock }: Asked, registered: RegisteredClient): void {
  const { client, keys, record, differences } = registered;
  asker.say(`client_id: ${plainText(client.client_id, 300)}`);
  if (client.client_secret) {
    asker.say(`A client secret was given; it ${secretLife(client.client_secret_expires_at, clock.now().wall)}.`);
  }
  if (keys?.kid !== undefined)
    asker.say(`The key: ${keys.alg ? `${keys.alg}, ` : ''}key ID ${plainText(keys.kid, 200)}.`);
  if (keys?.privateKeyFile !== undefined) asker.say(`The private key is in ${keys.privateKeyFile}.`);
  if (record !== undefined) asker.say(`All of it is kept in ${record}.`);
  sayNotes(asker, [...deletionUnknownNotes(state.answers), ...registeredNotes(registered)]);
  if (differences.length === 0) asker.say('The server granted what you asked for.');
  else asker.say(`The server granted what you asked for, but for ${differences.length} of the members:`);
  for (const difference of differences) {
    const { member, asked, granted, note } = grantedRow(difference);
    asker.say(`${member}: asked ${asked}; granted ${granted}${note === '' ? '' : ` (${note})`}.`);
  }
  for (const before of state.answers.earlier) sayClient(asker, 'Registered before in this run', before);
  for (const late of state.late) sayClient(asker, 'An answer that came late', late);
}

function sayClient(asker: Asker, what: string, { client, record }: RegisteredClient): void {
  asker.say(`${what}: ${plainText(client.client_id, 120)}${record === undefined ? '' : `, kept in ${record}`}.`);
}
