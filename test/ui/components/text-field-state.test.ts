import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editTextField,
  singleLine,
  type TextFieldEdit,
  type TextFieldState,
  textFieldState,
} from '../../../src/ui/components/text-field-state.ts';

const PLACES = ['left', 'right', 'word-left', 'word-right', 'home', 'end'] as const;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// Code units include halves of surrogate pairs; the constants join with what stands beside them.
const anything = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)) }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '👩‍👩‍👧‍👦',
    '\u200d',
    '\ufe0f',
    '\u0301',
    '🇨',
    '🇭',
    '#️⃣',
    '\r\n',
    'https://a.example/cb',
    '\u001b[31m',
  ),
);
const edit: fc.Arbitrary<TextFieldEdit> = fc.oneof(
  anything.map(text => ({ type: 'insert' as const, text })),
  fc.constantFrom(...PLACES).map(to => ({ type: 'move' as const, to })),
  fc.constantFrom(...PLACES).map(to => ({ type: 'erase' as const, to })),
);

function edges(text: string): number[] {
  return [...[...graphemes.segment(text)].map(({ index }) => index), text.length];
}

function typed(edits: readonly TextFieldEdit[], from: TextFieldState = textFieldState('')): TextFieldState {
  return edits.reduce(editTextField, from);
}

test('whatever is typed and erased, no half of a character is left and the caret stands between two', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), edits => {
      let state = textFieldState('');
      for (const one of edits) {
        state = editTextField(state, one);
        expect(state.text).not.toMatch(LONE_SURROGATE);
        expect(state.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(edges(state.text)).toContain(state.caret);
      }
    }),
  );
});

test('moving never changes the text, and never sticks before an end', () => {
  fc.assert(
    fc.property(anything.map(singleLine), text => {
      for (const [to, end] of [
        ['left', 0],
        ['word-left', 0],
        ['right', text.length],
        ['word-right', text.length],
      ] as const) {
        let state = editTextField(textFieldState(text), { type: 'move', to: end === 0 ? 'end' : 'home' });
        while (state.caret !== end) {
          const next = editTextField(state, { type: 'move', to });
          expect(next.text).toBe(text);
          expect(next.caret).not.toBe(state.caret);
          state = next;
        }
      }
    }),
  );
});

test('erasing to the left and to the right of the caret erases everything, once', () => {
  fc.assert(
    fc.property(anything.map(singleLine), fc.nat(40), (text, steps) => {
      const lefts: TextFieldEdit[] = Array.from({ length: steps }, () => ({ type: 'move', to: 'left' }));
      const state = typed(
        [...lefts, { type: 'erase', to: 'home' }, { type: 'erase', to: 'end' }],
        textFieldState(text),
      );
      expect(state).toEqual({ text: '', caret: 0 });
    }),
  );
});

test('Backspace takes a joined emoji as a whole', () => {
  expect(typed([{ type: 'erase', to: 'left' }], textFieldState('team 👩‍👩‍👧‍👦'))).toEqual({ text: 'team ', caret: 5 });
});

test('Delete takes what is behind the caret', () => {
  expect(
    typed(
      [
        { type: 'move', to: 'home' },
        { type: 'erase', to: 'right' },
      ],
      textFieldState('xhttps'),
    ),
  ).toEqual({
    text: 'https',
    caret: 0,
  });
});

test('words of a redirect URI are what stands between its signs', () => {
  const uri = textFieldState('https://app.example/auth/callback');
  expect(typed([{ type: 'erase', to: 'word-left' }], uri).text).toBe('https://app.example/auth/');
  expect(
    typed(
      [
        { type: 'move', to: 'word-left' },
        { type: 'move', to: 'word-left' },
      ],
      uri,
    ).caret,
  ).toBe(20);
  expect(
    typed(
      [
        { type: 'move', to: 'home' },
        { type: 'move', to: 'word-right' },
      ],
      uri,
    ).caret,
  ).toBe(5);
});

test('a pasted file neither stops the screen nor fills the memory', () => {
  const state = typed([
    { type: 'insert', text: 'a'.repeat(1_000_000) },
    { type: 'erase', to: 'word-left' },
  ]);
  expect(state).toEqual({ text: '', caret: 0 });
  expect(typed([{ type: 'insert', text: '😀'.repeat(100_000) }]).text.length).toBeLessThanOrEqual(65_536);
});
