import { expect, test } from 'vitest';
import { redirectUrisFindings } from '../../../src/domain/metadata/redirect-uri.ts';
import { askedMetadata } from '../../../src/domain/registration/registration-request.ts';
import { createRedirectNotes, placesInWords, summaryNotes } from '../../../src/guidance/drafts/redirect-notes.ts';
import { answersOf } from '../../support/answers.ts';

const notesFor = (changes: Parameters<typeof answersOf>[0] = {}) =>
  createRedirectNotes(askedMetadata(answersOf(changes)), undefined);
const URIS = ['https://a.example.com/cb', 'http://b.example.com/cb', 'localhost:3000', 'https://a.example.com/cb', ''];

test('a list is told the same entry by entry as in the request', () => {
  const notes = notesFor();
  const told = URIS.flatMap((uri, index) => notes.ofEntry(uri, index, URIS).map(({ message }) => message));
  expect(told).toEqual(redirectUrisFindings(URIS).map(({ message }) => message));
});

test('what cannot be sent and what is doubtful are found wherever they stand', () => {
  const notes = notesFor();
  expect(notes.unsendable(URIS)).toEqual([2, 4]);
  expect(notes.doubtful(URIS)).toEqual([1]);
});

test('each URI is looked at once, so that long lists stay fluid', () => {
  const notes = notesFor();
  expect(notes.ofEntry('https://a.example.com/', 0, [])).toBe(notes.ofEntry('https://a.example.com/', 5, []));
});

test('the kind of application counts', () => {
  const web = notesFor();
  const native = notesFor({ template: 'native', metadata: {} });
  const messages = (notes: typeof web) => notes.ofEntry('com.example.app:/cb', 0, []).map(({ message }) => message);
  expect(messages(web).join()).toContain('suits a native client');
  expect(messages(native)).toEqual([]);
});

test('an empty list is said where the grant needs a redirect URI', () => {
  const notes = notesFor();
  expect(notes.ofList([]).map(({ cause }) => cause)).toEqual(['redirect.missing']);
  expect(notes.ofList(['https://a.example.com/cb'])).toEqual([]);
});

test('places are told as people count them', () => {
  expect(placesInWords([2])).toBe('3');
  expect(placesInWords([2, 6])).toBe('3 and 7');
  expect(placesInWords([2, 6, 8])).toBe('3, 7 and 9');
  expect(placesInWords([2, 6, 8, 9, 10])).toBe('3, 7, 9 and 2 more');
});

test('several entries that cannot be sent are told as several', () => {
  expect(summaryNotes(notesFor(), URIS, true)[0]?.message).toBe(
    'numbers 3 and 5 cannot be sent: mend or delete them, then Enter keeps the list',
  );
});
