import { describe, expect, it } from 'vitest';
import { enterUpTo, SCREENS, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

describe('an operator on a detour', () => {
  it.each([
    ['bracketed', (token: string) => KEY.paste(`Bearer ${token}\u200b\r\n`)],
    ['raw, as one chunk', (token: string) => `Bearer ${token}\u200b\n`],
  ])(
    'pastes a token (%s) with a Bearer, a zero-width character and a line end, and is told what went',
    async (_, paste) => {
      const operator = await sitDown({ tokenIsKnown: false });
      await operator.untilShown(SCREENS.server);
      operator.press(KEY.enter);
      await operator.untilShown(SCREENS.adminToken);
      operator.press(paste(operator.served.server.adminToken));
      await operator.untilShown(/removed .*Bearer/);
      operator.press(KEY.enter);
      await operator.untilShown(SCREENS.mint);
      operator.press(KEY.enter);
      await operator.untilShown(SCREENS.template);
      operator.seesNoSecret();
    },
  );

  it('goes back and forth, and finds every answer as it was', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    operator.press(KEY.ctrl('u'));
    await operator.untilShown('{"expires_in"');
    operator.press('my label');
    await operator.untilShown('"label":"my label"');
    operator.press(KEY.escape);
    await operator.untilShown(SCREENS.adminToken);
    operator.press(KEY.enter);
    await operator.untilShown('"label":"my label"');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.template);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.keys);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.redirectUris);
    operator.press('https://four.example.com/cb');
    await operator.untilShown('https://four.example.com/cb');
    operator.press(KEY.escape);
    await operator.untilShown(SCREENS.keys);
    operator.press(KEY.enter);
    await operator.untilShown('https://four.example.com/cb');
    operator.seesNoSecret();
  });

  it('looks at the way to the server before anything is sent, and goes on from where it was', async () => {
    const operator = await sitDown();
    await operator.untilShown(SCREENS.server);
    operator.press(KEY.f4);
    await operator.untilShown(/\d+ checks: \d+ ok, \d+ skipped\. Nothing was minted/);
    expect(operator.wire.requests.filter(request => !/^(GET|OPTIONS) /.test(request))).toEqual([]);
    operator.press(KEY.escape);
    await operator.untilShown('Tokens go to');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.adminToken);
    operator.seesNoSecret();
  });

  it('edits a member from the review and comes back to it', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'review');
    operator.press(KEY.down);
    await operator.untilShown(/❯ template/);
    operator.press(KEY.down);
    await operator.untilShown(/❯ client_name/);
    operator.press(KEY.enter);
    await operator.untilShown(/Enter take it/);
    operator.press(KEY.ctrl('u'));
    await operator.untilShown(/goes out as ""|left out of the request/);
    operator.press('renamed');
    await operator.untilShown('renamed');
    operator.press(KEY.enter);
    await operator.untilShown(/client_name +renamed/);
    operator.press(KEY.enter);
    await operator.untilShown(/Register this client|Registering|✔ Registered/);
  });

  it('sees the token lapse while typing, mints again in place, and keeps everything', async () => {
    const operator = await sitDown({ args: ['bff-server', '--expires-in', '4'] });
    await enterUpTo(operator, 'redirectUris');
    operator.press('https://late.example.com/cb');
    await operator.untilShown('lapsed');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.review);
    operator.press(KEY.enter);
    await operator.untilShown('Mint another');
    operator.press(KEY.tab);
    await operator.untilShown('❯ Lifetime');
    operator.press('000');
    await operator.untilShown('"expires_in":4000');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.review);
    await operator.untilShown(/redirect_uris +4/);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.result);
    operator.seesNoSecret();
    const posts = operator.wire.requests.map(request => request.split('/').at(-1));
    expect(posts).toEqual(['initial-access-tokens', 'initial-access-tokens', 'register']);
  });

  it('reveals a client secret on a key, and hides it again', async () => {
    const operator = await sitDown({ args: ['web-confidential'] });
    await operator.untilShown(SCREENS.server);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.adminToken);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.mint);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.template);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.redirectUris);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.review);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.result);
    operator.seesNoSecret();
    const isOnScreen = () =>
      operator.wire.secrets().some(secret => operator.screen().replaceAll(/\s/g, '').includes(secret));
    expect(isOnScreen()).toBe(false);
    operator.press('v');
    await operator.untilShown(/v hide/);
    expect(isOnScreen()).toBe(true);
    operator.press('v');
    await operator.untilShown(/v reveal/);
    expect(isOnScreen()).toBe(false);
  });
});
