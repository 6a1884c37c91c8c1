import { describe, expect, it } from 'vitest';
import { enterUpTo, SCREENS, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

describe('keys that come in one read, as from ssh, tmux or a fast typist', () => {
  it('do what they would do one by one: Tab moves, Ctrl+U clears, Enter sends', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    operator.press(`${KEY.ctrl('u')}by night${KEY.tab}12${KEY.ctrl('u')}1800${KEY.tab}${KEY.ctrl('u')}3`);
    await operator.untilShown('{"label":"by night","expires_in":1800,"max_uses":3}');
    operator.press(KEY.ctrl('u'), `4${KEY.enter}`);
    await operator.untilShown(SCREENS.template);
    expect(operator.screen()).toContain('4 of 4 uses left');
  });

  it('go to the screen that they come to: a redirect URI, Enter, and the way to a line of the review', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'redirectUris');
    operator.press(`https://four.example.com/cb${KEY.enter}${KEY.down}${KEY.down}${KEY.enter}`);
    await operator.untilShown(/Enter take/);
    operator.press(`${KEY.ctrl('u')}typed ahead${KEY.enter}`);
    await operator.untilShown(/client_name\s+typed ahead/);
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toEqual([]);
  });

  it('are no keys in a paste, on a screen without a field too', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'review');
    operator.press(KEY.paste('s\r\rfoo\r'));
    operator.press(KEY.f2);
    await operator.untilShown('JSON');
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toEqual([]);
  });

  it('and lines that a terminal without bracketed paste sends are a list, not the first of them with Enter', async () => {
    const operator = await sitDown({ env: { TERM: 'vt220' } });
    await enterUpTo(operator, 'redirectUris');
    operator.press('https://four.example.com/cb\rhttps://five.example.com/cb\r');
    await operator.untilShown(/four\.example\.com[\s\S]*five\.example\.com/);
    operator.press(KEY.enter);
    await operator.untilShown(/redirect_uris +5/);
  });
});
