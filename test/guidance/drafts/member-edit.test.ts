import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEMBER_SHAPES } from '../../../src/domain/findings/member-findings.ts';
import type { Json } from '../../../src/domain/json.ts';
import { MEMBER_HELP, memberHelp, suggestedMembers } from '../../../src/guidance/drafts/known-members.ts';
import { editableText, memberName, valueOfText } from '../../../src/guidance/drafts/member-edit.ts';

const members = [...Object.keys(MEMBER_SHAPES), 'x_tenant', 'client_name#fr'];
const values = fc.oneof(
  fc.string(),
  fc.array(fc.string()),
  fc.jsonValue({ maxDepth: 3 }).map(value => JSON.parse(JSON.stringify(value)) as Json),
);

/** A number or flag where a text is wanted is read as that text: what was wrong before is right then. */
function isMended(member: string, value: Json): boolean {
  const shape = MEMBER_SHAPES[member.split('#')[0] ?? ''];
  const isText = shape === 'text' || shape === 'url';
  return (
    (isText && (typeof value === 'number' || typeof value === 'boolean')) ||
    (shape === 'texts' && typeof value === 'number')
  );
}

test('whatever a member is, Enter on it without a change changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...members), values, (member, value) => {
      fc.pre(value !== null && !isMended(member, value));
      expect(valueOfText(member, editableText(member, value))).toEqual({ value });
    }),
  );
});

test('whatever is typed is read or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.constantFrom(...members), fc.string(), (member, text) => {
      const read = valueOfText(member, text);
      expect('value' in read || read.problem.length > 0).toBe(true);
    }),
  );
});

test('a version that looks like a number stays a text, and a number where one is wanted is one', () => {
  expect(valueOfText('software_version', '1.0')).toEqual({ value: '1.0' });
  expect(valueOfText('default_max_age', '3600')).toEqual({ value: 3600 });
  expect(valueOfText('require_auth_time', 'true')).toEqual({ value: true });
  expect(valueOfText('x_tenant', '7')).toEqual({ value: 7 });
});

test('words become a list where a list is wanted; a JSON list keeps items with spaces whole', () => {
  expect(valueOfText('grant_types', 'authorization_code, refresh_token')).toEqual({
    value: ['authorization_code', 'refresh_token'],
  });
  expect(valueOfText('response_types', '["code id_token"]')).toEqual({ value: ['code id_token'] });
  expect(editableText('response_types', ['code id_token'])).toBe('["code id_token"]');
  expect(editableText('grant_types', ['authorization_code', 'refresh_token'])).toBe('authorization_code refresh_token');
});

test('null leaves a member out, and quotes make a text of it', () => {
  expect(valueOfText('scope', 'null')).toEqual({ value: null });
  expect(valueOfText('scope', '"null"')).toEqual({ value: 'null' });
});

test('a name with = or a line end in it is none', () => {
  expect(memberName(' contacts ')).toEqual({ member: 'contacts' });
  expect(memberName('client_name#fr')).toEqual({ member: 'client_name#fr' });
  for (const name of ['', 'a=b', 'a+=b', '__proto__', 'a\nb']) expect(memberName(name)).toHaveProperty('problem');
});

test('every member whose type is known has a line of help', () => {
  expect(Object.keys(MEMBER_HELP).sort()).toEqual(Object.keys(MEMBER_SHAPES).sort());
  expect(memberHelp('client_name#fr')).toBe(MEMBER_HELP['client_name']);
});

test('suggestions begin with what was typed, then hold it, and leave out what is there already', () => {
  const named = (typed: string, present: string[] = []) => suggestedMembers(typed, present).map(({ member }) => member);
  expect(named('log')).toEqual(['logo_uri', 'initiate_login_uri', 'post_logout_redirect_uris']);
  expect(named('jwks', ['jwks'])).toEqual(['jwks_uri']);
  expect(named('', [])).toHaveLength(6);
});
