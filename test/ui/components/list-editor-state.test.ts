import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editList,
  type ListEditorEdit,
  type ListEditorState,
  listEditorState,
  textsOf,
} from '../../../src/ui/components/list-editor-state.ts';
import type { TextFieldEdit } from '../../../src/ui/components/text-field-state.ts';

const text = fc.constantFrom('', ' ', 'https://a.example/cb', 'https://b.example/cb', 'x', 'same');
const line: fc.Arbitrary<TextFieldEdit> = fc.oneof(
  text.map(typed => ({ type: 'insert' as const, text: typed })),
  fc.constantFrom('left' as const, 'home' as const).map(to => ({ type: 'move' as const, to })),
  fc.constantFrom('left' as const, 'end' as const, 'home' as const).map(to => ({ type: 'erase' as const, to })),
);
const edit: fc.Arbitrary<ListEditorEdit> = fc.oneof(
  line.map(inLine => ({ type: 'edited' as const, edit: inLine })),
  fc.array(text, { maxLength: 5 }).map(texts => ({ type: 'pasted' as const, texts })),
  fc.constant({ type: 'deleted' as const }),
  fc.constantFrom(1 as const, -1 as const).map(by => ({ type: 'shifted' as const, by })),
  fc.integer({ min: -3, max: 20 }).map(focus => ({ type: 'focused' as const, focus })),
);
const beginning = fc
  .tuple(fc.array(text, { maxLength: 8 }), fc.nat(10))
  .map(([texts, focus]) => listEditorState(texts, focus));
const reached = fc
  .tuple(beginning, fc.array(edit, { maxLength: 20 }))
  .map(([state, edits]) => edits.reduce(editList, state));

const undo = (state: ListEditorState) => editList(state, { type: 'undone' });
const counted = (state: ListEditorState) => textsOf(state).toSorted();

test('undo restores the list exactly as it was before the last change', () => {
  fc.assert(
    fc.property(reached, edit, (before, one) => {
      const after = editList(before, one);
      // Going on typing in the same entry is the same change; the one before it is what undo goes back to.
      const isSameTyping = one.type === 'edited' && before.typing !== undefined && after.typing === before.typing;
      if (after.entries === before.entries || one.type === 'focused' || isSameTyping) return;
      expect(undo(after).entries).toEqual(before.entries);
    }),
  );
});

test('undone to the end, the list is the one it began with', () => {
  fc.assert(
    fc.property(
      beginning,
      fc.array(
        edit.filter(one => one.type !== 'focused'),
        { maxLength: 30 },
      ),
      (first, edits) => {
        let state = edits.reduce(editList, first);
        while (state.past.length > 0) state = undo(state);
        expect(state.entries).toEqual(first.entries);
        expect(undo(state)).toEqual(state);
      },
    ),
  );
});

test('moving, reordering and looking around lose nothing and invent nothing', () => {
  const harmless = edit.filter(one => one.type === 'shifted' || one.type === 'focused');
  fc.assert(
    fc.property(reached, fc.array(harmless, { maxLength: 20 }), (before, edits) => {
      expect(counted(edits.reduce(editList, before))).toEqual(counted(before));
    }),
  );
});

test('a paste adds its entries and changes no other', () => {
  fc.assert(
    fc.property(reached, fc.array(text, { maxLength: 6 }), (before, texts) => {
      const after = editList(before, { type: 'pasted', texts });
      expect(counted(after)).toEqual([...textsOf(before), ...texts.filter(one => one.trim() !== '')].toSorted());
    }),
  );
});

test('the focus is always at an entry or at the row to add one, and every entry has its own identity', () => {
  fc.assert(
    fc.property(reached, edit, (before, one) => {
      const { entries, focus } = editList(before, one);
      expect(focus).toBeGreaterThanOrEqual(0);
      expect(focus).toBeLessThanOrEqual(entries.length);
      expect(new Set(entries.map(entry => entry.id)).size).toBe(entries.length);
    }),
  );
});

test('what is typed in one go is undone in one go', () => {
  const typed = ['h', 't', 't', 'p'].reduce(
    (state, one) => editList(state, { type: 'edited', edit: { type: 'insert', text: one } }),
    listEditorState(['a']),
  );
  expect(textsOf(typed)).toEqual(['a', 'http']);
  expect(textsOf(undo(typed))).toEqual(['a']);
});

test('an entry that was emptied goes when it is left, and the list that is kept has no empty ones', () => {
  const emptied = editList(listEditorState(['a', 'b', 'c'], 1), {
    type: 'edited',
    edit: { type: 'erase', to: 'home' },
  });
  expect(textsOf(emptied)).toEqual(['a', 'c']);
  const left = editList(emptied, { type: 'focused', focus: 2 });
  expect(left.entries.map(entry => entry.text)).toEqual(['a', 'c']);
  expect(left.focus).toBe(1);
});
