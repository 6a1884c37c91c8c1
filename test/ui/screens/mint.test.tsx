import { expect, test, vi } from 'vitest';
import type { AuthorizationServer } from '../../../src/domain/server/authorization-server.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Happening } from '../../../src/flow/event.ts';
import { MintScreen } from '../../../src/ui/screens/mint.tsx';
import { initialAccessToken } from '../../support/flow.ts';
import { KEY, show } from '../../support/ink.ts';
import { at, EMPOWERNOW, staged } from '../gallery/frame.tsx';

async function atMint(state: State = at('mint'), size?: { columns: number; rows: number }) {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(MintScreen, state, { tell }), size);
  return { screen, tell };
}

const KEYCLOAK: AuthorizationServer = {
  ...EMPOWERNOW,
  preset: 'keycloak',
  wire: { request: { label: null, expires_in: 'expiration', max_uses: 'count' }, answer: { token: '/token' } },
};

test('what will be sent is on the screen, and Enter mints just that', async () => {
  const { screen, tell } = await atMint();
  expect(screen.lastFrame()).toContain('POST /api/admin/dcr/initial-access-tokens');
  expect(screen.lastFrame()).toContain('{"label":"ms-bff bootstrap","expires_in":3600,"max_uses":10}');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([
    [{ type: 'mint-confirmed', parameters: { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 } }],
  ]);
});

test('the request changes with every key', async () => {
  const { screen, tell } = await atMint();
  await screen.press(KEY.down, KEY.ctrl('u'), '5400', KEY.tab, KEY.ctrl('u'), '1');
  expect(screen.lastFrame()).toContain('"expires_in":5400,"max_uses":1}');
  expect(screen.lastFrame()).toContain('s  (90 min)');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([
    [{ type: 'mint-confirmed', parameters: { label: 'ms-bff bootstrap', expires_in: 5400, max_uses: 1 } }],
  ]);
});

test('a field left empty leaves the decision to the server', async () => {
  const { screen, tell } = await atMint();
  await screen.press(KEY.shiftTab, KEY.ctrl('u'));
  expect(screen.lastFrame()).toContain('{"label":"ms-bff bootstrap","expires_in":3600}');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([
    [{ type: 'mint-confirmed', parameters: { label: 'ms-bff bootstrap', expires_in: 3600 } }],
  ]);
});

test.each(['0', '-5', '1.5', 'ten'])(
  '%s is no number of uses: said as it is typed, and Enter does not send it',
  async typed => {
    const { screen, tell } = await atMint();
    await screen.press(KEY.up, KEY.ctrl('u'), typed);
    expect(screen.lastFrame()).toContain('✖ Uses has to be a whole number, 1 or more');
    await screen.press(KEY.enter);
    expect(tell).not.toHaveBeenCalled();
  },
);

test('a lifetime is a number of seconds, and a wrong one says so', async () => {
  const { screen } = await atMint();
  await screen.press(KEY.tab, KEY.ctrl('u'), '10m');
  expect(screen.lastFrame()).toContain('✖ Lifetime has to be a whole number of seconds, 1 or more');
});

test('Esc leaves even while a field is wrong', async () => {
  const { screen, tell } = await atMint();
  await screen.press(KEY.up, KEY.ctrl('u'), 'x', KEY.escape);
  expect(tell.mock.calls).toEqual([[{ type: 'went-back' }]]);
});

test('F2 shows the request as JSON, cURL and PowerShell, and comes back to what was typed', async () => {
  const { screen, tell } = await atMint();
  await screen.press(KEY.ctrl('u'), 'mine', KEY.f2);
  expect(screen.lastFrame()).toContain('"label": "mine"');
  await screen.press(KEY.right);
  expect(screen.lastFrame()).toContain('ADMIN_TOKEN');
  await screen.press(KEY.escape);
  expect(screen.lastFrame()).toContain('❯ Label     mine');
  expect(tell).not.toHaveBeenCalled();
});

test('a server that takes no label is not asked for one, and its own words are shown', async () => {
  const { screen } = await atMint(at('mint', {}, { server: KEYCLOAK }));
  expect(screen.lastFrame()).not.toContain('Label');
  expect(screen.lastFrame()).toContain('{"expiration":3600,"count":10}');
});

test('after a lapse it says why one stands here again, and where the way leads', async () => {
  const lapsed = at('mint', { returnTo: ['review'] }, { iat: initialAccessToken({ lifetimeSeconds: 60 }) });
  const { screen } = await atMint(lapsed);
  expect(screen.lastFrame()).toContain('Mint another initial access token');
  expect(screen.lastFrame()).toMatch(/The last one lapsed\. All you typed is kept, and you come back to:\s+Review\./);
});

test('at 40x12 the fields, the request and the keys are in sight', async () => {
  const { screen } = await atMint(at('mint'), { columns: 40, rows: 12 });
  const frame = screen.window().join('\n');
  for (const wanted of ['3/8 Mint', 'Lifetime  3600', '"max_uses":10}', 'Enter mint', 'Esc back'])
    expect(frame).toContain(wanted);
});
