import { describe, expect, it, onTestFinished } from 'vitest';
import { drills } from '../../src/practice/drills.ts';
import { KEY, openTerminal, type Terminal } from '../support/pty.ts';
import { createTool } from '../support/tool.ts';

/** One of each kind of way out; `EVERY_DRILL=1` walks all of them, which takes ten minutes. */
const SOME = [
  'unknown-host',
  'client-certificate',
  'admin-id-token',
  'mint-not-found',
  'iat-expired',
  'keys-missing',
  'jwks-uri-wanted',
  'https-only',
  'scope-refused',
  'dcr-disabled',
  'login-page',
];
const WALKED = process.env['EVERY_DRILL'] ? drills : drills.filter(({ name }) => SOME.includes(name));

/** What nobody but the operator knows, and Enter cannot say. */
const ASKS_FOR_MORE =
  /Paste a token first|That cannot be used|Name the address first|Please type an answer|try again in \d/;
/** As somebody presses it who looks at each screen for a moment. */
const EVERY_MS = 400;

/** Presses Enter until the tool ends, or wants what only the operator has. Who goes in a circle never comes back. */
async function enterAlone(terminal: Terminal): Promise<number | 'asked for more'> {
  const asked = Promise.withResolvers<'asked for more'>();
  const presses = setInterval(() => {
    if (ASKS_FOR_MORE.test(terminal.screen())) return asked.resolve('asked for more');
    // What may stand at the server is never left by Enter alone.
    terminal.press(/ k (leave|keep) /.test(terminal.screen()) ? 'k' : KEY.enter);
  }, EVERY_MS);
  const ended = terminal.ended.then(({ exitCode }) => exitCode);
  return Promise.race([asked.promise, ended]).finally(() => clearInterval(presses));
}

async function practise(drill: string, args: string[]): Promise<Terminal> {
  const tool = await createTool();
  onTestFinished(() => tool.remove());
  return openTerminal(['practice', '--drill', drill, ...args], { home: tool.home });
}

describe.each([
  { face: 'on screens', args: [] },
  { face: 'by numbered questions', args: ['--accessible'] },
])('a newcomer who takes the first way out each time, $face', ({ args }) => {
  it.each(WALKED)('$name: gets on or out, and never goes in a circle', { timeout: 90_000 }, async drill => {
    const terminal = await practise(drill.name, args);
    const end = await enterAlone(terminal);
    const said = terminal.everything().replaceAll(/\s+/g, ' ');
    // Practice runs are not resumed.
    expect(said).not.toContain('--never-happened');
    if (end === 'asked for more') return;
    // Mended on the way (the hand-over may want a look then), or ended by what went wrong.
    expect([0, 10, drill.exitCode]).toContain(end);
    expect(said).toContain(`The drill was ${drill.name}:`);
    if (drill.cause !== null) expect(said).toContain(`What gave ${drill.cause} away:`);
  });
});
