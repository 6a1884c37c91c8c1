import { describe, expect, it } from 'vitest';
import { bundleIn } from '../../src/diagnosis/bundle/read-bundle.ts';
import { enterUpTo, type Operator, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, SIZES, type Size } from '../support/pty.ts';
import { traces } from '../support/written-forms.ts';

/** In front of what a drill makes of the registration. */
async function register(drill: string, size: Size): Promise<Operator> {
  const operator = await sitDown({ drill, size });
  await enterUpTo(operator, 'review');
  operator.press(KEY.enter);
  return operator;
}

function registrations({ wire }: Operator): number {
  return wire.requests.filter(request => request.endsWith('/register')).length;
}

/** Words of a screen, however it breaks its lines. */
function says(words: string): RegExp {
  return new RegExp(words.split(' ').join('[\\s│]+(?:[^\\n]*│ +)?'));
}

describe.each(SIZES)('an operator in trouble at $columns x $rows', size => {
  it.each([
    ['iat-expired', 'lifetime is over', /Mint another/],
    ['iat-used-up', 'no uses left', /Mint another/],
    ['scope-refused', 'scope', /❯ scope/],
  ])('%s: reads the cause and comes by Enter to where it is mended', async (drill, cause, mended) => {
    const operator = await register(drill, size);
    await operator.untilShown(says('The server refused'));
    await operator.untilShown(says(cause));
    operator.press(KEY.enter);
    await operator.untilGone(says('The server refused'));
    await operator.untilShown(mended);
  });

  it.each([
    ['dcr-disabled', 'switched off'],
    ['html-page', 'unknown'],
    ['rate-limited', 'Too many requests'],
    ['unavailable', 'unknown'],
  ])('%s: is told what happened, nothing is repeated by itself, and Ctrl+C leaves at once', async (drill, cause) => {
    const operator = await register(drill, size);
    await operator.untilShown(says(cause));
    expect(registrations(operator)).toBe(1);
    operator.press(KEY.ctrl('c'));
    // The exit code is that of what went wrong, whichever key ended the run.
    expect((await operator.ended).exitCode).toBeGreaterThan(0);
  });

  it('admin-refused: stays at the mint and can give another token', async () => {
    const operator = await sitDown({ drill: 'admin-refused', size });
    await enterUpTo(operator, 'mint');
    operator.press(KEY.enter);
    await operator.untilShown(says('refused the mint'));
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.adminToken);
  });

  it('cut-after-send: is told that the outcome is unknown, and leaves with 8', async () => {
    const operator = await register('cut-after-send', size);
    await operator.untilShown(says('outcome is unknown'));
    operator.press('k');
    expect(await operator.ended).toMatchObject({ exitCode: 8 });
    expect(registrations(operator)).toBe(1);
  });

  it('cut-after-send: is told of it also where they leave by Ctrl+C', async () => {
    const operator = await register('cut-after-send', size);
    await operator.untilShown(says('outcome is unknown'));
    operator.press(KEY.ctrl('c'));
    expect(await operator.ended).toMatchObject({ exitCode: 130 });
    expect(operator.everything().replaceAll(/\s+/g, ' ')).toContain('The client may exist.');
  });
});

describe.each([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 12 },
])('an operator who wants help at $columns x $rows', size => {
  it('saves a support bundle by b, which holds no secret', async () => {
    const operator = await sitDown({ drill: 'scope-refused', size });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown(says('The server refused'));
    operator.press('b');
    await operator.untilShown(says('a support bundle'));
    const bundles = (await operator.served.tool.files()).filter(({ path }) => path.includes('/bundles/'));
    expect(bundles).toHaveLength(1);
    const [bundle] = bundles;
    expect(bundle?.mode).toBe(0o600);
    const read = bundleIn(bundle?.text ?? '');
    expect(read).toMatchObject({ bundle: { failure: { stage: 'register' } } });
    for (const secret of operator.wire.secrets()) {
      for (const trace of traces(secret)) expect(bundle?.text.includes(trace)).toBe(false);
    }
  });
});
