import { Box } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { Choice, type ChoiceItem } from '../../../src/ui/components/choice.tsx';
import { TextField } from '../../../src/ui/components/text-field.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { KEY, type Screen, show } from '../../support/ink.ts';

const TEMPLATES: ChoiceItem<string>[] = [
  { value: 'bff-server', label: 'bff-server', hint: 'private_key_jwt' },
  { value: 'web-confidential', label: 'web-confidential', hint: 'secret, code flow' },
  { value: 'spa-pkce', label: 'spa-pkce', hint: 'public, PKCE' },
  { value: 'native', label: 'native' },
  { value: 'service', label: 'service', hint: 'client_credentials' },
];
const many = (count: number): ChoiceItem<string>[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `item ${index}` }));

const said: string[] = [];
const choice = (items: readonly ChoiceItem<string>[], more: Partial<Parameters<typeof Choice<string>>[0]> = {}) => {
  said.length = 0;
  return <Choice label="Template" items={items} onSubmit={value => said.push(value)} {...more} />;
};
const focused = (screen: Screen) => /❯ (\S+(?: \d+)?)/.exec(screen.lastFrame())?.[1];

test('labels and what they are stand in two columns', async () => {
  const screen = await show(choice(TEMPLATES));
  expect(screen.lastFrame()).toBe(
    [
      '❯ bff-server        private_key_jwt',
      '  web-confidential  secret, code flow',
      '  spa-pkce          public, PKCE',
      '  native',
      '  service           client_credentials',
    ].join('\n'),
  );
});

test('the same in ASCII', async () => {
  const screen = await show(
    <LookContext value={createLook({ unicode: false, motion: false })}>
      {choice([{ value: 'a', label: 'a name that is much too long for it', hint: 'and its description' }], {
        width: 30,
      })}
    </LookContext>,
  );
  expect(screen.lastFrame()).toBe('> a name that is ~  and its d~');
});

test('arrows, Home and End move round, and Enter takes what is focused', async () => {
  const screen = await show(choice(TEMPLATES));
  await screen.press(KEY.down, KEY.down, KEY.enter);
  await screen.press(KEY.up, KEY.up, KEY.up, KEY.enter);
  await screen.press(KEY.home, KEY.enter, KEY.end, KEY.enter);
  expect(said).toEqual(['spa-pkce', 'service', 'bff-server', 'service']);
});

test('a digit left over from typing goes to an item and takes nothing', async () => {
  const screen = await show(choice(TEMPLATES));
  await screen.press('3');
  expect(focused(screen)).toBe('spa-pkce');
  await screen.press('9', '0');
  expect(focused(screen)).toBe('spa-pkce');
  expect(said).toEqual([]);
});

test('letters are the screen’s: j and k do not move', async () => {
  const screen = await show(choice(TEMPLATES));
  await screen.press('jjkj');
  expect(focused(screen)).toBe('bff-server');
});

test('Enter on an empty list takes nothing, and a line says that there is nothing', async () => {
  const screen = await show(choice([], { empty: 'No runbook here.' }));
  await screen.press(KEY.enter, KEY.down, KEY.enter);
  expect(said).toEqual([]);
  expect(screen.lastFrame()).toBe('No runbook here.');
});

test('what is disabled is passed over and cannot be taken', async () => {
  const items = TEMPLATES.map(item => ({
    ...item,
    isDisabled: ['bff-server', 'spa-pkce', 'service'].includes(item.value),
  }));
  const screen = await show(choice(items));
  expect(focused(screen)).toBe('web-confidential');
  await screen.press(KEY.down, '1', KEY.enter, KEY.end, KEY.down, KEY.enter);
  expect(said).toEqual(['native', 'web-confidential']);
});

test('where everything is disabled nothing is focused and Enter takes nothing', async () => {
  const screen = await show(choice(TEMPLATES.map(item => ({ ...item, isDisabled: true }))));
  await screen.press(KEY.enter, KEY.down, KEY.end, '1', KEY.enter);
  expect(said).toEqual([]);
  expect(screen.lastFrame()).not.toContain('❯');
});

