import { describe, expect, it } from 'vitest';
import { enterUpTo, SCREENS, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

describe('an operator in trouble', () => {
  it.each([
    ['iat-expired', 'lifetime is over', 'Mint another'],
    ['iat-used-up', 'no uses left', 'Mint another'],
    ['scope-refused', 'scope', /scope/],
  ])('%s: reads the cause and comes by Enter to where it is mended', async (drill, cause, mended) => {
    const operator = await sitDown({ drill });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown('The server refused the registration');
    await operator.untilShown(cause);
    operator.press(KEY.enter);
    await operator.untilGone('The server refused');
    await operator.untilShown(mended);
    operator.seesNoSecret();
  });

  it.each([
    ['dcr-disabled', 'switched off'],
    ['html-page', 'unknown'],
    ['rate-limited', 'Too many requests'],
    ['unavailable', 'unknown'],
  ])('%s: is told what happened, and that nothing is repeated by itself', async (drill, says) => {
    const operator = await sitDown({ drill });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown(says);
    operator.seesNoSecret();
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toHaveLength(1);
  });

  it('admin-refused: stays at the mint and can give another token', async () => {
    const operator = await sitDown({ drill: 'admin-refused' });
    await enterUpTo(operator, 'mint');
    operator.press(KEY.enter);
    await operator.untilShown('refused the mint');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.adminToken);
  });

  it('cut-after-send: is told that the outcome is unknown, and leaves with 8', async () => {
    const operator = await sitDown({ drill: 'cut-after-send' });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown(/Sent, but no answer|outcome/i);
    operator.press('k');
    expect(await operator.ended).toMatchObject({ exitCode: 8 });
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toHaveLength(1);
  });
});
