import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { enterUpTo, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, openTerminal, SIZES } from '../support/pty.ts';
import { createTool } from '../support/tool.ts';

describe('a newcomer who only presses Enter', () => {
  it.each(SIZES)('comes to a registered client at $columns x $rows, and sees no secret', async size => {
    const operator = await sitDown({ size });
    await enterUpTo(operator, 'handedOver');
    operator.press(KEY.enter);
    expect(await operator.ended).toMatchObject({ exitCode: 0 });
    operator.seesNoSecret();
    expect(operator.wire.requests.filter(request => request.startsWith('POST'))).toHaveLength(2);
    const { document } = await operator.served.tool.json(['client', 'list']).then(({ document }) => ({ document }));
    const [client] = document['clients'] as { client_id: string; record: string }[];
    expect(operator.everything().replaceAll('\n', '')).toContain(client?.client_id);
    expect(JSON.parse(await readFile(client?.record ?? '', 'utf8')).client.client_name).toBe('bff-server');
  });

  it('is shown a frame that fills the window and never more, at every step and size', async () => {
    for (const size of SIZES) {
      const operator = await sitDown({ size });
      await enterUpTo(operator, 'result');
      for (const frame of operator.frames) {
        const lines = frame.split('\n');
        expect(lines.length).toBeLessThanOrEqual(size.rows);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(size.columns);
      }
      operator.press(KEY.ctrl('c'));
      await operator.ended;
    }
  });

  it('gets through practice in the same way, the practice token included', async () => {
    const tool = await createTool();
    const terminal = openTerminal(['practice'], { home: tool.home });
    await enterUpTo(terminal, 'handedOver');
    terminal.press(KEY.enter);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(terminal.everything()).toContain('That was practice');
    await tool.remove();
  });

  it('registers once, however long Enter is held down', async () => {
    const operator = await sitDown();
    await operator.untilShown(SCREENS.server);
    // As fast as a keyboard repeats.
    const repeat = setInterval(() => operator.press(KEY.enter), 33);
    const { exitCode } = await operator.ended.finally(() => clearInterval(repeat));
    expect(exitCode).toBe(0);
    expect(operator.wire.requests.filter(request => request.endsWith('/register'))).toHaveLength(1);
  });
});
