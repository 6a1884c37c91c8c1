import fc from 'fast-check';
import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { ListEditor } from '../../src/ui/components/list-editor.tsx';
import { TextField } from '../../src/ui/components/text-field.tsx';
import { useFieldFocus } from '../../src/ui/hooks/use-field-focus.ts';
import { KEY, show } from '../support/ink.ts';

const FIELDS = ['name', 'uses'] as const;

/** Three screens, each with the keys of its own: two fields, letters, a list. What was said there is all it is about. */
function ThreeScreens({ said }: { said: string[] }) {
  const [at, setAt] = useState<'fields' | 'letters' | 'list'>('fields');
  const go = (what: string, to: typeof at) => {
    said.push(what);
    setAt(to);
  };
  if (at === 'fields') return <Fields onSubmit={values => go(JSON.stringify(values), 'letters')} />;
  if (at === 'letters') return <Letters onLetter={letter => go(letter, letter === 'l' ? 'list' : at)} />;
  return <ListEditor label="URI" entries={['https://a']} onSubmit={entries => go(JSON.stringify(entries), 'fields')} />;
}

function Fields({ onSubmit }: { onSubmit(values: { name: string; uses: string }): void }) {
  const [values, setValues] = useState({ name: '', uses: '10' });
  const { active, move } = useFieldFocus(FIELDS);
  useInput((_, key) => {
    move(key);
  });
  return (
    <Box flexDirection="column">
      {FIELDS.map(field => (
        <TextField
          key={field}
          label={field}
          value={values[field]}
          isActive={field === active}
          onChange={value => setValues(now => ({ ...now, [field]: value }))}
          onSubmit={value => onSubmit({ ...values, [field]: value })}
        />
      ))}
    </Box>
  );
}

function Letters({ onLetter }: { onLetter(letter: string): void }) {
  useInput(input => {
    if (/^[a-z]$/.test(input)) onLetter(input);
  });
  return <Text>Letters</Text>;
}

/** What was said at the three screens, these chunks coming one after the other. */
async function saidOn(chunks: readonly string[], marksPastes = true): Promise<string[]> {
  const said: string[] = [];
  const screen = await show(<ThreeScreens said={said} />, { marksPastes });
  for (const chunk of chunks) await screen.chunk(chunk);
  await screen.unmount();
  return said;
}

test('Tab, Ctrl+U and Enter behind text in one read go where they would go one by one', async () => {
  expect(await saidOn([`abc${KEY.tab}12${KEY.ctrl('u')}34${KEY.enter}`])).toEqual(['{"name":"abc","uses":"34"}']);
});

test('what is typed ahead goes to the screen that it comes to', async () => {
  const list = `${KEY.up}${KEY.end}/cb${KEY.ctrl('d')}${KEY.ctrl('z')}${KEY.enter}`;
  expect(await saidOn([`a${KEY.enter}xyl${list}b${KEY.enter}`])).toEqual([
    '{"name":"a","uses":"10"}',
    'x',
    'y',
    'l',
    '["https://a/cb"]',
    '{"name":"b","uses":"10"}',
  ]);
});

test('a paste presses no key of a screen without a field', async () => {
  expect(await saidOn([KEY.enter, '\u001b[200~lxy\u001b[201~', 'z'])).toEqual(['{"name":"","uses":"10"}', 'z']);
});

test('several URIs from a terminal that marks no pastes are pasted into the list, not sent off after the first', async () => {
  const said = await saidOn([KEY.enter, 'l', 'https://b\rhttps://c\r', KEY.enter], false);
  expect(said.at(-1)).toBe('["https://a","https://b","https://c"]');
});

test('the same keys come to the same, in as few or many reads as they may come', async () => {
  const key = fc.constantFrom(
    ...['a', 'l', 'é', '漢', '12', KEY.enter, KEY.tab, KEY.shiftTab, KEY.backspace, KEY.left, KEY.up, KEY.down],
    ...[KEY.ctrl('u'), KEY.ctrl('a'), KEY.ctrl('w'), KEY.ctrl('d'), KEY.ctrl('z'), KEY.home, KEY.altUp],
    ...['\u001b[200~p\u001b[201~', '\u001b[200~https://p https://q\r\n\u001b[201~'],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(key, { minLength: 2, maxLength: 20 }), fc.array(fc.nat()), async (keys, cuts) => {
      const ends = [...new Set(cuts.map(cut => cut % keys.length))].sort((a, b) => a - b);
      const reads = [...ends, keys.length].map((end, index) => keys.slice(ends[index - 1] ?? 0, end).join(''));
      expect(await saidOn(reads.filter(read => read !== ''))).toEqual(await saidOn(keys));
    }),
    { numRuns: 30 },
  );
});
