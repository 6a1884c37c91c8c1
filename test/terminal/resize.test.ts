import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpServer } from '../support/local-server.ts';
import { enterUpTo, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, openTerminal, SIZES, type Size, type Terminal } from '../support/pty.ts';
import { createTool } from '../support/tool.ts';

/** Small, wide and back while the same screen stands: each time one whole frame, at the end the very one of the beginning. */
async function resizeThere(terminal: Terminal, keys: RegExp): Promise<void> {
  const [usual, ...others] = SIZES as readonly [Size, ...Size[]];
  await terminal.until(screen => hasOneFrame(screen, usual.columns) && keys.test(lastLine(screen)), 'a whole frame');
  const before = still(terminal.screen());
  for (const size of [...others.toReversed(), usual]) {
    terminal.resize(size);
    await terminal.until(
      screen => hasOneFrame(screen, size.columns) && keys.test(lastLine(screen)),
      `one frame of ${size.columns} columns with the keys ${keys}`,
    );
    for (const line of terminal.screen().split('\n')) expect(line.length).toBeLessThanOrEqual(size.columns);
  }
  await terminal.until(screen => still(screen) === before, 'the screen as it was');
}

function lastLine(screen: string): string {
  return screen.split('\n').at(-1) ?? '';
}

/** Without what runs, and without what nobody sees: spaces at the end of a line. */
function still(screen: string): string {
  return screen.replaceAll(/\d+:\d\d(?!:)/g, '0:00').replaceAll(/[▰▱]|[\u2800-\u28ff] [\d.]+ s(?= of)| +$/gm, '');
}

/** One rule across the window: of the frame that was there before nothing is left. */
function hasOneFrame(screen: string, columns: number): boolean {
  const rules = screen.match(/^─+$/gm) ?? [];
  return rules.length === 1 && rules[0]?.length === columns;
}

/** The keys without which nobody gets on, at any size. */
const ESSENTIAL = {
  server: /Enter go on/,
  adminToken: /Enter go on.*Esc/,
  mint: /Enter mint.*Esc/,
  template: /Enter/,
  keys: /Enter.*Esc/,
  // On the row to add one no entry can be moved or deleted: those keys go at once after the first drawing.
  redirectUris: /Enter keep +↑↓ move +Esc/,
  review: /Enter register.*Esc/,
  result: /Enter hand over/,
} as const;

const STEPS = ['server', 'adminToken', 'mint', 'template', 'keys', 'redirectUris', 'review', 'result'] as const;
const IN_FLIGHT = /Ctrl\+C leave/;
const LEAVING = /Leave\s+now\s+and\s+the\s+outcome\s+is\s+unknown/;

/** Once while it is out, once in front of the question whether to leave; then the operator leaves. */
async function resizeInFlight(terminal: Terminal): Promise<void> {
  await resizeThere(terminal, IN_FLIGHT);
  terminal.press(KEY.ctrl('c'));
  await terminal.untilShown(LEAVING);
  await resizeThere(terminal, /Ctrl\+C leave.*any other key/);
  terminal.press(KEY.ctrl('c'));
  expect((await terminal.ended).exitCode).toBe(130);
}

describe('the window', () => {
  it('can be resized at every step: nothing of the old frame stays, the keys are there, and it comes back as it was', async () => {
    const operator = await sitDown({ args: ['bff-server'] });
    for (const [index, step] of STEPS.entries()) {
      await operator.untilShown(SCREENS[step]);
      await resizeThere(operator, ESSENTIAL[step]);
      if (index < STEPS.length - 1) operator.press(KEY.enter);
    }
  });

  it('can be resized in front of trouble, of an unknown outcome and of the help', async () => {
    const refused = await sitDown({ drill: 'scope-refused' });
    await enterUpTo(refused, 'review');
    refused.press(KEY.enter);
    await refused.untilShown('The server refused the registration');
    await resizeThere(refused, /Enter do it.*Esc/);
    refused.press(KEY.f1);
    await refused.untilShown('What went wrong');
    await resizeThere(refused, /Esc close/);
    const unknown = await sitDown({ drill: 'cut-after-send' });
    await enterUpTo(unknown, 'review');
    unknown.press(KEY.enter);
    await unknown.untilShown('outcome is unknown');
    await resizeThere(unknown, /k .*leave.*a .*again/);
  });

  it('says so when the window is too small, in words that fit, and comes back', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    for (const size of [
      { columns: 30, rows: 8 },
      { columns: 20, rows: 5 },
    ]) {
      operator.resize(size);
      const said = 'Make this window larger (40x12), or use --accessible.';
      await operator.until(screen => screen.replaceAll(/\s+/g, ' ').trim() === said, said);
      operator.resize({ columns: 80, rows: 24 });
      await operator.untilShown(SCREENS.mint);
    }
  });

  it('can be resized while a registration is out', async () => {
    const operator = await sitDown({ drill: 'timeout' });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown('Sent once, never');
    await resizeInFlight(operator);
  });

  it('can be resized while an update is out', async () => {
    const client = { client_id: 'client-1', client_name: 'app', redirect_uris: ['https://app.example.com/cb'] };
    await using server = await httpServer(({ method }, response) => {
      // The update is never answered.
      if (method === 'GET') response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(client));
    });
    const tool = await createTool();
    onTestFinished(tool.remove);
    const answer = join(tool.home, 'answer.json');
    const managed = { registration_access_token: 'tops3cret-rat', registration_client_uri: `${server.url}/client-1` };
    await writeFile(answer, JSON.stringify({ ...client, ...managed }), { mode: 0o600 });
    const adopted = await tool.run(['client', 'adopt', answer, '--server', server.url]);
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    const args = ['client', 'update', 'app', '--redirect-uri', 'https://app.example.com/other'];
    const terminal = openTerminal(args, { home: tool.home });
    await terminal.untilShown('1 member will change');
    terminal.press(KEY.enter);
    await terminal.untilShown('Sent once, never');
    await resizeInFlight(terminal);
    expect(server.arrived.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});
