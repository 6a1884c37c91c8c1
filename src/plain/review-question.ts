import { clientName } from '../domain/metadata/client-metadata.ts';
import { plainText } from '../domain/plain-text.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import { REVIEW_HELP } from '../guidance/client-help.ts';
import { KEYS_ROW, memberRows, TEMPLATE_ROW } from '../guidance/drafts/member-rows.ts';
import { mayJump } from '../guidance/may-jump.ts';
import { registrationView } from '../guidance/review/registration-view.ts';
import { blockingNotes, earlierNote, iatNotes, reviewFindings, savedNote } from '../guidance/review/review-notes.ts';
import { choose, type Option } from './dialogue.ts';
import { askForMember, askMember, type Members } from './member-question.ts';
import { type Asked, type Question, told } from './question.ts';
import { askForRequest } from './request-question.ts';
import { sayNotes } from './say-notes.ts';

type Wish = 'register' | 'anyway' | 'edit' | 'read' | 'request' | 'save';

export const reviewQuestion: Question = {
  what: () => 'read it once more before it is sent',
  help: REVIEW_HELP,
  ask: async asked => {
    const { asker, state, desk, clock, timeoutMs, isAnew, isChanged, wanted } = asked;
    const findings = reviewFindings(state.answers);
    const blocked = blockingNotes(findings, state.itinerary.known.sendAnyway);
    if (isAnew && wanted?.member !== undefined) return askForMember(asked, membersOf(asked), wanted.member);
    if (isAnew) sayRequest(asked);
    if (isChanged) {
      const { server } = state.answers;
      const name = clientName(askedMetadata(state.answers));
      const earlier = server && name !== undefined ? await desk.earlierClient(server.url, name) : undefined;
      sayNotes(asker, [...findings, ...earlierNote(earlier), ...iatNotes(state, clock.now(), timeoutMs)]);
    }
    const chosen = await choose(asker, wishes(asked, blocked), { help: REVIEW_HELP });
    switch (chosen) {
      case 'register':
        if (blocked.count === 0)
          return told({ type: 'review-confirmed', sendAnyway: state.itinerary.known.sendAnyway });
        asker.say(notSent(blocked.passable));
        return 'again';
      case 'anyway':
        return told({ type: 'review-confirmed', sendAnyway: true });
      case 'edit':
        return askMember(asked, membersOf(asked));
      case 'read':
        sayRequest(asked);
        return 'again';
      case 'request': {
        const view = registrationView(state.answers, asked.plan.title);
        return view ? askForRequest(asked, view, REVIEW_HELP) : 'again';
      }
      case 'save':
        sayNotes(asker, [savedNote(await desk.saveRunbook(state))]);
        return 'again';
      default:
        return chosen;
    }
  },
};

function wishes({ state }: Asked, { count, passable }: { count: number; passable: boolean }): Option<Wish>[] {
  const server = plainText(state.answers.server?.url ?? 'the server', 200);
  return [
    { value: 'register', label: `register this client at ${server}` },
    { value: 'edit', label: 'change, add or leave out a member' },
    { value: 'read', label: 'read it again' },
    { value: 'request', label: 'the exact request, as JSON, cURL or PowerShell' },
    { value: 'save', label: 'save this as a runbook' },
    ...(count > 0 && passable ? [{ value: 'anyway' as const, label: 'register although a refusal is likely' }] : []),
  ];
}

function membersOf({ state, plan, steps, clock }: Asked): Members {
  const rows = memberRows(state, plan.sources);
  const rowOf = (member: string) => rows.find(({ id }) => id === member);
  return {
    rows,
    present: Object.keys(askedMetadata(state.answers)),
    valueOf: member => rowOf(member)?.value ?? state.answers.metadata[member] ?? undefined,
    elsewhere: member => {
      const to = rowOf(member)?.step;
      if (to !== undefined && mayJump(steps, state, to, clock.now())) return told({ type: 'jumped', to });
      return member === TEMPLATE_ROW || member === KEYS_ROW ? 'again' : undefined;
    },
    help: REVIEW_HELP,
  };
}

/** Every member with where it came from. */
function sayRequest({ asker, state, plan }: Asked): void {
  for (const { label, text, source } of memberRows(state, plan.sources)) asker.say(`${label}: ${text} (${source})`);
}

function notSent(passable: boolean): string {
  return passable
    ? 'Not sent: most servers would refuse it, for the reasons above. Change it, or register although a refusal is likely.'
    : 'Not sent: it cannot go out as it is, for the reasons above.';
}
