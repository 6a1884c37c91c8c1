import { Text, useInput } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { functionKeyOf, useFunctionKeys } from '../../../src/ui/hooks/use-function-keys.ts';
import { KEY, show } from '../../support/ink.ts';

const ESC = '\u001b';

test('F1 to F12 as terminals send them', () => {
  const sent = [`${ESC}OP`, `${ESC}[11~`, `${ESC}[[A`, `${ESC}[P`, `${ESC}[1;1P`, `${ESC}[57364u`, `${ESC}[57364;1u`];
  expect(sent.map(functionKeyOf)).toEqual(Array(sent.length).fill('f1'));
  expect(
    [`${ESC}OQ`, `${ESC}OS`, `${ESC}[15~`, `${ESC}[[E`, `${ESC}[17~`, `${ESC}[24~`, `${ESC}[57375u`].map(functionKeyOf),
  ).toEqual(['f2', 'f4', 'f5', 'f5', 'f6', 'f12', 'f12']);
});

test('nothing else is one', () => {
  for (const bytes of [
    'F1',
    'P',
    `${ESC}[A`,
    `${ESC}[5~`,
    `${ESC}[3~`,
    `${ESC}[1;5P`,
    `${ESC}[16~`,
    `${ESC}[57363u`,
    ESC,
    '',
  ]) {
    expect(functionKeyOf(bytes)).toBeUndefined();
  }
});

function Help({ isActive = true }: { isActive?: boolean }) {
  const [pressed, setPressed] = useState('nothing');
  const [inputs, setInputs] = useState<string[]>([]);
  useFunctionKeys({ f1: () => setPressed('help'), f2: () => setPressed('request') }, { isActive });
  useInput(input => setInputs(now => [...now, input]));
  return <Text>{`${pressed} ${JSON.stringify(inputs)}`}</Text>;
}

test('F1 and F2 are told apart, which Ink’s own hook cannot', async () => {
  const screen = await show(<Help />);
  await screen.press(KEY.f1);
  expect(screen.lastFrame()).toBe('help [""]');
  await screen.press(KEY.f2);
  expect(screen.lastFrame()).toBe('request ["",""]');
});

test('while they rest they do nothing', async () => {
  const screen = await show(<Help isActive={false} />);
  await screen.press(KEY.f1);
  expect(screen.lastFrame()).toBe('nothing [""]');
});

test('a lone Escape arrives, and a key behind it is not taken for Alt', async () => {
  const screen = await show(<Help />);
  await screen.press(KEY.escape, 'x');
  expect(screen.lastFrame()).toBe('nothing ["","x"]');
});
