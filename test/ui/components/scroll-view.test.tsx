import { expect, test } from 'vitest';
import { RequestView } from '../../../src/ui/components/request-view.tsx';
import { ScrollView } from '../../../src/ui/components/scroll-view.tsx';
import { KEY, show } from '../../support/ink.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n');

test('a short text is shown whole, and says nothing of more', async () => {
  const screen = await show(<ScrollView text={'{\n  "label": "x"\n\n}'} rows={8} />);
  expect(screen.lastFrame()).toBe('{\n  "label": "x"\n\n}');
});

test('of a long text a part is shown, and how much there is more', async () => {
  const screen = await show(<ScrollView text={numbered(20)} rows={5} />);
  expect(screen.lastFrame()).toBe('line 0\nline 1\nline 2\nline 3\n… 16 more below');
  await screen.press(KEY.down, KEY.pageDown);
  expect(screen.lastFrame()).toBe('line 5\nline 6\nline 7\nline 8\n… 5 more above · 11 more below');
  await screen.press(KEY.end);
  expect(screen.lastFrame()).toBe('line 16\nline 17\nline 18\nline 19\n… 16 more above');
  await screen.press(KEY.pageDown, KEY.up, KEY.pageUp);
  expect(screen.lastFrame()).toContain('line 11\n');
  await screen.press(KEY.home);
  expect(screen.lastFrame()).toContain('line 0\n');
});

test('keys that come in one piece all count', async () => {
  const screen = await show(<ScrollView text={numbered(20)} rows={5} />);
  await screen.chunk(KEY.down.repeat(3));
  expect(screen.lastFrame()).toContain('… 3 more above · 13 more below');
});

test('it stands still while something else is active', async () => {
  const screen = await show(<ScrollView text={numbered(20)} rows={5} isActive={false} />);
  await screen.press(KEY.down, KEY.end);
  expect(screen.lastFrame()).toContain('line 0\n');
});

test('long lines are wrapped to the window, again when it is resized', async () => {
  const screen = await show(<ScrollView text={'word '.repeat(30)} rows={9} />, { columns: 40 });
  expect(screen.lastFrame().split('\n')).toHaveLength(4);
  await screen.resize(80, 24);
  expect(screen.lastFrame().split('\n')).toHaveLength(2);
});

test('an answer of a server brings neither a link nor a colour along', async () => {
  const screen = await show(<ScrollView text={'a\u001b]8;;https://evil.example\u0007b\u001b[31mc\r\nd'} />);
  expect(screen.bytes()).not.toMatch(/\u001b\]8|\u001b\[31m/);
  expect(screen.lastFrame().split('\n').at(-1)).toBe('d');
});

const VIEWS = [
  { title: 'JSON', text: '{"label":"x"}' },
  { title: 'cURL', text: numbered(20) },
  { title: 'PowerShell', text: 'Invoke-RestMethod' },
];

test('a request in each of its ways, with a sign at the one that is shown', async () => {
  const screen = await show(<RequestView views={VIEWS} rows={6} />);
  expect(screen.lastFrame()).toBe('● JSON  ○ cURL  ○ PowerShell\n{"label":"x"}');
  await screen.press(KEY.right, KEY.down);
  expect(screen.lastFrame()).toBe(
    '○ JSON  ● cURL  ○ PowerShell\nline 1\nline 2\nline 3\nline 4\n… 1 more above · 15 more below',
  );
  await screen.press(KEY.tab);
  expect(screen.lastFrame()).toBe('○ JSON  ○ cURL  ● PowerShell\nInvoke-RestMethod');
  await screen.press(KEY.right, KEY.left, KEY.shiftTab);
  expect(screen.lastFrame()).toContain('● cURL');
});

test('without any way there is nothing', async () => {
  const screen = await show(<RequestView views={[]} />);
  await screen.press(KEY.right);
  expect(screen.lastFrame()).toBe('');
});
