import { expect, test, vi } from 'vitest';
import type { AccessToken } from '../../../src/domain/mint/access-token.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import type { Desk } from '../../../src/engine/desk.ts';
import type { Happening } from '../../../src/flow/event.ts';
import { AdminTokenScreen } from '../../../src/ui/screens/admin-token.tsx';
import { adminToken, TELLTALE } from '../../support/flow.ts';
import { KEY, type Screen, show } from '../../support/ink.ts';
import { ADMIN_CLAIMS, at, DESK, jwt, NOW, staged, token } from '../gallery/frame.tsx';

const TYPED = `opaque-${TELLTALE}`;

type Setting = { given?: AccessToken; desk?: Partial<Desk>; size?: { columns: number; rows: number } };

async function atToken({ given, desk = {}, size }: Setting = {}) {
  const tell = vi.fn<(happening: Happening) => void>();
  const state = at('admin-token', {}, given ? { adminToken: given } : {});
  const screen = await show(staged(AdminTokenScreen, state, { tell, desk: { ...DESK, ...desk } }), size);
  return { screen, tell };
}

/** What was told, with the token's text: a Secret shows it to nobody else. */
function told(tell: { mock: { calls: [Happening][] } }): (string | undefined)[] {
  return tell.mock.calls.map(([happening]) =>
    happening.type === 'admin-token-given' ? happening.adminToken.token.reveal() : happening.type,
  );
}

function expectNoToken(screen: Screen): void {
  const seen = screen.frames.join('\n');
  expect(seen).not.toContain(TELLTALE);
  expect(seen).not.toContain('eyJ');
}

test('a pasted JWT is cleaned, looked into and sealed, and none of it is ever drawn', async () => {
  const { screen, tell } = await atToken();
  const text = jwt(ADMIN_CLAIMS);
  await screen.paste(`Bearer ${text}\r\n`);
  const frame = screen.lastFrame();
  expect(frame).toMatch(new RegExp(`Token {2}•{8} +${text.length} characters`));
  expect(frame).toContain('✔ removed a leading "Bearer " and a line end');
  expect(frame).toContain('✔ a JWT for https://idp.ocg.labs.empowernow.ai/api/admin, lapses in 43 min');
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.enter);
  expect(told(tell)).toEqual([text]);
  expectNoToken(screen);
});

test('a paste with its Enter in the same chunk is taken as that paste', async () => {
  const { screen, tell } = await atToken();
  await screen.chunk(`\u001b[200~${TYPED}\u001b[201~\r`);
  expect(told(tell)).toEqual([TYPED]);
  expectNoToken(screen);
});

test('what a terminal without bracketed paste sends in one read is a paste by its line feed', async () => {
  const { screen, tell } = await atToken();
  await screen.chunk(`Bearer ${TYPED}\r\n`);
  expect(screen.lastFrame()).toContain('✔ removed a leading "Bearer " and a line end');
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.enter);
  expect(told(tell)).toEqual([TYPED]);
  expectNoToken(screen);
});

test('a token with Enter behind it in the same read is used, as if typed', async () => {
  const { screen, tell } = await atToken();
  await screen.chunk(`${TYPED}\r`);
  expect(told(tell)).toEqual([TYPED]);
  expectNoToken(screen);
});

test('a token that is typed shows eight dots from the first letter on', async () => {
  const { screen, tell } = await atToken();
  await screen.press('a');
  expect(screen.lastFrame()).toContain('Token  ••••••••');
  await screen.press('bc', KEY.enter);
  expect(told(tell)).toEqual(['abc']);
});

test('what no token can hold is said without quoting it', async () => {
  const { screen, tell } = await atToken();
  await screen.paste(`two words of ${TELLTALE}`);
  expect(screen.lastFrame()).toContain('✖ That cannot be used: the token holds a space');
  await screen.press(KEY.enter);
  expect(tell).not.toHaveBeenCalled();
  expectNoToken(screen);
});

test('Enter on an empty field says what to do', async () => {
  const { screen, tell } = await atToken();
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('✖ Paste a token first; Ctrl+O reads it from a file.');
  expect(tell).not.toHaveBeenCalled();
});

