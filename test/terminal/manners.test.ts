import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { enterUpTo, type Operator, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, openTerminal, SIZES, type Size } from '../support/pty.ts';
import { createTool } from '../support/tool.ts';

/** Cursor on, bracketed paste off, the alternate screen not in use: as the shell left it. */
function givenBack(bytes: string): boolean {
  const last = (on: string, off: string) => bytes.lastIndexOf(`\u001b[?${on}`) < bytes.lastIndexOf(`\u001b[?${off}`);
  const showsCursor = bytes.lastIndexOf('\u001b[?25l') < bytes.lastIndexOf('\u001b[?25h');
  return (
    showsCursor && (!bytes.includes('\u001b[?2004h') || last('2004h', '2004l')) && !bytes.includes('\u001b[?1049h')
  );
}

/** Small, wide and back while the same screen stands: each time one whole frame, at the end the very one of the beginning. */
async function resizeThere(operator: Operator, keys: RegExp): Promise<void> {
  const [usual, ...others] = SIZES as readonly [Size, ...Size[]];
  await operator.until(screen => hasOneFrame(screen, usual.columns) && keys.test(lastLine(screen)), 'a whole frame');
  const before = still(operator.screen());
  for (const size of [...others.toReversed(), usual]) {
    operator.resize(size);
    await operator.until(
      screen => hasOneFrame(screen, size.columns) && keys.test(lastLine(screen)),
      `one frame of ${size.columns} columns with the keys ${keys}`,
    );
    for (const line of operator.screen().split('\n')) expect(line.length).toBeLessThanOrEqual(size.columns);
  }
  await operator.until(screen => still(screen) === before, 'the screen as it was');
}

function lastLine(screen: string): string {
  return screen.split('\n').at(-1) ?? '';
}

/** Without what runs. */
function still(screen: string): string {
  return screen.replaceAll(/\d+:\d\d(?!:)/g, '0:00').replaceAll(/[▰▱]/g, '');
}

/** One rule across the window: of the frame that was there before nothing is left. */
function hasOneFrame(screen: string, columns: number): boolean {
  const rules = screen.match(/^─+$/gm) ?? [];
  return rules.length === 1 && rules[0]?.length === columns;
}

const LEAVING = /Leave\s+now\s+and\s+the\s+outcome\s+is\s+unknown/;

/** The keys without which nobody gets on, at any size. */
const ESSENTIAL = {
  server: /Enter go on/,
  adminToken: /Enter go on.*Esc/,
  mint: /Enter mint.*Esc/,
  template: /Enter/,
  keys: /Enter.*Esc/,
  redirectUris: /Enter keep.*Esc/,
  review: /Enter register.*Esc/,
  result: /Enter hand over/,
} as const;

const STEPS = ['server', 'adminToken', 'mint', 'template', 'keys', 'redirectUris', 'review', 'result'] as const;

describe.each(SIZES)('the terminal of $columns x $rows', size => {
  it.each(STEPS)('is given back by Ctrl+C at %s', async step => {
    const operator = await sitDown({ size });
    await enterUpTo(operator, step);
    operator.press(KEY.ctrl('c'));
    const { exitCode } = await operator.ended;
    // A client that stands at the server stays registered, whatever ends the screen.
    expect(exitCode).toBe(step === 'result' ? 10 : 130);
    expect(givenBack(operator.bytes())).toBe(true);
  });

  it('asks before it leaves while a registration is out; another key waits on, a second Ctrl+C leaves', async () => {
    const operator = await sitDown({ drill: 'slow', size });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown('Sent once, never');
    await vi.waitFor(() => expect(operator.wire.requests).toContain('POST /api/oidc/dcr/register'), { timeout: 5000 });
    operator.press(KEY.ctrl('c'));
    await operator.untilShown(LEAVING);
    operator.press('x');
    await operator.untilGone(LEAVING);
    operator.press(KEY.ctrl('c'));
    await operator.untilShown(LEAVING);
    operator.press(KEY.ctrl('c'));
    expect((await operator.ended).exitCode).toBe(130);
    expect(operator.everything().replaceAll(/\s+/g, ' ')).toContain('outcome is unknown');
    const journal = (await operator.served.tool.files()).find(({ path }) => path.endsWith('.ndjson'));
    const lines = (await readFile(journal?.path ?? '', 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).type);
    expect(lines).toContain('about-to-register');
    expect(lines).not.toContain('registered');
  });
});

describe('the terminal', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('is given back on %s', async (signal, expected) => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    operator.signal(signal);
    const { exitCode } = await operator.ended;
    expect(exitCode).toBe(expected);
    expect(givenBack(operator.bytes())).toBe(true);
  });

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

  it('says so when the window is too small, and comes back', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    operator.resize({ columns: 30, rows: 8 });
    await operator.untilShown('Make this window larger');
    operator.resize({ columns: 80, rows: 24 });
    await operator.untilShown(SCREENS.mint);
  });

  it('has no colour codes with NO_COLOR, and colours otherwise', async () => {
    const plain = await sitDown({ env: { NO_COLOR: '1' } });
    await enterUpTo(plain, 'mint');
    expect(plain.bytes()).not.toMatch(/\u001b\[(3[0-7]|9[0-7]|38)[;m]/);
    const colourful = await sitDown();
    await enterUpTo(colourful, 'mint');
    expect(colourful.bytes()).toMatch(/\u001b\[36m/);
  });

  it('draws with ASCII signs where the locale has no Unicode', async () => {
    const operator = await sitDown({ env: { LANG: 'C', LC_ALL: 'C' } });
    await enterUpTo(operator, 'mint');
    expect(operator.screen()).not.toMatch(/[✔●○❯─]/);
    expect(operator.screen()).toContain('> Label');
  });

  it('is drawn on also in CI, where Ink alone would wait for the end', async () => {
    const operator = await sitDown({ env: { CI: 'true' } });
    await enterUpTo(operator, 'mint');
  });

  it('that is dumb gets the headless run', async () => {
    const tool = await createTool();
    const terminal = openTerminal(['practice'], { home: tool.home, env: { TERM: 'dumb' } });
    expect((await terminal.ended).exitCode).toBe(0);
    expect(terminal.bytes()).not.toContain('\u001b[');
    await tool.remove();
  });
});
