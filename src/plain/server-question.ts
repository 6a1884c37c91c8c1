import { type Check, checkText, tallyOf } from '../domain/evidence/check.ts';
import { plainText } from '../domain/plain-text.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import {
  originToAllow,
  readServerDraft,
  type ServerDraft,
  type ServerField,
  serverDraft,
  tokenOrigins,
} from '../guidance/drafts/server-draft.ts';
import { sentence } from '../guidance/sentence.ts';
import { SERVER_LABELS, serverFields, serverHabits } from '../guidance/server-words.ts';
import { SERVER_HELP } from '../guidance/step-help.ts';
import { askInTurn, askText, choose, isTurn, type Turn } from './dialogue.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

export const serverQuestion: Question = {
  what: ({ itinerary: { known } }) =>
    known.registers ? 'which server registers the client' : 'which server mints the token',
  help: SERVER_HELP,
  ask: async asked => {
    const { asker, state, plan, isAnew, wanted } = asked;
    const server = state.answers.server ?? state.itinerary.known.server;
    if (server === undefined) return otherAddresses(asked);
    if (isAnew) {
      if (plan.summary !== undefined) asker.say(plan.summary);
      asker.say(`Tokens go to ${tokenOrigins(server).join(' and ')}, and nowhere else.`);
      sayNotes(asker, serverHabits(server, plan.findings));
    }
    const chosen = await choose(
      asker,
      [
        { value: 'go-on' as const, label: `go on with ${plainText(server.url, 300)}` },
        { value: 'other' as const, label: 'change an address' },
        { value: 'examine' as const, label: 'see whether the way to the server is open; no token is sent' },
      ],
      // Who comes here from a trouble with these addresses does not want them once more.
      { initial: wanted?.cause === undefined ? 0 : 1, help: SERVER_HELP },
    );
    if (isTurn(chosen)) return chosen;
    if (chosen === 'examine') return examined(asked, server);
    return chosen === 'go-on' ? chosenServer(asked, server) : otherAddresses(asked);
  },
};

/** What stands between here and the server, layer by layer, each said as soon as it is known. */
async function examined({ asker, state, desk }: Asked, server: AuthorizationServer): Promise<Answer> {
  const checks: Check[] = [];
  for await (const check of desk.examine(server, state)) {
    checks.push(check);
    const { layer, status, try: tries = [] } = check;
    asker.say(sentence(`${layer} ${check.check}, ${status}: ${checkText(check)}`));
    for (const advice of tries) asker.say(sentence(`- What helps: ${advice}`));
  }
  asker.say(tallyOf(checks));
  return 'again';
}

const HOW: Readonly<Record<ServerField, string>> = {
  url: 'the address of the server',
  mint: 'a path, or a whole address',
  registration: 'a path, a whole address, or empty to look it up at the server',
};

/** `last`: what was typed last, where that did not do. */
async function otherAddresses(asked: Asked, last?: ServerDraft): Promise<Answer> {
  const { asker, state } = asked;
  const before = state.answers.server ?? state.itinerary.known.server;
  const draft = last ?? serverDraft(before);
  const typed = await askInTurn(serverFields(state), (field, said) =>
    askText(asker, `${SERVER_LABELS[field]} (${HOW[field]})`, {
      initial: said[field] ?? draft[field],
      help: SERVER_HELP,
      mayBeEmpty: field !== 'url',
    }),
  );
  if (isTurn(typed)) return typed === 'back' && before !== undefined ? 'again' : typed;
  const written = { ...draft, ...typed };
  const { server, notes } = read(asked, written, before);
  sayNotes(asker, notes);
  return server ? chosenServer(asked, server) : otherAddresses(asked, written);
}

function read({ state, clock }: Asked, draft: ServerDraft, before: AuthorizationServer | undefined) {
  return readServerDraft(draft, { before, now: clock.now(), mints: state.itinerary.steps.includes('mint') });
}

/** A server whose endpoints are all on origins that may get a token; each other origin is asked about first. */
async function chosenServer(asked: Asked, server: AuthorizationServer): Promise<Answer> {
  const { answers, itinerary } = asked.state;
  const allowedOrigins = [...answers.allowedOrigins];
  for (;;) {
    const origin = originToAllow(server, allowedOrigins);
    if (origin === undefined) {
      return told({ type: 'server-chosen', server, allowedOrigins, registers: itinerary.known.registers });
    }
    const answer = await mayGetTokens(asked, server, origin);
    if (isTurn(answer)) return answer === 'back' ? 'again' : answer;
    if (!answer) return 'again';
    allowedOrigins.push(origin);
  }
}

/** What a discovery found on another origin is asked about at this step too. */
export async function askAboutOrigin(asked: Asked, origin: string): Promise<Answer> {
  const { answers, itinerary } = asked.state;
  const server = answers.server ?? itinerary.known.server;
  const toTheAddresses = told({ type: 'jumped', to: 'server' });
  if (server === undefined) return toTheAddresses;
  const answer = await mayGetTokens(asked, server, origin);
  if (answer === 'leave') return answer;
  if (answer !== true) return toTheAddresses;
  const allowedOrigins = [...answers.allowedOrigins, origin];
  return told({ type: 'server-chosen', server, allowedOrigins, registers: itinerary.known.registers });
}

async function mayGetTokens({ asker }: Asked, server: AuthorizationServer, origin: string): Promise<boolean | Turn> {
  const named = plainText(origin, 120);
  asker.say(`May a token go to ${named}?`);
  asker.say(`The server is ${plainText(server.url, 120)}. Whoever gets a token can use it until it lapses.`);
  return choose(
    asker,
    [
      { value: false, label: 'no, back to the addresses' },
      { value: true, label: `allow ${named}` },
    ],
    { help: SERVER_HELP },
  );
}