test('a token that is ready is used by Enter, replaced by a paste, cleared by Ctrl+U', async () => {
  const ready = await atToken({ given: adminToken() });
  expect(ready.screen.lastFrame()).toContain('is still here: Enter uses it, a paste replaces it');
  await ready.screen.press(KEY.enter);
  expect(told(ready.tell)).toEqual([adminToken().token.reveal()]);

  const replaced = await atToken({ given: adminToken() });
  await replaced.screen.paste(TYPED);
  await replaced.screen.press(KEY.enter);
  expect(told(replaced.tell)).toEqual([TYPED]);

  const cleared = await atToken({ given: adminToken() });
  await cleared.screen.press(KEY.ctrl('u'));
  expect(cleared.screen.lastFrame()).not.toContain('•');
  await cleared.screen.press(KEY.enter);
  expect(cleared.tell).not.toHaveBeenCalled();
  for (const { screen } of [ready, replaced, cleared]) expectNoToken(screen);
});

test('a letter typed over a token that is ready begins a new one', async () => {
  const { screen, tell } = await atToken({ given: adminToken() });
  await screen.press('xyz', KEY.enter);
  expect(told(tell)).toEqual(['xyz']);
});

test('a token whose time is over is not offered again', async () => {
  const { screen, tell } = await atToken({ given: token({ ...ADMIN_CLAIMS, exp: NOW.wall / 1000 - 60 }) });
  expect(screen.lastFrame()).toContain('✖ The token that was here has expired. Give a fresh one.');
  expect(screen.lastFrame()).not.toContain('•');
  await screen.press(KEY.enter);
  expect(tell).not.toHaveBeenCalled();
});

test('Ctrl+O reads a file, and what is wrong with it is said beside its path', async () => {
  const readTokenFile = vi.fn<Desk['readTokenFile']>().mockResolvedValueOnce({
    ok: false,
    failure: { kind: 'not-valid', problem: 'the token file none.txt cannot be read (ENOENT)' },
  });
  readTokenFile.mockResolvedValueOnce({
    ok: true,
    value: {
      token: { token: new Secret(TYPED), look: { form: 'opaque' }, notes: ['a line end'] },
      warnings: ['others can read this file'],
    },
  });
  const { screen, tell } = await atToken({ desk: { readTokenFile } });
  await screen.press(KEY.ctrl('o'), 'none.txt', KEY.enter);
  await screen.untilShown('✖ the token file none.txt cannot be read (ENOENT)');
  await screen.press(KEY.ctrl('u'), 'token.txt', KEY.enter);
  await screen.untilShown('✔ read from the file');
  expect(screen.lastFrame()).toContain('✔ removed a line end');
  expect(screen.lastFrame()).toContain('▲ others can read this file');
  expect(readTokenFile.mock.calls).toEqual([['none.txt'], ['token.txt']]);
  await screen.press(KEY.enter);
  expect(told(tell)).toEqual([TYPED]);
  expectNoToken(screen);
});

test('Esc leaves the file, and only then the step', async () => {
  const { screen, tell } = await atToken();
  await screen.press(KEY.ctrl('o'), 'x', KEY.escape);
  expect(screen.lastFrame()).not.toContain('File');
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.escape);
  expect(told(tell)).toEqual(['went-back']);
});

test('at 40x12 the field, the verdict and the keys are in sight', async () => {
  const { screen } = await atToken({ size: { columns: 40, rows: 12 } });
  await screen.paste(jwt(ADMIN_CLAIMS));
  const frame = screen.window().join('\n');
  for (const wanted of ['2/8 Admin token', '❯ Token  ••••••••', '✔ a JWT', 'Enter go on', 'Esc back'])
    expect(frame).toContain(wanted);
  expectNoToken(screen);
});

test('a file that is read too late is dropped', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<Desk['readTokenFile']>>>();
  const { screen, tell } = await atToken({ desk: { readTokenFile: () => promise } });
  await screen.press(KEY.ctrl('o'), 'slow', KEY.enter);
  await screen.untilShown('reading the file');
  await screen.press(KEY.escape);
  resolve({ ok: true, value: { token: adminToken(), warnings: [] } });
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('Paste a token first');
  expect(tell).not.toHaveBeenCalled();
});
