import { expect, test } from 'vitest';
import type { Note } from '../../../src/guidance/note.ts';
import { ListEditor, type ListEditorProps } from '../../../src/ui/components/list-editor.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { KEY, type Screen, show } from '../../support/ink.ts';

const A = 'https://a.example/cb';
const B = 'https://b.example/cb';
const C = 'http://c.example/cb';

const kept: string[][] = [];
function editor(entries: readonly string[], more: Partial<ListEditorProps> = {}) {
  kept.length = 0;
  return <ListEditor label="redirect URI" entries={entries} onSubmit={list => kept.push(list)} rows={20} {...more} />;
}
const httpNotes = (entry: string): Note[] =>
  entry.startsWith('http:')
    ? [{ severity: 'refusal-likely', message: 'http outside loopback: most servers refuse it' }]
    : [];
const frame = (screen: Screen) => screen.lastFrame().split('\n');

test('a list with its numbers, what is to be said about an entry, and a row to add one', async () => {
  const screen = await show(editor([A, B, C], { notes: httpNotes, start: 2 }));
  expect(frame(screen)).toEqual([
    `  1  ${A}`,
    `  2  ${B}`,
    `❯ 3  ${C}`,
    '     ▲ http outside loopback: most servers refuse it',
    '  +  add another, or paste many at once',
  ]);
  expect(screen.cursor()).toEqual({ x: 5 + C.length, y: 2, isShown: true });
});

test('the same in ASCII', async () => {
  const look = createLook({ unicode: false, motion: false });
  const screen = await show(<LookContext value={look}>{editor([C], { notes: httpNotes, start: 0 })}</LookContext>);
  expect(screen.lastFrame()).toMatch(/^[ -~\n]+$/);
});

test('typing in the last row adds an entry, letter by letter and in one piece', async () => {
  const screen = await show(editor([A]));
  await screen.press('https:');
  await screen.chunk('//b.example/cb');
  expect(frame(screen)).toEqual([`  1  ${A}`, `❯ 2  ${B}`, '  +  add another, or paste many at once']);
  await screen.press(KEY.enter);
  expect(kept).toEqual([[A, B]]);
});

test('keys that come in one piece all count', async () => {
  const screen = await show(editor([A]));
  await screen.chunk(`x${KEY.left}y${KEY.up}${KEY.end}!${KEY.enter}`);
  await screen.press(KEY.enter);
  expect(kept.at(-1)).toEqual([`${A}!`, 'yx']);
});

test('an entry is changed where it stands', async () => {
  const screen = await show(editor([A, C], { start: 1 }));
  await screen.press(KEY.home, KEY.right, KEY.right, KEY.right, KEY.right, 's', KEY.up, KEY.end, '2', KEY.enter);
  expect(kept).toEqual([[`${A}2`, 'https://c.example/cb']]);
});

test('a question mark is typed, as URIs have one', async () => {
  const screen = await show(editor([]));
  await screen.press('a?b', KEY.enter);
  expect(kept).toEqual([['a?b']]);
});

test('Ctrl+D deletes, Ctrl+Z brings it back where it was', async () => {
  const screen = await show(editor([A, B, C], { start: 1 }));
  await screen.press(KEY.ctrl('d'));
  expect(screen.lastFrame()).not.toContain(B);
  await screen.press(KEY.ctrl('z'), KEY.enter);
  expect(kept).toEqual([[A, B, C]]);
});

test('Ctrl+arrows reorder, and so does Alt+arrows where a desktop keeps the others', async () => {
  const screen = await show(editor([A, B, C], { start: 0 }));
  await screen.press(KEY.ctrlDown, KEY.enter, KEY.altDown, KEY.enter, KEY.altUp, KEY.ctrlUp, KEY.ctrlUp, KEY.enter);
  expect(kept).toEqual([
    [B, A, C],
    [B, C, A],
    [A, B, C],
  ]);
});

test('many are pasted at once, and one Ctrl+Z takes all of them back', async () => {
  const screen = await show(editor([A]));
  await screen.paste(`${B}\n${C}\n`);
  await screen.press(KEY.enter, KEY.ctrl('z'), KEY.enter);
  expect(kept).toEqual([[A, B, C], [A]]);
});

test('the same from a terminal without bracketed paste, and nothing is sent off by it', async () => {
  const screen = await show(editor([]));
  await screen.chunk(`${A}\r${B}\r`);
  expect(kept).toEqual([]);
  await screen.press(KEY.enter);
  expect(kept).toEqual([[A, B]]);
});

test('one that is pasted goes into the line at the caret, without the line end', async () => {
  const screen = await show(editor([]));
  await screen.press('x');
  await screen.paste(`${A}\n`);
  await screen.press('y', KEY.enter);
  expect(kept).toEqual([[`x${A}y`]]);
});

test('Enter keeps the list without its empty rows, and an empty list too', async () => {
  const screen = await show(editor([A, B], { start: 0 }));
  await screen.press(KEY.ctrl('u'), KEY.enter, KEY.down, KEY.ctrl('u'), KEY.enter);
  expect(kept).toEqual([[B], []]);
});

test('the screen hears every change', async () => {
  const heard: string[][] = [];
  const screen = await show(editor([A], { onChange: entries => heard.push(entries) }));
  await screen.press('b', KEY.up, KEY.ctrl('d'));
  expect(heard).toEqual([[A, 'b'], ['b']]);
});

test('a thousand entries: only those in sight are drawn and asked about', async () => {
  const entries = Array.from({ length: 1000 }, (_, index) => `https://app-${index}.example/cb`);
  const asked = new Set<number>();
  const notes = (_: string, index: number): Note[] => {
    asked.add(index);
    return [];
  };
  const screen = await show(editor(entries, { notes, start: 500, rows: 12 }));
  expect(frame(screen)).toHaveLength(12);
  expect(screen.lastFrame()).toContain('more above');
  expect(screen.lastFrame()).toContain('❯  501  https://app-500.example/cb');
  asked.clear();
  await screen.press('x', KEY.down, KEY.ctrlUp, KEY.pageDown);
  expect(asked.size).toBeLessThan(40);
  expect(screen.lastFrame()).toContain('  +  add another');
  await screen.press(KEY.enter);
  expect(kept[0]).toHaveLength(1000);
  expect(kept[0]?.slice(499, 502)).toEqual([entries[499], entries[501], `${entries[500]}x`]);
});

test('an entry of another program brings no link along', async () => {
  const hostile = ['https://a\u001b]8;;https://evil.example\u0007.example'];
  for (const start of [0, 1]) {
    const screen = await show(editor(hostile, { start }));
    expect(screen.bytes()).not.toContain('\u001b]8');
  }
});

test('a long entry is cut in the middle, so both ends can be recognized', async () => {
  const screen = await show(editor([`https://app.example/${'a'.repeat(60)}/callback`]), { columns: 40 });
  expect(frame(screen)[0]).toMatch(/^ {2}1 {2}https:\/\/app.*….*\/callback$/);
});
