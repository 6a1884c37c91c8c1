import { describe, expect, it } from 'vitest';
import { SCREENS, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

describe('an operator who looked at a client secret', () => {
  it('leaves no trace of it on the terminal, also without hiding it first', async () => {
    const operator = await sitDown({ args: ['web-confidential'], reveals: true });
    for (const sign of [SCREENS.server, SCREENS.adminToken, SCREENS.mint, SCREENS.template, SCREENS.redirectUris]) {
      await operator.untilShown(sign);
      operator.press(KEY.enter);
    }
    await operator.untilShown(SCREENS.review);
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.result);
    operator.press('v');
    await operator.untilShown('v hide');
    const secrets = operator.wire.secrets();
    const held = (text: string) => secrets.filter(secret => text.replaceAll(/\s/g, '').includes(secret));
    expect(held(operator.screen())).toHaveLength(1);

    operator.press(KEY.ctrl('c'));
    await operator.ended;
    expect(held(operator.everything())).toEqual([]);
    expect(operator.everything()).toContain('is registered at');
  });
});
