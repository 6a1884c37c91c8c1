import { editTextField, type TextFieldEdit } from './text-field-state.ts';

/** `id` stays with an entry wherever it moves, so that its field stays the same one. */
export type Entry = { readonly id: number; readonly text: string };

/** `focus` is the entry's place; the row to add one is the place behind the last. */
export type ListEditorState = {
  readonly entries: readonly Entry[];
  readonly focus: number;
  /** Where the caret stands in the focused entry. */
  readonly caret: number;
  readonly nextId: number;
  readonly past: readonly Past[];
  /** The entry that is being typed in: all of that is one thing to undo. */
  readonly typing: number | undefined;
};
type Past = Pick<ListEditorState, 'entries' | 'focus'>;

export type ListEditorEdit =
  | { type: 'edited'; edit: TextFieldEdit }
  | { type: 'pasted'; texts: readonly string[] }
  | { type: 'deleted' }
  | { type: 'shifted'; by: 1 | -1 }
  | { type: 'undone' }
  | { type: 'focused'; focus: number };

const MOST_UNDO = 200;

export function listEditorState(texts: readonly string[], focus = texts.length): ListEditorState {
  const entries = texts.map((text, id) => ({ id, text }));
  const state = { entries, focus, caret: 0, nextId: entries.length, past: [], typing: undefined };
  return at(state, bounded(focus, entries.length));
}

/** What was entered, without the empty rows. */
export function textsOf({ entries }: ListEditorState): string[] {
  return entries.map(entry => entry.text).filter(text => text.trim() !== '');
}

export function editList(state: ListEditorState, edit: ListEditorEdit): ListEditorState {
  switch (edit.type) {
    case 'edited':
      return edited(state, edit.edit);
    case 'pasted':
      return pasted(state, edit.texts);
    case 'deleted':
      return deleted(state);
    case 'shifted':
      return shifted(state, edit.by);
    case 'undone':
      return undone(state);
    case 'focused':
      return focused(state, edit.focus);
  }
}

/** In the focused entry; in the row to add one, a new entry begins. */
function edited(state: ListEditorState, edit: TextFieldEdit): ListEditorState {
  const { entries, focus, nextId } = state;
  const entry = entries[focus];
  const { text, caret } = editTextField({ text: entry?.text ?? '', caret: state.caret }, edit);
  if (text === (entry?.text ?? '')) return { ...state, caret };
  if (entry === undefined) {
    const added = [...entries, { id: nextId, text }];
    return { ...remembered(state), entries: added, caret, nextId: nextId + 1, typing: nextId };
  }
  const before = state.typing === entry.id ? state : remembered(state);
  return { ...before, entries: entries.with(focus, { ...entry, text }), caret, typing: entry.id };
}

/** Behind the focused entry, or in its place where it is empty. The focus goes to the last of them. */
function pasted(state: ListEditorState, texts: readonly string[]): ListEditorState {
  if (texts.length === 0) return state;
  const { entries, focus, nextId } = state;
  const isEmpty = entries[focus]?.text.trim() === '';
  const first = isEmpty ? focus : Math.min(focus + 1, entries.length);
  const added = texts.map((text, index) => ({ id: nextId + index, text }));
  const list = entries.toSpliced(first, isEmpty ? 1 : 0, ...added);
  return at({ ...remembered(state), entries: list, nextId: nextId + added.length }, first + added.length - 1);
}

function deleted(state: ListEditorState): ListEditorState {
  const { entries, focus } = state;
  if (entries[focus] === undefined) return state;
  return at({ ...remembered(state), entries: entries.toSpliced(focus, 1) }, focus);
}

function shifted(state: ListEditorState, by: 1 | -1): ListEditorState {
  const { entries, focus } = state;
  const [entry, other] = [entries[focus], entries[focus + by]];
  if (entry === undefined || other === undefined) return state;
  return { ...remembered(state), entries: entries.with(focus, other).with(focus + by, entry), focus: focus + by };
}

function undone(state: ListEditorState): ListEditorState {
  const before = state.past.at(-1);
  return before === undefined
    ? state
    : at({ ...state, entries: before.entries, past: state.past.slice(0, -1) }, before.focus);
}

/** An entry that was left empty goes away when the focus leaves it. */
function focused(state: ListEditorState, wanted: number): ListEditorState {
  const { entries, focus } = state;
  const target = bounded(wanted, entries.length);
  if (target === focus || entries[focus]?.text.trim() !== '') return at(state, target);
  return at({ ...state, entries: entries.toSpliced(focus, 1) }, target > focus ? target - 1 : target);
}

/** With the focus there, and the caret behind its text. */
function at(state: ListEditorState, focus: number): ListEditorState {
  return { ...state, focus, caret: state.entries[focus]?.text.length ?? 0, typing: undefined };
}

function remembered(state: ListEditorState): ListEditorState {
  const { entries, focus, past } = state;
  return { ...state, past: [...past.slice(1 - MOST_UNDO), { entries, focus }], typing: undefined };
}

function bounded(focus: number, last: number): number {
  return Math.min(Math.max(0, focus), last);
}
