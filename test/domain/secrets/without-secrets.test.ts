import { expect, test } from 'vitest';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import { withoutSecrets } from '../../../src/domain/secrets/without-secrets.ts';
import { traces, writtenForms } from '../../support/written-forms.ts';

const HOME = '/home/olga';

test('a secret of this process is cut out of every text and name, however it is written', () => {
  const secret = 'k9"\\ü+/=Zt6Qk1Rv5Bx0Lm';
  new Secret(secret);
  const echoes = Object.fromEntries(writtenForms(secret).map((form, index) => [`m${index} ${form}`, [{ said: form }]]));
  const cut = JSON.stringify(withoutSecrets(echoes, HOME));
  expect(cut.match(/\[secret\]/g)?.length).toBeGreaterThan(5);
  for (const trace of traces(secret)) expect(cut).not.toContain(trace);
});

test.each([
  ['https://olga:hunter22@idp.example/x', 'https://[secret]@idp.example/x'],
  ['{"client_secret":"abcdefghijk', '{"client_secret":"[secret]'],
  ['Authorization: Bearer abcdefghijklmnop', 'Authorization: Bearer [secret]'],
  ['/home/olga/.local/share/x.json', '~/.local/share/x.json'],
  ['a scope of openid profile', 'a scope of openid profile'],
])('%s', (text, cut) => {
  expect(withoutSecrets({ text }, HOME)).toEqual({ text: cut });
});

test('numbers, lists and nothing stay what they are', () => {
  const value = { n: 1, list: [true, null, 'x'], deep: { deeper: {} } };
  expect(withoutSecrets(value, HOME)).toEqual(value);
});
