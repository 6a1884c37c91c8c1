import { expect, test } from 'vitest';
import { wallTime } from '../../../src/domain/wall-time.ts';
import { grantedRow, secretLife } from '../../../src/guidance/result/granted.ts';
import { later, TELLTALE } from '../../support/flow.ts';

test('what was lost of a scope or a list is named, and what came in addition is the server’s gift', () => {
  const row = (asked: string | string[], granted: string | string[] | undefined, member = 'grant_types') =>
    grantedRow({ member, asked, ...(granted !== undefined && { granted }) }).note;
  expect(row('openid profile admin.api', 'openid', 'scope')).toBe('without profile, admin.api');
  expect(row(['authorization_code'], ['authorization_code', 'refresh_token'])).toBe('you asked less');
  expect(row(['authorization_code'], ['implicit'])).toBe('');
  expect(row(['authorization_code'], undefined)).toBe('');
  expect(row('bff', 'bff-2', 'client_name')).toBe('');
});

test('a member that the answer does not have was granted nothing', () => {
  expect(grantedRow({ member: 'contacts', asked: ['ada@example.com'] })).toMatchObject({
    asked: 'ada@example.com',
    granted: 'nothing',
  });
});

test('values are one safe line, and never a secret', () => {
  const { asked, granted } = grantedRow({ member: 'client_secret', asked: `a-${TELLTALE}`, granted: `b-${TELLTALE}` });
  expect(asked + granted).not.toContain(TELLTALE);
  expect(grantedRow({ member: 'client_name', asked: 'a', granted: 'b\u001b[2J\nc' }).granted).toBe('b[2J c');
  expect(grantedRow({ member: 'jwks', asked: { keys: [] }, granted: '' })).toMatchObject({
    asked: '{"keys":[]}',
    granted: '""',
  });
});

test('until when a secret is good: 0 means never (RFC 7591 section 3.2.1)', () => {
  const now = later(0).wall;
  expect(secretLife(undefined, now)).toBe('the server does not say when it expires');
  expect(secretLife(0, now)).toBe('never expires');
  expect(secretLife(now / 1000 + 3600, now)).toBe(`expires ${wallTime(now + 3_600_000)}`);
  expect(secretLife(now / 1000 - 3600, now)).toBe(`expired ${wallTime(now - 3_600_000)}`);
  expect(secretLife(1e18, now)).toBe('expires at a time that cannot be read');
});
