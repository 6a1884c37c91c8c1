import type { Json } from '../domain/json.ts';
import { plainText } from '../domain/plain-text.ts';
import { memberHelp, strangeMember, suggestedMembers } from '../guidance/drafts/known-members.ts';
import { editableText, memberName, valueOfText } from '../guidance/drafts/member-edit.ts';
import type { StepHelp } from '../guidance/step-help.ts';
import { askText, choose, isTurn, type Option } from './dialogue.ts';
import { type Answer, type Asked, told } from './question.ts';

/** The members of a request, as a review asks about them one by one. */
export type Members = {
  rows: readonly { id: string; label: string; text: string }[];
  /** Those that the request has already. */
  present: readonly string[];
  /** What is asked for now, or was before it was left out. */
  valueOf(member: string): Json | undefined;
  /** Why a member cannot be added; undefined: it can. */
  objectionTo?(member: string): string | undefined;
  /** What is asked about in a way of its own; undefined: its value is asked for. */
  elsewhere(member: string): Answer | Promise<Answer> | undefined;
  help: StepHelp;
};

const ADD = '\nadd';

/** Which member is to be changed, and to what. */
export async function askMember(asked: Asked, members: Members): Promise<Answer> {
  const options: Option<string>[] = [
    ...members.rows.map(({ id, label, text }) => ({ value: id, label: `${label}: ${text}` })),
    { value: ADD, label: 'add another one, by its name' },
  ];
  const id = await choose(asked.asker, options, { help: members.help });
  if (isTurn(id)) return id === 'back' ? 'again' : id;
  return id === ADD ? askForNewMember(asked, members) : askForMember(asked, members, id);
}

/** A member with a question of its own leads there; any other is changed here. */
export function askForMember(asked: Asked, members: Members, member: string): Answer | Promise<Answer> {
  return members.elsewhere(member) ?? askForValue(asked, members, member);
}

async function askForNewMember(asked: Asked, members: Members): Promise<Answer> {
  const { asker } = asked;
  asker.say('For example:');
  for (const { member, help } of suggestedMembers('', members.present)) asker.say(`- ${member}: ${help}`);
  const name = await askText(asker, 'Name of the member', {
    initial: '',
    help: members.help,
    problemOf: text => {
      const read = memberName(text);
      return 'problem' in read ? read.problem : members.objectionTo?.(read.member);
    },
  });
  if (isTurn(name)) return name === 'back' ? 'again' : name;
  return askForMember(asked, members, name.text);
}

async function askForValue({ asker }: Asked, members: Members, member: string): Promise<Answer> {
  asker.say(`${plainText(member, 80)}: ${memberHelp(member) ?? strangeMember(member)}`);
  const typed = await askText(asker, 'Its value', {
    initial: editableText(member, members.valueOf(member)),
    help: members.help,
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
