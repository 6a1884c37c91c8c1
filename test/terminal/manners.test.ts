import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { enterUpTo, sitDown } from '../support/operator.ts';
import { KEY, openTerminal, SIZES } from '../support/pty.ts';
import { createTool } from '../support/tool.ts';

/** Cursor on, bracketed paste off, the alternate screen not in use: as the shell left it. */
function givenBack(bytes: string): boolean {
  const last = (on: string, off: string) => bytes.lastIndexOf(`\u001b[?${on}`) < bytes.lastIndexOf(`\u001b[?${off}`);
  const showsCursor = bytes.lastIndexOf('\u001b[?25l') < bytes.lastIndexOf('\u001b[?25h');
  return (
    showsCursor && (!bytes.includes('\u001b[?2004h') || last('2004h', '2004l')) && !bytes.includes('\u001b[?1049h')
  );
}

const LEAVING = /Leave\s+now\s+and\s+the\s+outcome\s+is\s+unknown/;

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
