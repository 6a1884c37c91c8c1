import { type Key, useInput, usePaste } from 'ink';
import { useRef, useState } from 'react';
import { useRestingKeys } from '../hooks/use-resting-keys.ts';
import { useTakesText } from '../hooks/use-takes-text.ts';
import { editList, type ListEditorEdit, type ListEditorState, listEditorState, textsOf } from './list-editor-state.ts';
import { textFieldKey } from './text-field-keys.ts';

export type ListEditorOptions = {
  entries: readonly string[];
  start: number | undefined;
  onSubmit: (entries: string[]) => void;
  onChange: ((entries: string[]) => void) | undefined;
  split: (pasted: string) => string[];
  pageRows: number;
  isActive: boolean;
};

/** What a key means to the list; the keys of the line itself are the text field's. */
function listEditorKey(
  input: string,
  key: Key,
  { focus, pageRows }: { focus: number; pageRows: number },
): ListEditorEdit | undefined {
  if (key.eventType === 'release' || key.super || key.hyper) return undefined;
  // Some desktops keep Ctrl+arrows for themselves, so Alt does the same.
  if (key.upArrow) return key.ctrl || key.meta ? { type: 'shifted', by: -1 } : { type: 'focused', focus: focus - 1 };
  if (key.downArrow) return key.ctrl || key.meta ? { type: 'shifted', by: 1 } : { type: 'focused', focus: focus + 1 };
  if (key.pageUp) return { type: 'focused', focus: focus - pageRows };
  if (key.pageDown) return { type: 'focused', focus: focus + pageRows };
  if (key.ctrl && input === 'd') return { type: 'deleted' };
  if (key.ctrl && input === 'z') return { type: 'undone' };
  return undefined;
}

/** Keys and pastes to edits of the list or of the line with the focus. */
export function useListEditor(options: ListEditorOptions): ListEditorState {
  const { entries, start, onSubmit, onChange, split, pageRows, isActive } = options;
  const [state, draw] = useState(() => listEditorState(entries, start));
  // A key can come before React has drawn the one before it; each has to build on that.
  const latest = useRef(state);
  const edit = (change: ListEditorEdit) => {
    const before = latest.current;
    latest.current = editList(before, change);
    draw(latest.current);
    if (latest.current.entries !== before.entries) onChange?.(textsOf(latest.current));
  };
  const paste = (pasted: string) => {
    const texts = split(pasted);
    const [text = pasted] = texts;
    edit(texts.length > 1 ? { type: 'pasted', texts } : { type: 'edited', edit: { type: 'insert', text } });
  };

  useInput(
    (input, key) => {
      const change = listEditorKey(input, key, { focus: latest.current.focus, pageRows });
      if (change) return edit(change);
      const inLine = textFieldKey(input, key);
      if (inLine?.type === 'submit') onSubmit(textsOf(latest.current));
      else if (inLine) edit({ type: 'edited', edit: inLine });
    },
    { isActive },
  );
  usePaste(paste, { isActive });
  useTakesText(isActive);
  useRestingKeys(isActive ? restingKeys(state) : []);
  return state;
}

/** The row to add one is no entry, so nothing there can be deleted or moved. */
function restingKeys({ entries, focus, past }: ListEditorState): string[] {
  const isEntry = focus < entries.length;
  return [
    ...(entries.length === 0 ? ['↑↓'] : []),
    ...(isEntry ? [] : ['Ctrl+D']),
    ...(isEntry && entries.length > 1 ? [] : ['Ctrl+↑↓']),
    ...(past.length === 0 ? ['Ctrl+Z'] : []),
  ];
}
