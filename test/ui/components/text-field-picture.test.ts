import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellWidth } from '../../../src/ui/cells.ts';
import { textFieldPicture } from '../../../src/ui/components/text-field-picture.ts';
import { editTextField, textFieldState } from '../../../src/ui/components/text-field-state.ts';

const look = (first: number, width = 10) => ({ width, first, ellipsis: '…' });

test('a short text is drawn whole, with the caret behind it', () => {
  expect(textFieldPicture(textFieldState('abc'), look(0))).toEqual({ shown: 'abc', caretCell: 3, first: 0 });
});

test('a long text scrolls sideways with the caret in sight, and says where it is cut', () => {
  const state = textFieldState('0123456789abcdef');
  expect(textFieldPicture(state, look(0))).toEqual({ shown: '…89abcdef', caretCell: 9, first: 7 });
  expect(textFieldPicture({ ...state, caret: 0 }, look(7))).toEqual({ shown: '012345678…', caretCell: 0, first: 0 });
  expect(textFieldPicture({ ...state, caret: 10 }, look(7))).toEqual({ shown: '…89abcdef', caretCell: 3, first: 7 });
});

test('the caret moves within what is shown before the text does', () => {
  const state = textFieldState('0123456789abcdef');
  const moved = editTextField(state, { type: 'move', to: 'left' });
  expect(textFieldPicture(moved, look(7))).toEqual({ shown: '…89abcdef', caretCell: 8, first: 7 });
});

test('whatever is in it, a field is never wider than its cells and its caret never outside of them', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(60), fc.integer({ min: 3, max: 30 }), fc.nat(80), (value, lefts, width, first) => {
      let state = editTextField(textFieldState(''), { type: 'insert', text: value });
      for (let step = 0; step < lefts; step += 1) state = editTextField(state, { type: 'move', to: 'left' });
      const picture = textFieldPicture(state, look(first, width));
      expect(cellWidth(picture.shown)).toBeLessThanOrEqual(width);
      expect(picture.caretCell).toBeGreaterThanOrEqual(0);
      expect(picture.caretCell).toBeLessThan(width);
    }),
  );
});
