import { describe, expect, it } from 'vitest';
import { enterUpTo, type Operator, SCREENS, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

/** Types it, sees it stand there, and presses Enter. */
async function give(operator: Operator, text: string, standing = text): Promise<void> {
  operator.press(text);
  await operator.untilShown(`❯ ${standing}`);
  operator.press(KEY.enter);
}

describe.each([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 12 },
])('an operator who registered the wrong client, at $columns x $rows', size => {
  it('deletes it by u and its name, is back at the review, and registers again', async () => {
    const operator = await sitDown({ size, managesClients: true });
    await enterUpTo(operator, 'result');
    operator.press('u');
    await operator.untilShown('Delete this client');
    await give(operator, 'bff');
    await operator.untilShown(/the client\s+was kept/);
    await give(operator, '-server', 'bff-server');
    await operator.untilShown('deleted at the server');
    await operator.untilShown(SCREENS.review);
    expect((await operator.served.tool.json(['client', 'list'])).document['clients']).toEqual([]);

    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.result);
    const { document } = await operator.served.tool.json(['client', 'list']);
    expect(document['clients']).toHaveLength(1);
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toHaveLength(2);
    operator.press(KEY.ctrl('c'));
    expect(await operator.ended).toMatchObject({ exitCode: expect.any(Number) });
  });

  it('keeps it with Esc', async () => {
    const operator = await sitDown({ size, managesClients: true });
    await enterUpTo(operator, 'result');
    operator.press('u');
    await operator.untilShown('Delete this client');
    operator.press(KEY.escape);
    await operator.untilShown(SCREENS.result);
    expect((await operator.served.tool.json(['client', 'list'])).document['clients']).toHaveLength(1);
  });

  it('is asked before the token of the client goes to another origin', async () => {
    const operator = await sitDown({ size });
    await enterUpTo(operator, 'result');
    operator.press('u');
    await operator.untilShown('Delete this client');
    await give(operator, 'bff-server');
    await operator.untilShown(/another\s+origin/);
    expect((await operator.served.tool.json(['client', 'list'])).document['clients']).toHaveLength(1);
    operator.press('a');
    await operator.untilShown('deleted at the server');
    await operator.untilShown(SCREENS.review);
    expect((await operator.served.tool.json(['client', 'list'])).document['clients']).toEqual([]);
  });
});
