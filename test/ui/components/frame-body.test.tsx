import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { Choice } from '../../../src/ui/components/choice.tsx';
import { ListEditor } from '../../../src/ui/components/list-editor.tsx';
import { TextField } from '../../../src/ui/components/text-field.tsx';
import { useRoom } from '../../../src/ui/hooks/use-room.ts';
import { KEY, show } from '../../support/ink.ts';
import { framed, lines, rowsOf } from './framed.tsx';

test('a body that is too long says so and scrolls', async () => {
  const screen = await show(framed(lines(40)));
  expect(rowsOf(screen)[21]).toBe(' … 23 more below');
  await screen.press(KEY.pageDown);
  expect(rowsOf(screen)[4]).toBe(' line 16');
  expect(rowsOf(screen)[21]).toBe(' … 16 more above · 7 more below');
  await screen.press(KEY.pageDown, KEY.pageDown);
  expect(rowsOf(screen)[21]).toBe(' … 23 more above');
  await screen.press(KEY.pageUp, KEY.pageUp, KEY.pageUp);
  expect(rowsOf(screen)[4]).toBe(' line 0');
});

test('where nothing else takes ↑↓, they scroll it line by line', async () => {
  const screen = await show(framed(lines(40)));
  await screen.press(KEY.down, KEY.down);
  expect(rowsOf(screen)[4]).toBe(' line 2');
  await screen.press(KEY.up);
  expect(rowsOf(screen)[4]).toBe(' line 1');
});

function Form({ count = 12 }: { count?: number }) {
  const [at, setAt] = useState(0);
  const [values, setValues] = useState(Array.from({ length: count }, (_, index) => `value ${index}`));
  useInput((_, key) => {
    if (key.tab) setAt(now => (now + (key.shift ? count - 1 : 1)) % count);
  });
  return values.map((value, index) => (
    <Box key={String(index)}>
      <Text>{`field ${index}  `}</Text>
      <TextField
        label={`field ${index}`}
        value={value}
        onChange={text => setValues(now => now.with(index, text))}
        isActive={index === at}
        width={20}
      />
    </Box>
  ));
}

test('the field that is typed in is always in sight, with the caret in it', async () => {
  const screen = await show(framed(<Form />), { columns: 40, rows: 12 });
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0]) {
    const { x, y } = screen.cursor();
    expect(screen.window()[y]?.slice(0, x)).toBe(` field ${index}  value ${index}`);
    await screen.press(KEY.tab);
  }
  await screen.press(KEY.shiftTab, KEY.shiftTab);
  expect(screen.window()[screen.cursor().y]).toBe(' field 11  value 11');
});

test('scrolled away from it, the caret goes too, and typing brings it back', async () => {
  const screen = await show(framed(<Form count={30} />), { columns: 40, rows: 12 });
  await screen.press(KEY.pageDown);
  expect(screen.lastFrame()).not.toContain('field 0 ');
  expect(screen.cursor().isShown).toBe(false);
  await screen.press('!');
  expect(screen.window()[screen.cursor().y]).toBe(' field 0  value 0!');
  expect(screen.cursor().isShown).toBe(true);
});

test('the focused item of a list is always in sight, and the list has the page keys', async () => {
  const items = Array.from({ length: 9 }, (_, index) => ({ value: `v${index}`, label: `item ${index}` }));
  const body = (
    <>
      {lines(4)}
      <Choice label="x" items={items} onSubmit={() => undefined} rows={9} />
      {lines(9)}
    </>
  );
  const screen = await show(framed(body), { columns: 40, rows: 12 });
  for (let index = 0; index < 9; index += 1) {
    expect(screen.lastFrame()).toContain(`❯ item ${index}`);
    await screen.press(KEY.down);
  }
  await screen.press(KEY.pageDown);
  expect(screen.lastFrame()).toContain('❯ item ');
});

test('the list of redirect URIs keeps its line in sight in the smallest window', async () => {
  const entries = Array.from({ length: 30 }, (_, index) => `https://app-${index}.example/cb`);
  const body = (
    <>
      {lines(3)}
      <ListEditor label="redirect URI" entries={entries} start={0} onSubmit={() => undefined} />
    </>
  );
  const screen = await show(framed(body), { columns: 40, rows: 12 });
  for (let index = 0; index < 30; index += 7) {
    expect(screen.window()[screen.cursor().y]).toContain(`❯ ${String(index + 1).padStart(2)}`);
    for (let step = 0; step < 7; step += 1) await screen.press(KEY.down);
  }
});

function Draft({ said }: { said: string[] }) {
  const [value, setValue] = useState('');
  const { isHidden } = useRoom();
  return (
    <>
      <TextField label="x" value={value} onChange={setValue} onSubmit={text => said.push(text)} />
      {!isHidden && <Text>ready</Text>}
    </>
  );
}

test('a window that is too small says so, takes no keys, and loses nothing that was typed', async () => {
  const said: string[] = [];
  const screen = await show(framed(<Draft said={said} />));
  await screen.press('draft');
  for (const [columns, rows] of [
    [39, 24],
    [80, 11],
    [10, 3],
  ] as const) {
    await screen.resize(columns, rows);
    expect(screen.window().join(' ')).toContain('larger');
    await screen.press('lost', KEY.enter);
    await screen.resize(80, 24);
    expect(screen.window()[4]).toBe(' draft');
  }
  expect(said).toEqual([]);
  await screen.press('!', KEY.enter);
  expect(said).toEqual(['draft!']);
});

test('after each resize the window has the whole frame, drawn for its size, and the caret in its field', async () => {
  const said: string[] = [];
  const screen = await show(framed(<Draft said={said} />));
  await screen.press('draft');
  for (const [columns, rows] of [
    [60, 24],
    [40, 12],
    [120, 30],
    [80, 24],
    [50, 20],
    [100, 20],
  ] as const) {
    await screen.resize(columns, rows);
    const window = screen.window();
    expect(window.at(-2)).toMatch(/^ Enter go on/);
    expect(window.join('\n').match(/draft/g)).toHaveLength(1);
    const { x, y, isShown } = screen.cursor();
    expect(isShown).toBe(true);
    expect(window[y]?.slice(0, x)).toMatch(/ draft$/);
  }
});
