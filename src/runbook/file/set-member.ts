import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import type { MemberChange } from '../../domain/metadata/member-change.ts';
import { isOneLine } from '../plan/answer-rules.ts';

const MOST_CHARACTERS = 256 * 1024;
const DEEPEST = 40;

/**
 * One `--set`: `member=value` or `member+=value`. A value is a JSON literal, or else the text as it is. The member is
 * everything before the first `=`, letter for letter (`client_name#fr`): a nested value is given as JSON.
 */
export function readMember(text: string): MemberChange | { message: string; hint?: string } {
  const parts = /^([^=]*?)(\+?)=(.*)$/su.exec(text);
  const member = parts?.[1] ?? '';
  if (member === '') return { message: 'has to be MEMBER=VALUE, for example scope="openid profile"' };
  if (member === '__proto__' || !isOneLine(member)) return { message: 'is no name that a member can have' };
  if (text.length > MOST_CHARACTERS) return { message: 'is longer than 256 KiB' };
  const value = literal(parts?.[3] ?? '');
  if (value === undefined) {
    return { message: 'begins like JSON and is none', hint: `check the quotes: --set '${member}=["one", "two"]'` };
  }
  if (isDeeperThan(value, DEEPEST)) return { message: `is nested more than ${DEEPEST} levels deep` };
  return { member, appends: parts?.[2] === '+', value };
}

function literal(text: string): Json | undefined {
  const value = parseJson(text);
  if (value !== undefined) return value;
  return /^\s*["[{]/.test(text) ? undefined : text;
}

function isDeeperThan(value: Json, levels: number): boolean {
  if (!Array.isArray(value) && !isJsonObject(value)) return false;
  return levels === 0 || Object.values(value).some(inner => isDeeperThan(inner, levels - 1));
}
