import { expect, test, vi } from 'vitest';
import type { KeyChoice } from '../../../src/domain/metadata/key-material.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Happening } from '../../../src/flow/event.ts';
import { KeysScreen } from '../../../src/ui/screens/keys.tsx';
import { KEY, show } from '../../support/ink.ts';
import { at, staged } from '../gallery/frame.tsx';

async function atKeys(state: State = at('keys'), size?: { columns: number; rows: number }) {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(KeysScreen, state, { tell }), size);
  return { screen, tell };
}

const chosen = (choice: KeyChoice): [Happening][] => [[{ type: 'keys-chosen', choice }]];

test('a pair is made by Enter, with the algorithm and kid of the runbook', async () => {
  const { screen, tell } = await atKeys();
  expect(screen.lastFrame()).toContain("private_key_jwt: how will the server know your client's key?");
  expect(screen.lastFrame()).toContain('❯ Make a key pair  RS256, kid bff-sig-001; the private key stays here, 0600');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'generate', alg: 'RS256', kid: 'bff-sig-001' }));
});

test('a changes algorithm and kid before the pair is made', async () => {
  const { screen, tell } = await atKeys();
  await screen.press('a', KEY.ctrl('u'), 'mine', KEY.tab, KEY.right);
  expect(screen.lastFrame()).toContain('❯ Algorithm  ES256');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'generate', alg: 'ES256', kid: 'mine' }));
});

test('without a kid one is made from the key', async () => {
  const { screen, tell } = await atKeys();
  await screen.press('a', KEY.ctrl('u'), KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'generate', alg: 'RS256' }));
});

test('what was changed is kept when Esc leads back to the list', async () => {
  const { screen, tell } = await atKeys();
  await screen.press('a', KEY.tab, KEY.right, KEY.escape);
  expect(screen.lastFrame()).toContain('❯ Make a key pair  ES256, kid bff-sig-001');
  expect(tell).not.toHaveBeenCalled();
});

test('what the server will not read is said at the choice itself', async () => {
  const state = at('keys');
  const { server } = state.answers;
  if (server === undefined) throw new Error('the flow came to the keys without a server');
  const { screen } = await atKeys({ ...state, answers: { ...state.answers, server: { ...server, preset: 'spring' } } });
  expect(screen.lastFrame()).toMatch(/Make a key pair {2}Spring Authorization Server reads keys from a jwks_uri/);
  expect(screen.lastFrame()).toMatch(/Name a jwks_uri +the server fetches the public key/);
});

test('a file is asked for its path', async () => {
  const { screen, tell } = await atKeys();
  await screen.press(KEY.down, KEY.enter, KEY.enter);
  expect(screen.lastFrame()).toContain('✖ Name the file first.');
  await screen.press('./key.pem', KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'file', path: './key.pem' }));
});

test('a jwks_uri that the server could not read is warned of, one that is no URL is not taken', async () => {
  const { screen, tell } = await atKeys();
  await screen.press(KEY.down, KEY.down, KEY.enter);
  await screen.paste('app.example.com/jwks');
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('✖ it is no absolute http or https URL');
  await screen.press(KEY.ctrl('u'));
  await screen.paste('https://localhost/jwks');
  expect(screen.lastFrame()).toContain('▲ jwks_uri is on localhost');
  await screen.press(KEY.ctrl('u'));
  await screen.paste('https://app.example.com/jwks');
  expect(screen.lastFrame()).not.toContain('▲');
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'jwks_uri', url: 'https://app.example.com/jwks' }));
});

test('none is one Enter, and says what it means', async () => {
  const { screen, tell } = await atKeys();
  expect(screen.lastFrame()).toContain("as the vendor's page sends it; most servers refuse");
  await screen.press(KEY.end, KEY.enter);
  expect(tell.mock.calls).toEqual(chosen({ from: 'none' }));
});

test('a file that could not be read is offered again, path and all', async () => {
  const { screen } = await atKeys(at('keys', {}, { keys: { choice: { from: 'file', path: './gone.pem' } } }));
  expect(screen.lastFrame()).toContain('❯ Read one');
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('./gone.pem');
});

test('at 40x12 all four are in sight', async () => {
  const { screen } = await atKeys(at('keys'), { columns: 40, rows: 12 });
  const frame = screen.window().join('\n');
  for (const wanted of [
    '5/9 Keys · IAT 54:12 · 10 uses',
    'Make a key pair',
    'Read one',
    'Name a jwks_uri',
    'None',
    'Esc back',
  ])
    expect(frame).toContain(wanted);
});

test('at 40x12 the form of a pair has each answer in one line', async () => {
  const { screen } = await atKeys(at('keys'), { columns: 40, rows: 12 });
  await screen.press('a');
  expect(screen.lastFrame()).toMatch(/❯ Key ID {5}bff-sig-001\n {3}Algorithm {2}RS256 {2}RSA, 2048 bits: e…/);
});
