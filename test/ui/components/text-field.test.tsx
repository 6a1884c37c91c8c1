import { Box, Text } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { TextField } from '../../../src/ui/components/text-field.tsx';
import { KEY, type Screen, show } from '../../support/ink.ts';

type Said = { submitted: string[]; pasted: string[] };
type DraftProps = { initial?: string; mask?: boolean; width?: number; said?: Said; replace?: string };

function Draft({ initial = '', mask = false, width = 40, said, replace }: DraftProps) {
  const [value, setValue] = useState(initial);
  return (
    <Box flexDirection="column">
      <TextField
        label="Label"
        value={value}
        onChange={setValue}
        onSubmit={text => said?.submitted.push(text)}
        onPaste={pasted => {
          said?.pasted.push(pasted);
          return replace;
        }}
        placeholder="e.g. ms-bff"
        mask={mask}
        width={width}
      />
      {!mask && <Text>{`[${value}]`}</Text>}
    </Box>
  );
}

const nothingSaid = (): Said => ({ submitted: [], pasted: [] });
const shownValue = (screen: Screen) => /\[(.*)\]/.exec(screen.lastFrame())?.[1];

test('Ctrl+A, E, U, K and W move and erase, and never leave their letters in the value', async () => {
  const screen = await show(<Draft initial="ms-bff bootstrap" />);
  await screen.press(KEY.ctrl('a'), 'x', KEY.ctrl('e'), 'y');
  expect(shownValue(screen)).toBe('xms-bff bootstrapy');
  await screen.press(KEY.ctrl('w'), KEY.ctrl('a'), KEY.right, KEY.ctrl('k'));
  expect(shownValue(screen)).toBe('x');
  await screen.press('abc', KEY.ctrl('u'));
  expect(shownValue(screen)).toBe('');
});

test('chords that the field does not know belong to the screen and type nothing', async () => {
  const screen = await show(<Draft initial="ab" />);
  for (const letter of 'cdgloqrstvxyz') await screen.press(KEY.ctrl(letter));
  await screen.press(KEY.alt('x'), KEY.f1, KEY.f2, KEY.tab, KEY.shiftTab, KEY.up, KEY.down, KEY.pageUp, KEY.escape);
  expect(shownValue(screen)).toBe('ab');
});

test('Home, End, Delete and the word keys work', async () => {
  const screen = await show(<Draft initial="https://app.example/cb" />);
  await screen.press(KEY.home, KEY.delete, 'H', KEY.end, '!');
  expect(shownValue(screen)).toBe('Https://app.example/cb!');
  await screen.press(KEY.ctrlLeft, '1', KEY.altLeft, KEY.altLeft, '2', KEY.ctrlRight, KEY.altRight, '3');
  expect(shownValue(screen)).toBe('Https://app.2example/1cb3!');
  await screen.press(KEY.alt('b'), KEY.alt('b'), KEY.alt('f'), '4', KEY.ctrl('w'));
  expect(shownValue(screen)).toBe('Https://app./1cb3!');
});

test('a question mark is typed', async () => {
  const screen = await show(<Draft />);
  await screen.press('a?b');
  expect(shownValue(screen)).toBe('a?b');
});

test('a paste that ends in Enter is not sent off: its line end goes, the screen hears of it, Enter is still to press', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft said={said} />);
  await screen.paste('eyJhbGciOi\r\n');
  expect(shownValue(screen)).toBe('eyJhbGciOi');
  expect(said).toEqual({ submitted: [], pasted: ['eyJhbGciOi\r\n'] });
  await screen.press(KEY.enter);
  expect(said.submitted).toEqual(['eyJhbGciOi']);
});

test('the same from a terminal that marks no pastes, where the lines come in one read', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft said={said} />);
  await screen.chunk('one\rtwo\r');
  expect(shownValue(screen)).toBe('onetwo');
  expect(said).toEqual({ submitted: [], pasted: ['one\rtwo\r'] });
});

test('Enter right behind text counts, however many keys came in one read', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft said={said} />);
  await screen.chunk('text\r');
  await screen.chunk(`12${KEY.ctrl('u')}34\r`);
  expect(said).toEqual({ submitted: ['text', '34'], pasted: [] });
});

test('the caret stands behind what was pasted', async () => {
  const screen = await show(<Draft />);
  await screen.press('abc');
  await screen.paste('PASTE');
  await screen.press('d', KEY.left, KEY.left, '-');
  expect(shownValue(screen)).toBe('abcPAST-Ed');
});

test('escape sequences and control characters of a paste stay out of the value', async () => {
  const screen = await show(<Draft />);
  await screen.paste('a\u001b[31mb\u0000c\td\u007fe\u2028f');
  expect(shownValue(screen)).toBe('abc def');
});

test('the screen can put something else in the place of a paste, or nothing', async () => {
  const replaced = await show(<Draft replace="clean" />);
  await replaced.paste('"dirty"');
  expect(shownValue(replaced)).toBe('clean');
  const dropped = await show(<Draft replace="" />);
  await dropped.paste('dirty');
  expect(shownValue(dropped)).toBe('');
});

