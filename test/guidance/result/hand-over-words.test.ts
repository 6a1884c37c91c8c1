import { expect, test } from 'vitest';
import type { FileTarget } from '../../../src/domain/hand-over.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import { secretNote } from '../../../src/guidance/result/hand-over-words.ts';
import { answersOf } from '../../support/answers.ts';

const env = (...names: FileTarget['set'][string][]): FileTarget => ({
  to: 'dotenv',
  file: '.env',
  set: Object.fromEntries(names.map(name => [name.toUpperCase(), name])),
});
const withSecret = (client_secret?: Secret) => {
  const client = { client_id: 'c', metadata: {}, ...(client_secret && { client_secret }) };
  return answersOf({ registered: { client, asked: {}, deviations: [], differences: [] } });
};

test('a client secret that no file would get is told, and one that a file gets is not', () => {
  const answers = withSecret(new Secret('once-only-0123456789'));
  expect(secretNote([env('client_id', 'kid')], answers)).toMatchObject([{ severity: 'refusal-likely' }]);
  expect(secretNote([env('client_id'), env('client_secret')], answers)).toEqual([]);
  expect(secretNote([], answers)).toEqual([]);
  expect(secretNote([env('client_id')], withSecret())).toEqual([]);
});
