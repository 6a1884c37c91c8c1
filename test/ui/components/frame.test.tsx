import { Text } from 'ink';
import { expect, test } from 'vitest';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { show } from '../../support/ink.ts';
import { framed, lines, rowsOf, STEPS } from './framed.tsx';

test('head, body and foot at 80x24', async () => {
  const screen = await show(framed(<Text>Choose a client template</Text>));
  const rows = rowsOf(screen);
  expect(rows.slice(0, 5)).toEqual([
    ' Bootstrap the BFF client                                   https://idp.example',
    ' ✔ Server ✔ Admin token ✔ Mint ● Template ○ Redirect URIs ○ Review ○ Register …',
    ' IAT ▰▰▰▰▰▰▰▰▰▱ 54:12 · 10 of 10 uses left',
    '─'.repeat(80),
    ' Choose a client template',
  ]);
  expect(rows).toHaveLength(23);
  expect(rows.at(-1)).toBe(' Enter go on   Ctrl+O read from a file   Esc back   F1 help');
});

test('at 40x12 the head is one line, and the hints shorten', async () => {
  const screen = await show(framed(<Text>Choose a client template</Text>), { columns: 40, rows: 12 });
  const rows = rowsOf(screen);
  expect(rows.slice(0, 3)).toEqual([
    ' 4/8 Template · IAT 54:12 · 10 uses',
    '─'.repeat(40),
    ' Choose a client template',
  ]);
  expect(rows).toHaveLength(11);
  expect(rows.at(-1)).toBe(' Enter go on  Esc back  F1 help');
});

test('at 120x30 the steps stand at the left with their answers', async () => {
  const screen = await show(framed(<Text>Choose a client template</Text>), { columns: 120, rows: 30 });
  const rows = rowsOf(screen);
  expect(rows[1]).toBe(' IAT ▰▰▰▰▰▰▰▰▰▱ 54:12 · 10 of 10 uses left');
  expect(rows[3]).toMatch(/^ ✔ Server {9}answer 0 +│ Choose a client template$/);
  expect(rows[6]).toMatch(/^ ● Template /);
  expect(rows).toHaveLength(29);
});

test('on a tall terminal the frame stays of a size that an eye can hold', async () => {
  const screen = await show(framed(<Text>x</Text>), { columns: 200, rows: 60 });
  expect(rowsOf(screen)).toHaveLength(30);
});

test('at no size and with no body is the frame taller than the window, wider than it, or of another height', async () => {
  for (const [columns, rows] of [
    [40, 12],
    [59, 19],
    [60, 20],
    [80, 24],
    [99, 30],
    [100, 20],
    [200, 60],
  ] as const) {
    const screen = await show(framed(<Text>short</Text>), { columns, rows });
    const height = rowsOf(screen).length;
    expect(height).toBeLessThan(rows);
    for (const body of [lines(100), <Text key="long">{'word '.repeat(2000)}</Text>, lines(1)]) {
      await screen.rerender(framed(body));
      expect({ columns, rows, height: rowsOf(screen).length }).toEqual({ columns, rows, height });
    }
    await screen.unmount();
  }
});

test('a body that shrinks leaves no lines of the taller one behind', async () => {
  const screen = await show(framed(lines(100)));
  await screen.rerender(framed(<Text>result</Text>, { iat: undefined }));
  expect(screen.lastFrame()).not.toMatch(/line \d/);
  expect(screen.lastFrame().match(/Bootstrap/g)).toHaveLength(1);
});

test('everything is ASCII where Unicode is missing', async () => {
  const look = createLook({ unicode: false, motion: false });
  for (const [columns, rows] of [
    [40, 12],
    [80, 24],
    [120, 30],
  ] as const) {
    const screen = await show(<LookContext value={look}>{framed(lines(50))}</LookContext>, { columns, rows });
    expect(screen.lastFrame()).toMatch(/^[ -~\n]+$/);
  }
});

test('names of a server bring neither a link nor a colour along', async () => {
  const hostile = '\u001b]8;;https://evil.example\u0007here\u001b[31m';
  const steps = STEPS.map(step => ({ ...step, title: `${step.title}${hostile}`, answer: hostile }));
  for (const columns of [50, 80, 120]) {
    const screen = await show(framed(<Text>x</Text>, { title: hostile, where: hostile, steps }), { columns });
    expect(screen.bytes()).not.toMatch(/\u001b\]8|\u001b\[31m/);
  }
});

test('a long title or server is cut, and both are still there', async () => {
  const screen = await show(
    framed(<Text>x</Text>, { title: 'A title '.repeat(20), where: `https://${'long.'.repeat(30)}example/x` }),
  );
  expect(rowsOf(screen)[0]).toMatch(/^ A title .*… +https:\/\/.*….*example\/x$/);
});

test.each([
  [39, 24],
  [39, 11],
  [30, 8],
  [20, 5],
  [14, 3],
])('at %i x %i there is no room, and what is to be done is there in whole words', async (columns, rows) => {
  const screen = await show(framed(<Text>x</Text>), { columns, rows });
  const said = screen.window().join(' ').replaceAll(/ +/g, ' ').trim();
  expect(said).toMatch(/larger:? ?(?:\(40x12\)|40x12)/);
  expect(said).not.toContain('…');
  for (const line of screen.window()) expect(line.length).toBeLessThanOrEqual(columns);
  if (rows >= 5) expect(said).toBe('Make this window larger (40x12), or use --accessible.');
});