test('keys that come in one piece all count', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft said={said} />);
  await screen.chunk(`a${KEY.left}b${KEY.right}c${KEY.backspace}${KEY.backspace}d${KEY.home}${KEY.delete}e`);
  expect(shownValue(screen)).toBe('ed');
});

test('a joined emoji goes with one Backspace', async () => {
  const screen = await show(<Draft initial="a👩‍👩‍👧‍👦" />);
  await screen.press(KEY.backspace, 'b');
  expect(shownValue(screen)).toBe('ab');
});

test('a secret is eight dots whatever its length, and no frame has it', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft mask said={said} />);
  await screen.paste('tops3cret-token');
  expect(screen.window()[0]).toBe('••••••••');
  await screen.press('-more', KEY.left, KEY.home, 'X', KEY.backspace, KEY.backspace);
  await screen.resize(60, 20);
  expect(screen.window()[0]).toBe('••••••••');
  expect(screen.cursor()).toEqual({ x: 8, y: 0, isShown: true });
  await screen.press(KEY.enter);
  expect(said.submitted).toEqual(['tops3cret-token-mor']);
  await screen.unmount();
  expect(screen.bytes()).not.toMatch(/tops3cret|token|more/);
});

test('Ctrl+U clears a secret, and so does Ctrl+W, as nobody sees its words', async () => {
  for (const chord of ['u', 'w']) {
    const said = nothingSaid();
    const screen = await show(<Draft mask said={said} />);
    await screen.paste('a token of several words');
    await screen.press(KEY.ctrl(chord), KEY.enter);
    expect(said.submitted).toEqual(['']);
  }
});

test("the terminal's own cursor is the caret, so input methods find it", async () => {
  const screen = await show(
    <Box paddingLeft={3} paddingTop={2}>
      <Draft initial="漢字ab" />
    </Box>,
  );
  expect(screen.cursor()).toEqual({ x: 9, y: 2, isShown: true });
  await screen.press(KEY.left, KEY.left, KEY.left);
  expect(screen.cursor()).toEqual({ x: 5, y: 2, isShown: true });
});

function TwoFields() {
  const [values, setValues] = useState(['one', 'three']);
  const [active, setActive] = useState(0);
  return (
    <Box flexDirection="column">
      {values.map((value, index) => (
        <TextField
          key={value.slice(0, 1)}
          label={`Field ${index}`}
          value={value}
          onChange={text => setValues(values.with(index, text))}
          onSubmit={() => setActive(1 - active)}
          isActive={active === index}
        />
      ))}
    </Box>
  );
}

test('only the active field has keys and the cursor, whichever way the focus goes', async () => {
  const screen = await show(<TwoFields />);
  expect(screen.cursor()).toEqual({ x: 3, y: 0, isShown: true });
  await screen.press(KEY.enter);
  expect(screen.cursor()).toEqual({ x: 5, y: 1, isShown: true });
  await screen.press('!', KEY.enter);
  expect(screen.cursor()).toEqual({ x: 3, y: 0, isShown: true });
  await screen.press('?');
  expect(screen.window().slice(0, 2)).toEqual(['one?', 'three!']);
});

test('a long value scrolls sideways and never wraps', async () => {
  const screen = await show(<Draft initial={`https://${'long.'.repeat(20)}example/cb`} width={20} />);
  expect(screen.window()[0]).toBe('…ng.long.example/cb');
  expect(screen.cursor().x).toBe(19);
  await screen.press(KEY.home);
  expect(screen.window()[0]).toBe('https://long.long.l…');
  expect(screen.cursor().x).toBe(0);
});

test('a placeholder stands where nothing is typed, and is no value', async () => {
  const said = nothingSaid();
  const screen = await show(<Draft said={said} />);
  expect(screen.window()[0]).toBe('e.g. ms-bff');
  await screen.press(KEY.enter);
  expect(said.submitted).toEqual(['']);
});

test('a value that the screen changes is taken over', async () => {
  const field = (value: string) => <TextField label="Label" value={value} onChange={() => undefined} width={30} />;
  const screen = await show(field('first'));
  await screen.press('x');
  expect(screen.window()[0]).toBe('first');
  await screen.rerender(field('second one'));
  expect(screen.window()[0]).toBe('second one');
  expect(screen.cursor().x).toBe(10);
});

test('bracketed paste is asked for while a field is active, and given back', async () => {
  const screen = await show(<Draft />);
  expect(screen.bytes()).toContain('\u001b[?2004h');
  await screen.unmount();
  expect(screen.bytes()).toContain('\u001b[?2004l');
});

test('a screen reader hears the label and the value, and of a secret only its length', async () => {
  const plain = await show(<Draft initial="ms-bff" />, { speaks: true });
  expect(plain.lastFrame()).toContain('textbox: Label: ms-bff');
  const secret = await show(<Draft initial="tops3cret" mask />, { speaks: true });
  expect(secret.lastFrame()).toContain('textbox: Label: 9 characters, hidden');
  expect(secret.bytes()).not.toContain('tops3cret');
});
