import { expect, test, vi } from 'vitest';
import type { AuthorizationServer } from '../../../src/domain/server/authorization-server.ts';
import type { Desk } from '../../../src/engine/desk.ts';
import type { Happening } from '../../../src/flow/event.ts';
import { ServerScreen } from '../../../src/ui/screens/server.tsx';
import { KEY, show } from '../../support/ink.ts';
import { at, DESK, EMPOWERNOW, staged } from '../gallery/frame.tsx';

const state = at('server');

async function atServer(changes: Parameters<typeof at>[1] = {}, size?: { columns: number; rows: number }) {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(ServerScreen, { ...state, ...changes }, { tell }), size);
  return { screen, tell };
}

function chosen(server: AuthorizationServer, allowedOrigins: string[] = []): Happening {
  return { type: 'server-chosen', server, allowedOrigins, registers: true };
}

test('Enter goes on with the server of the runbook, untouched', async () => {
  const { screen, tell } = await atServer();
  expect(screen.lastFrame()).toContain('Tokens go to https://idp.ocg.labs.empowernow.ai, and nowhere else.');
  expect(screen.lastFrame()).toContain('Mint at      /api/admin/dcr/initial-access-tokens');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([[chosen(EMPOWERNOW)]]);
});

test('endpoints follow when the server is moved, and the issuer of the old one stays behind', async () => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.ctrl('u'));
  await screen.paste('https://staging.example.com');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([
    [
      chosen({
        url: 'https://staging.example.com',
        initial_access_token_endpoint: 'https://staging.example.com/api/admin/dcr/initial-access-tokens',
        registration_endpoint: 'https://staging.example.com/api/oidc/dcr/register',
        preset: 'empowernow',
        wire: EMPOWERNOW.wire,
      }),
    ],
  ]);
});

test('an endpoint on another origin is asked about, and gets a token only after a yes', async () => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.tab, KEY.tab, KEY.ctrl('u'));
  await screen.paste('https://clients.example.com/register');
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('May a token go to https://clients.example.com?');
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.down, KEY.enter);
  const server = { ...EMPOWERNOW, registration_endpoint: 'https://clients.example.com/register' };
  expect(tell.mock.calls).toEqual([[chosen(server, ['https://clients.example.com'])]]);
});

test('a no leads back to the addresses, what was typed still there', async () => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.tab, KEY.ctrl('u'));
  await screen.paste('https://mint.example.com/');
  await screen.press(KEY.enter, KEY.enter);
  expect(screen.lastFrame()).toContain('Mint at      https://mint.example.com/');
  expect(tell.mock.calls).not.toContainEqual([expect.objectContaining({ type: 'server-chosen' })]);
});

test('an endpoint that discovery found on another origin is asked about on the same screen', async () => {
  const url = 'https://clients.example.com/register';
  const failure = {
    kind: 'origin-not-allowed',
    origin: 'https://clients.example.com',
    url,
    role: 'the registration endpoint',
  } as const;
  const { screen, tell } = await atServer({ failure });
  expect(screen.lastFrame()).toContain('May a token go to https://clients.example.com?');
  await screen.press(KEY.down, KEY.enter);
  expect(tell.mock.calls).toEqual([[chosen(EMPOWERNOW, ['https://clients.example.com'])]]);
});

test('http to another machine is refused where it is typed, and Enter does not leave', async () => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.ctrl('u'));
  await screen.paste('http://idp.example.com');
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toMatch(/✖ The server would send a token over http to idp\.example\.com/);
  expect(tell).not.toHaveBeenCalled();
});

test('an empty address says what is missing', async () => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.ctrl('u'), KEY.enter);
  expect(screen.lastFrame()).toContain('✖ The address of the server is missing.');
  expect(tell).not.toHaveBeenCalled();
});

