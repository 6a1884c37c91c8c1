import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { enterUpTo, type Operator, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, SIZES } from '../support/pty.ts';

/** Keys, each pressed once what went before it is on the screen. */
async function step(operator: Operator, ...way: readonly (readonly [string, string | RegExp])[]): Promise<void> {
  for (const [key, shown] of way) {
    operator.press(key);
    await operator.untilShown(shown);
  }
}

/** The one client of this operator, as its record has it. */
async function registered({ served }: Operator): Promise<Record<string, unknown>> {
  const { document } = await served.tool.json(['client', 'list']);
  const [client] = document['clients'] as { record: string }[];
  return JSON.parse(await readFile(client?.record ?? '', 'utf8')).client;
}

describe.each(SIZES)('an operator on a detour at $columns x $rows', size => {
  it.each([
    ['bracketed', (token: string) => KEY.paste(`Bearer ${token}\u200b\r\n`)],
    ['raw, as one chunk', (token: string) => `Bearer ${token}\u200b\n`],
  ])(
    'pastes a token (%s) with a Bearer, a zero-width character and a line end, and is told what went',
    async (_, paste) => {
      const operator = await sitDown({ size, tokenIsKnown: false });
      await operator.untilShown(SCREENS.server);
      await step(
        operator,
        [KEY.enter, SCREENS.adminToken],
        [paste(operator.served.server.adminToken), /removed [\s\S]*Bearer/],
        [KEY.enter, SCREENS.mint],
        [KEY.enter, SCREENS.template],
      );
    },
  );

  it('goes back and forth, finds every answer as it was, and edits a member from the review', async () => {
    const operator = await sitDown({ size });
    await enterUpTo(operator, 'mint');
    await step(
      operator,
      [KEY.ctrl('u'), /\{"expires_in"|Label +none/],
      ['my label', 'my label'],
      [KEY.escape, SCREENS.adminToken],
      [KEY.enter, 'my label'],
      [KEY.enter, SCREENS.template],
      [KEY.enter, SCREENS.keys],
      [KEY.enter, SCREENS.redirectUris],
      ['https://four.example.com/cb', 'four.example.com/cb'],
      [KEY.escape, SCREENS.keys],
      [KEY.enter, 'four.example.com/cb'],
      [KEY.enter, SCREENS.review],
      [KEY.down, /❯ template/],
      [KEY.down, /❯ client_name/],
      [KEY.enter, /Enter take/],
      [KEY.ctrl('u'), /goes out as ""/],
      ['renamed', 'renamed'],
      [KEY.enter, /client_name\s+renamed/],
      [KEY.up, /❯ template/],
      [KEY.up, /❯ Register/],
      [KEY.enter, SCREENS.result],
    );
    expect(await registered(operator)).toMatchObject({ client_name: 'renamed' });
  });

  it('looks at the way to the server before anything is sent, and goes on from where it was', async () => {
    const operator = await sitDown({ size });
    await operator.untilShown(SCREENS.server);
    await step(
      operator,
      [KEY.f4, /\d+ checks: \d+ ok, \d+ skipped\.[\s│]+(?:[^\n]*│ +)?Nothing/],
      [KEY.escape, 'Tokens go to'],
      [KEY.enter, SCREENS.adminToken],
    );
    expect(operator.wire.requests.filter(request => !/^(GET|OPTIONS) /.test(request))).toEqual([]);
  });

  it('sees the token lapse while typing, mints again in place, and keeps everything', async () => {
    const operator = await sitDown({ size, args: ['bff-server', '--expires-in', '3'] });
    await enterUpTo(operator, 'redirectUris');
    await step(
      operator,
      ['https://late.example.com/cb', 'lapsed'],
      [KEY.enter, SCREENS.review],
      [KEY.enter, 'Mint another'],
      [KEY.tab, '❯ Lifetime'],
      ['000', /3000/],
      [KEY.enter, SCREENS.review],
      [KEY.enter, SCREENS.result],
    );
    expect(await registered(operator)).toMatchObject({ redirect_uris: { length: 4 } });
    const posts = operator.wire.requests.map(request => request.split('/').at(-1));
    expect(posts).toEqual(['initial-access-tokens', 'initial-access-tokens', 'register']);
  });

  it('reveals a client secret on a key, and hides it again', async () => {
    const operator = await sitDown({ size, args: ['web-confidential'], reveals: true });
    await operator.untilShown(SCREENS.server);
    await step(
      operator,
      [KEY.enter, SCREENS.adminToken],
      [KEY.enter, SCREENS.mint],
      [KEY.enter, SCREENS.template],
      [KEY.enter, SCREENS.redirectUris],
      [KEY.enter, SCREENS.review],
      [KEY.enter, SCREENS.result],
    );
    operator.seesNoSecret();
    // A secret wraps, and the window may end before it does: its beginning says enough.
    const isOnScreen = () => operator.wire.secrets().some(secret => operator.screen().includes(secret.slice(0, 30)));
    expect(isOnScreen()).toBe(false);
    await step(operator, ['v', /v hide/]);
    expect(isOnScreen()).toBe(true);
    await step(operator, ['v', /v reveal/]);
    expect(isOnScreen()).toBe(false);
  });
});
