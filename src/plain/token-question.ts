import { failureWords } from '../diagnosis/failure-words.ts';
import { type AccessToken, expiredSince, readAccessToken } from '../domain/mint/access-token.ts';
import { grouped } from '../domain/plain-text.ts';
import { type ReadyToken, readyToken } from '../guidance/drafts/ready-token.ts';
import { cleaningNote, tokenNotes } from '../guidance/drafts/token-notes.ts';
import type { Note } from '../guidance/note.ts';
import { sentence } from '../guidance/sentence.ts';
import { ADMIN_TOKEN_HELP } from '../guidance/step-help.ts';
import { askText, choose, isTurn, type Option, sayHelp, turnOf } from './dialogue.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

type Way = 'ready' | 'paste' | 'file';

export const adminTokenQuestion: Question = {
  what: () => 'your admin access token',
  help: ADMIN_TOKEN_HELP,
  ask: async asked => {
    const { asker, state, plan, clock, isAnew } = asked;
    const ready = readyToken(state, plan.sources, clock.now());
    if (isAnew) {
      asker.say(
        'It authorizes minting an initial access token (IAT). It is sent only to the server, and never written.',
      );
      if (ready) sayReady(asked, ready);
    }
    const ways: Option<Way>[] = [
      { value: 'paste', label: 'paste it; nothing is shown while you do' },
      { value: 'file', label: 'read it from a file' },
    ];
    const token = ready && 'token' in ready ? ready.token : undefined;
    const options = token ? [{ value: 'ready' as const, label: 'use the one that is ready' }, ...ways] : ways;
    const chosen = await choose(asker, options, { help: ADMIN_TOKEN_HELP });
    if (chosen === 'ready' && token) return told({ type: 'admin-token-given', adminToken: token });
    if (chosen === 'paste') return pastedToken(asked);
    return chosen === 'file' ? tokenOfFile(asked) : (chosen as Answer);
  },
};

function sayReady({ asker, state, clock }: Asked, ready: ReadyToken): void {
  if ('problem' in ready) asker.say(ready.problem);
  else {
    const looked = tokenNotes(ready.token.look, { at: clock.now(), server: state.answers.server });
    sayNotes(asker, [{ severity: 'done', message: ready.words }, ...looked]);
  }
}

async function pastedToken(asked: Asked): Promise<Answer> {
  const { asker } = asked;
  const typed = await asker.hidden('Paste the token and press Enter; nothing is shown. b goes back:');
  const turn = turnOf(typed.trim());
  if (turn) return turn === 'back' ? 'again' : turn;
  if (typed.trim() === '?') {
    sayHelp(asker, ADMIN_TOKEN_HELP);
    return pastedToken(asked);
  }
  const read = readAccessToken(typed);
  if ('problem' in read) {
    asker.say(`That cannot be used: ${read.problem}.`);
    return 'again';
  }
  return lookedInto(asked, read, cleaningNote(read.notes));
}

async function tokenOfFile(asked: Asked): Promise<Answer> {
  const { asker, desk } = asked;
  const path = await askText(asker, 'Path of the file', { initial: '', help: ADMIN_TOKEN_HELP });
  if (isTurn(path)) return path === 'back' ? 'again' : path;
  const read = await desk.readTokenFile(path.text);
  if (!read.ok) {
    asker.say(sentence(failureWords(read.failure).headline));
    return 'again';
  }
  const { token, warnings } = read.value;
  const warned = warnings.map((message): Note => ({ severity: 'refusal-likely', message }));
  return lookedInto(asked, token, [...cleaningNote(token.notes), ...warned]);
}

/** What the token shows of itself is said before it is sent; where that does not bode well, the operator decides. */
async function lookedInto({ asker, state, clock }: Asked, adminToken: AccessToken, said: Note[]): Promise<Answer> {
  const at = clock.now();
  const notes = tokenNotes(adminToken.look, { at, server: state.answers.server });
  asker.say(`${grouped(adminToken.token.length)} characters read.`);
  sayNotes(asker, [...said, ...notes]);
  if (expiredSince(adminToken, at) !== undefined) return 'again';
  const given = told({ type: 'admin-token-given', adminToken });
  if (notes.every(({ severity }) => severity !== 'refusal-likely')) return given;
  const chosen = await choose(
    asker,
    [
      { value: 'other' as const, label: 'give another token' },
      { value: 'this' as const, label: 'use this one all the same' },
    ],
    { help: ADMIN_TOKEN_HELP },
  );
  if (chosen === 'this') return given;
  return chosen === 'leave' ? chosen : 'again';
}