test('at 40x12 the fields and the keys are in sight', async () => {
  const { screen } = await atServer({}, { columns: 40, rows: 12 });
  const frame = screen.window().join('\n');
  for (const wanted of ['1/8 Server', 'Which server', '❯ Server', 'Register at', 'Enter go on'])
    expect(frame).toContain(wanted);
  expect(screen.window().every(line => [...line].length <= 40)).toBe(true);
});

test('where to mint can be looked up nowhere, so it has to be said', async () => {
  const known = { ...state.itinerary.known, server: { url: 'https://idp.example.com', wire: EMPOWERNOW.wire } };
  const { screen, tell } = await atServer({ itinerary: { ...state.itinerary, known } });
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('✖ The address to mint at is missing.');
  expect(tell).not.toHaveBeenCalled();
  await screen.press('/mint', KEY.enter);
  expect(tell.mock.calls).toEqual([
    [chosen({ ...known.server, initial_access_token_endpoint: 'https://idp.example.com/mint' })],
  ]);
});

test('F4 shows what stands between here and the server as it is typed, and Esc leads back to what was typed', async () => {
  const examine = vi.fn<Desk['examine']>(DESK.examine);
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(ServerScreen, state, { tell, desk: { ...DESK, examine } }));
  await screen.press(KEY.ctrl('u'));
  await screen.paste('https://staging.example.com');
  await screen.press(KEY.f4);
  await screen.untilShown('6 checks: 3 ok, 1 failed, 2 skipped');
  expect(screen.lastFrame()).toContain('Is the way to the server open?\n https://staging.example.com');
  expect(screen.lastFrame()).toContain('✖ tls chain: «idp.ocg.labs.empowernow.ai»');
  expect(examine.mock.calls.map(([server]) => server.url)).toEqual(['https://staging.example.com']);
  await screen.press(KEY.escape);
  await screen.untilShown('https://staging.example.com');
  expect(screen.lastFrame()).toContain('Tokens go to https://staging.example.com');
  expect(tell).not.toHaveBeenCalled();
});

test('lines appear while others are still looked for, and leaving stops the looking', async () => {
  const { promise: wanted, resolve: goOn } = Promise.withResolvers<void>();
  let ended = false;
  const desk: Desk = {
    ...DESK,
    async *examine() {
      try {
        yield { layer: 'dns', check: 'addresses', status: 'ok', seen: 'the first' };
        await wanted;
        yield { layer: 'tcp', check: 'connection', status: 'ok', seen: 'the second' };
      } finally {
        ended = true;
      }
    },
  };
  const screen = await show(staged(ServerScreen, state, { desk }));
  await screen.press(KEY.f4);
  await screen.untilShown('the first');
  expect(screen.lastFrame()).toContain('Looking …');
  await screen.press(KEY.escape);
  await screen.untilShown('Which server');
  goOn();
  await vi.waitUntil(() => ended);
  expect(screen.lastFrame()).not.toContain('the second');
});

test('F4 with an address that cannot be used says what is wrong with it', async () => {
  const { screen } = await atServer();
  await screen.press(KEY.ctrl('u'), KEY.f4);
  expect(screen.lastFrame()).toContain('✖ The address of the server is missing.');
});

test.each([
  ['Enter', KEY.enter],
  ['F4', '\u001bOS'],
])('%s with an address that cannot be one leads to its field', async (_, key) => {
  const { screen, tell } = await atServer();
  await screen.press(KEY.ctrl('u'));
  await screen.paste('https://x:99999');
  await screen.press(KEY.tab, KEY.tab);
  expect(screen.lastFrame()).toMatch(/❯ Register at/);
  await screen.press(key);
  expect(screen.lastFrame()).toMatch(/❯ Server/);
  expect(screen.lastFrame()).toContain('✖ The server has a port that is no number up to 65535');
  expect(tell).not.toHaveBeenCalled();
});

test('Esc at the first question says why it leads nowhere', async () => {
  const screen = await show(staged(ServerScreen, state));
  expect(screen.lastFrame()).toContain('Ctrl+C leave');
  await screen.press(KEY.escape);
  expect(screen.lastFrame()).toContain('Esc stops here: no step is before this one');
});
