import { expect, test } from 'vitest';
import type { TokenLook } from '../../../src/domain/evidence/evidence.ts';
import { cleaningNote, tokenNotes } from '../../../src/guidance/drafts/token-notes.ts';
import { EMPOWERNOW, NOW } from '../../ui/gallery/frame.tsx';

const seconds = NOW.wall / 1000;
const SERVER = { url: 'https://idp.example.com', wire: EMPOWERNOW.wire };

function said(look: Partial<TokenLook>, server = SERVER): string[] {
  return tokenNotes({ form: 'jwt', ...look }, { at: NOW, server }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

test('a JWT in its time and for this server', () => {
  expect(said({ exp: seconds + 2580, aud: ['https://idp.example.com/admin'] })).toEqual([
    'done: a JWT for https://idp.example.com/admin, lapses in 43 min',
  ]);
});

test('one that lapsed cannot be used, one that is not valid yet hardly', () => {
  expect(said({ exp: seconds - 720 })).toEqual([
    'cannot-send: a JWT, expired 12 min ago by this clock: get a fresh one',
  ]);
  expect(said({ exp: seconds + 7200, nbf: seconds + 300 })).toEqual([
    'done: a JWT, lapses in 2 h',
    'refusal-likely: it is valid only in 5 min (nbf), or this clock is slow',
  ]);
});

test.each([undefined, 0])('an exp of %s is no end', exp => {
  expect(said(exp === undefined ? {} : { exp })).toEqual(['done: a JWT, without an end (exp)']);
});

test('an audience elsewhere is doubted, a bare name is not', () => {
  expect(said({ aud: ['https://other.example.com'] })[1]).toBe(
    'refusal-likely: its audience is https://other.example.com; this server is https://idp.example.com',
  );
  expect(said({ aud: ['account', 'realm-management'] })).toHaveLength(1);
});

test('where the vendor documents audience and scope, those are asked for', () => {
  expect(said({ aud: ['account'], scope: 'openid' }, EMPOWERNOW).slice(1)).toEqual([
    'refusal-likely: its audience is account; the admin API documents one with /api/admin',
    'refusal-likely: its scope has no admin.api; the server may refuse to mint',
  ]);
  expect(said({ aud: ['https://idp.ocg.labs.empowernow.ai/api/admin'], scope: 'admin.api' }, EMPOWERNOW)).toHaveLength(
    1,
  );
});

test.each([
  ['initial-access-token', 'that is what this step makes'],
  ['registration-access-token', 'mints nothing'],
  ['id-token', 'opens nothing'],
  ['refresh-token', 'traded for an access token first'],
  ['personal-access-token', 'may want an access token'],
] as const)('a token of the wrong kind is called by its name: %s', (kind, words) => {
  expect(tokenNotes({ form: 'opaque', kind }, { at: NOW })[0]?.message).toContain(words);
});

test('an opaque token has nothing to look into', () => {
  expect(tokenNotes({ form: 'opaque' }, { at: NOW })).toEqual([
    { severity: 'hint', message: 'not a JWT, so there is nothing to look into; the server will judge it' },
  ]);
});

test('an audience from a token is stripped of what a terminal would obey', () => {
  expect(said({ aud: ['a\u001b]8;;http://evil\u0007b'] })[0]).not.toMatch(/[\u0000-\u001f]/);
});

test('what was cleaned is one sentence', () => {
  expect(cleaningNote([])).toEqual([]);
  expect(cleaningNote(['quotes around it'])).toEqual([{ severity: 'done', message: 'removed quotes around it' }]);
  expect(cleaningNote(['invisible characters', 'a line end', 'a leading "Bearer "'])[0]?.message).toBe(
    'removed a leading "Bearer ", a line end and invisible characters',
  );
});
