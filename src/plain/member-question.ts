import type { Json } from '../domain/json.ts';
import { plainText } from '../domain/plain-text.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import { REVIEW_HELP } from '../guidance/client-help.ts';
import { memberHelp, strangeMember, suggestedMembers } from '../guidance/drafts/known-members.ts';
import { editableText, memberName, valueOfText } from '../guidance/drafts/member-edit.ts';
import { KEYS_ROW, type MemberRow, memberRows, TEMPLATE_ROW } from '../guidance/drafts/member-rows.ts';
import { mayJump } from '../guidance/may-jump.ts';
import { askText, choose, isTurn, type Option } from './dialogue.ts';
import { type Answer, type Asked, told } from './question.ts';

const ADD = '\nadd';

/** Which member is to be changed, and to what. */
export async function askMember(asked: Asked): Promise<Answer> {
  const { asker, state, plan } = asked;
  const rows = memberRows(state, plan.sources);
  const options: Option<string>[] = [
    ...rows.map(({ id, label, text }) => ({ value: id, label: `${label}: ${text}` })),
    { value: ADD, label: 'add another one, by its name' },
  ];
  const id = await choose(asker, options, { help: REVIEW_HELP });
  if (isTurn(id)) return id === 'back' ? 'again' : id;
  return id === ADD ? askForNewMember(asked) : askForMember(asked, id);
}

/** A member with a question of its own leads there; any other is changed here. */
export async function askForMember(asked: Asked, member: string): Promise<Answer> {
  const { state, plan, steps, clock } = asked;
  const row = memberRows(state, plan.sources).find(({ id }) => id === member);
  const to = row?.step;
  if (to !== undefined && mayJump(steps, state, to, clock.now())) return told({ type: 'jumped', to });
  return member === TEMPLATE_ROW || member === KEYS_ROW ? 'again' : askForValue(asked, member, row);
}

async function askForNewMember(asked: Asked): Promise<Answer> {
  const { asker, state } = asked;
  const present = Object.keys(askedMetadata(state.answers));
  asker.say('For example:');
  for (const { member, help } of suggestedMembers('', present)) asker.say(`- ${member}: ${help}`);
  const name = await askText(asker, 'Name of the member', {
    initial: '',
    help: REVIEW_HELP,
    problemOf: text => {
      const read = memberName(text);
      return 'problem' in read ? read.problem : undefined;
    },
  });
  if (isTurn(name)) return name === 'back' ? 'again' : name;
  return askForMember(asked, name.text);
}

async function askForValue({ asker, state }: Asked, member: string, row: MemberRow | undefined): Promise<Answer> {
  const before = row?.value ?? state.answers.metadata[member];
  asker.say(`${plainText(member, 80)}: ${memberHelp(member) ?? strangeMember(member)}`);
  const typed = await askText(asker, 'Its value', {
    initial: editableText(member, before ?? undefined),
    help: REVIEW_HELP,
    mayBeEmpty: true,
    problemOf: text => {
      const read = text === '' ? undefined : valueOfText(member, text);
      return read && 'problem' in read ? `That ${read.problem}.` : undefined;
    },
  });
  if (isTurn(typed)) return typed === 'back' ? 'again' : typed;
  const value = valueToTell(member, typed.text);
  asker.say(
    value === null ? `${member} is left out.` : `${member} goes out as ${plainText(JSON.stringify(value), 400)}.`,
  );
  return told({ type: 'member-set', member, value });
}

/** Nothing leaves the member out; the list of redirect URIs is emptied, as it has a place of its own among the answers. */
function valueToTell(member: string, text: string): Json {
  const read = text === '' ? undefined : valueOfText(member, text);
  if (read && 'value' in read) return read.value;
  return member === 'redirect_uris' ? [] : null;
}
