import { expect, test } from 'vitest';
import { sentence } from '../../src/guidance/sentence.ts';

test.each([
  ['the key file cannot be read', 'The key file cannot be read.'],
  ['is the path right?', 'Is the path right?'],
  ["that's enough", "That's enough."],
  ['nowhere/.env cannot be written', 'nowhere/.env cannot be written.'],
  ['idp.example.com was not reached', 'idp.example.com was not reached.'],
  ['client_id copied', 'client_id copied.'],
  ['https://idp.example.com is elsewhere', 'https://idp.example.com is elsewhere.'],
  ['.env is written', '.env is written.'],
])('%j is said as %j', (text, said) => {
  expect(sentence(text)).toBe(said);
});