test('it begins where it is told to', async () => {
  const screen = await show(choice(TEMPLATES, { initial: 'native' }));
  expect(focused(screen)).toBe('native');
});

test('the focus stays on its item when others come before it, and near it when it goes', async () => {
  const screen = await show(choice(TEMPLATES));
  await screen.press(KEY.down, KEY.down);
  await screen.rerender(choice([{ value: 'own', label: 'own' }, ...TEMPLATES]));
  expect(focused(screen)).toBe('spa-pkce');
  await screen.rerender(choice(TEMPLATES.filter(item => item.value !== 'spa-pkce')));
  expect(focused(screen)).toBe('native');
});

test('keys that come in one piece all count', async () => {
  const screen = await show(choice(TEMPLATES));
  await screen.chunk(`${KEY.down}${KEY.down}${KEY.down}`);
  expect(focused(screen)).toBe('native');
});

test('a list of more than nine is drawn in part, and says how much is out of sight', async () => {
  const screen = await show(choice(many(40), { rows: 7 }));
  expect(screen.lastFrame().split('\n')).toHaveLength(6);
  expect(screen.lastFrame()).toContain('… 35 more below');
  await screen.press(KEY.pageDown, KEY.pageDown, KEY.down, KEY.down);
  expect(screen.lastFrame()).toBe(
    ['  … 10 more above', '  item 10', '  item 11', '❯ item 12', '  item 13', '  item 14', '  … 25 more below'].join(
      '\n',
    ),
  );
  await screen.press(KEY.end);
  expect(focused(screen)).toBe('item 39');
  await screen.press(KEY.enter, KEY.pageUp, KEY.enter);
  expect(said).toEqual(['v39', 'v34']);
});

test('nine are drawn whole', async () => {
  const screen = await show(choice(many(9)));
  expect(screen.lastFrame().split('\n')).toHaveLength(9);
});

test('the screen hears what is focused', async () => {
  const heard: string[] = [];
  const screen = await show(choice(TEMPLATES, { onFocus: value => heard.push(value) }));
  await screen.press(KEY.down, KEY.end, KEY.end);
  expect(heard).toEqual(['web-confidential', 'service']);
});

test('a label of a server brings neither a link nor a colour along', async () => {
  const screen = await show(
    choice([{ value: 'x', label: '\u001b]8;;https://evil.example\u0007click\u001b[31m', hint: 'a\nb' }]),
  );
  expect(screen.bytes()).not.toMatch(/\u001b\]8|\u001b\[31m/);
});

function BesideAField() {
  const [name, setName] = useState('');
  const [isTyping, setTyping] = useState(true);
  return (
    <Box flexDirection="column">
      <TextField label="Name" value={name} onChange={setName} onSubmit={() => setTyping(false)} isActive={isTyping} />
      {choice(TEMPLATES, { isActive: !isTyping })}
    </Box>
  );
}

test('beside a field that is typed in, the list stands still', async () => {
  const screen = await show(<BesideAField />);
  await screen.press('jk3', KEY.down, KEY.end);
  expect(screen.window()[0]).toBe('jk3');
  expect(focused(screen)).toBe('bff-server');
  await screen.press(KEY.enter);
  expect(said).toEqual([]);
  await screen.press(KEY.down, KEY.enter);
  expect(said).toEqual(['web-confidential']);
});

test('a screen reader hears the question and where it stands', async () => {
  const screen = await show(choice(TEMPLATES), { speaks: true });
  expect(screen.lastFrame()).toContain('listbox: Template: bff-server, private_key_jwt');
});

test('a hint that has no room beside its item is told whole below the list, while that is in focus', async () => {
  const hint = 'the server fetches the public key from your client';
  const items = [
    { value: 'short', label: 'Short', hint: 'fits' },
    { value: 'long', label: 'Long', hint },
  ];
  const screen = await show(<Choice label="Key" items={items} onSubmit={() => {}} width={38} tellsHints />);
  const said = () => screen.lastFrame().replaceAll(/\s+/g, ' ');
  expect(said()).not.toContain(hint);
  await screen.press(KEY.down);
  expect(said()).toContain(hint);
});
