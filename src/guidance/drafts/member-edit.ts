import { MEMBER_SHAPES } from '../../domain/findings/member-findings.ts';
import type { Json } from '../../domain/json.ts';
import { readMember } from '../../runbook/file/set-member.ts';

/** A typed value as it would go out; null leaves the member out. */
export type EditedMember = { value: Json } | { problem: string };

/** What stands in the field when a member's value is to be changed: as plain as reading it back allows. */
export function editableText(member: string, value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  const plain = plainly(member, value);
  const back = plain === undefined ? undefined : valueOfText(member, plain);
  const isFaithful = back !== undefined && 'value' in back && JSON.stringify(back.value) === JSON.stringify(value);
  return isFaithful && plain !== undefined ? plain : JSON.stringify(value);
}

function plainly(member: string, value: Json): string | undefined {
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every(item => typeof item === 'string');
  return isTexts && shapeOf(member) === 'texts' ? value.join(' ') : undefined;
}

/**
 * Reads a value as `--set` does, a JSON literal or else text, and minds what the member is: `1.0` stays a text where a
 * text is wanted (software_version), and words where a list is wanted become its items (grant_types).
 */
export function valueOfText(member: string, text: string): EditedMember {
  const read = readMember(`${member}=${text}`);
  if ('message' in read) return { problem: read.message };
  if (read.member !== member) return { problem: 'is no name that a member can have' };
  const { value } = read;
  const shape = shapeOf(member);
  if ((shape === 'text' || shape === 'url') && (typeof value === 'number' || typeof value === 'boolean'))
    return { value: text };
  if (shape === 'texts' && (value === text || typeof value === 'number')) {
    return { value: text.split(/[\s,]+/).filter(item => item !== '') };
  }
  return { value };
}

/** The name of a member to be added, or what is wrong with it. */
export function memberName(text: string): { member: string } | { problem: string } {
  const member = text.trim();
  const read = readMember(`${member}=`);
  if (member === '') return { problem: 'Type a name, for example contacts.' };
  const isName = !('message' in read) && read.member === member;
  return isName ? { member } : { problem: 'This is no name that a member can have.' };
}

function shapeOf(member: string) {
  const plain = member.split('#')[0] ?? member;
  return Object.hasOwn(MEMBER_SHAPES, plain) ? MEMBER_SHAPES[plain] : undefined;
}
