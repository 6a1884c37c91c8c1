import { type Key, useInput, usePaste } from 'ink';
import { useRef, useState } from 'react';
import { useRestingKeys } from '../hooks/use-resting-keys.ts';
import { useTakesText } from '../hooks/use-takes-text.ts';
import { editTextField, type TextFieldEdit, type TextFieldState, textFieldState } from './text-field-state.ts';

/** What a key means to a text field; undefined: nothing, it belongs to the screen around it. */
export type TextFieldKey = TextFieldEdit | { type: 'submit' };

const CTRL: Record<string, TextFieldEdit> = {
  a: { type: 'move', to: 'home' },
  b: { type: 'move', to: 'left' },
  e: { type: 'move', to: 'end' },
  f: { type: 'move', to: 'right' },
  k: { type: 'erase', to: 'end' },
  u: { type: 'erase', to: 'home' },
  w: { type: 'erase', to: 'word-left' },
};

/** Terminals send Alt+Left and Alt+Right also as Alt+B and Alt+F. */
const ALT: Record<string, TextFieldEdit> = {
  b: { type: 'move', to: 'word-left' },
  d: { type: 'erase', to: 'word-right' },
  f: { type: 'move', to: 'word-right' },
};

export type TextFieldOptions = {
  value: string;
  onChange: (value: string) => void;
  onSubmit?: ((value: string) => void) | undefined;
  onPaste?: ((pasted: string) => string | undefined) | undefined;
  /** Only the end can be edited, as nobody sees the rest. */
  isMasked: boolean;
  isActive: boolean;
};

/** Keys and pastes to edits. Answers what the field holds now, and where its caret stands. */
export function useTextField({ value, isMasked, isActive, ...told }: TextFieldOptions): TextFieldState {
  const [, draw] = useState({});
  // A key can come before React has drawn the one before it; each has to build on that.
  const latest = useRef(textFieldState(value));
  if (latest.current.text !== value) latest.current = textFieldState(value);

  const edit = (change: TextFieldEdit) => {
    const before = latest.current;
    latest.current = editTextField(before, change);
    draw({});
    if (latest.current.text !== before.text) told.onChange(latest.current.text);
  };
  const paste = (pasted: string) => edit({ type: 'insert', text: told.onPaste?.(pasted) ?? pasted });

  useInput(
    (input, key) => {
      const pressed = textFieldKey(input, key);
      if (pressed?.type === 'submit') told.onSubmit?.(latest.current.text);
      else if (pressed) {
        const change = isMasked ? atTheEnd(pressed) : pressed;
        if (change) edit(change);
      }
    },
    { isActive },
  );
  usePaste(paste, { isActive });
  useTakesText(isActive);
  useRestingKeys(isActive && value === '' ? ['Ctrl+U'] : []);
  return latest.current;
}

/** What is left of an edit where the caret cannot leave the end. A word nobody sees is all of it. */
function atTheEnd(edit: TextFieldEdit): TextFieldEdit | undefined {
  if (edit.type === 'insert') return edit;
  if (edit.type === 'move' || edit.to === 'right' || edit.to === 'word-right' || edit.to === 'end') return undefined;
  return edit.to === 'left' ? edit : { type: 'erase', to: 'home' };
}

export function textFieldKey(input: string, key: Key): TextFieldKey | undefined {
  if (key.eventType === 'release' || key.super || key.hyper) return undefined;
  const byWord = key.ctrl || key.meta;
  if (key.return) return byWord ? undefined : { type: 'submit' };
  if (key.leftArrow) return { type: 'move', to: byWord ? 'word-left' : 'left' };
  if (key.rightArrow) return { type: 'move', to: byWord ? 'word-right' : 'right' };
  if (key.backspace) return { type: 'erase', to: byWord ? 'word-left' : 'left' };
  if (key.delete) return { type: 'erase', to: byWord ? 'word-right' : 'right' };
  if (key.home) return { type: 'move', to: 'home' };
  if (key.end) return { type: 'move', to: 'end' };
  if (key.ctrl) return CTRL[input];
  if (key.meta) return ALT[input];
  return input === '' || key.tab || key.escape ? undefined : { type: 'insert', text: input };
}
