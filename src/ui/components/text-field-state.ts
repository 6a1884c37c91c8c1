import { stripVTControlCharacters } from 'node:util';

/** One line of text and where the caret stands in it: an offset in UTF-16 units, always between two graphemes. */
export type TextFieldState = { text: string; caret: number };

export type TextFieldEdit =
  | { type: 'insert'; text: string }
  | { type: 'move'; to: 'left' | 'right' | 'word-left' | 'word-right' | 'home' | 'end' }
  | { type: 'erase'; to: 'left' | 'right' | 'word-left' | 'word-right' | 'home' | 'end' };

/** Longer than anything a field is for; a pasted file must not stop the screen. */
const MOST_CHARACTERS = 65_536;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Typed or pasted text as one line: escape sequences, line ends and control characters are gone, a tab is a space. */
export function singleLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\t/g, ' ').replace(CONTROL, '').replace(LONE_SURROGATE, '');
}

/** A field that holds this text, with the caret behind it. */
export function textFieldState(text: string): TextFieldState {
  return { text, caret: text.length };
}

export function editTextField(state: TextFieldState, edit: TextFieldEdit): TextFieldState {
  const { text, caret } = state;
  if (edit.type === 'insert') {
    const added = singleLine(edit.text)
      .slice(0, Math.max(0, MOST_CHARACTERS - text.length))
      .replace(LONE_SURROGATE, '');
    return placed(text.slice(0, caret) + added + text.slice(caret), caret + added.length);
  }
  const target = targetOf(state, edit.to);
  if (edit.type === 'move') return { text, caret: target };
  const [from, to] = target < caret ? [target, caret] : [caret, target];
  return placed(text.slice(0, from) + text.slice(to), from);
}

function targetOf(
  { text, caret }: TextFieldState,
  to: 'left' | 'right' | 'word-left' | 'word-right' | 'home' | 'end',
): number {
  switch (to) {
    case 'home':
      return 0;
    case 'end':
      return text.length;
    case 'left':
      return caret === 0 ? 0 : (graphemes.segment(text).containing(caret - 1)?.index ?? 0);
    case 'right':
      return edgeAtOrAfter(text, caret + 1);
    case 'word-left':
      return edgeAtOrBefore(text, [...text.slice(0, caret).matchAll(WORD)].at(-1)?.index ?? 0);
    case 'word-right': {
      const [next] = text.slice(caret).matchAll(WORD);
      return next === undefined ? text.length : edgeAtOrAfter(text, caret + next.index + next[0].length);
    }
  }
}

/** What stands beside the caret can join into one grapheme after an edit; then the caret goes behind it. */
function placed(text: string, caret: number): TextFieldState {
  return { text, caret: edgeAtOrAfter(text, caret) };
}

function edgeAtOrBefore(text: string, at: number): number {
  return at >= text.length ? text.length : (graphemes.segment(text).containing(at)?.index ?? at);
}

function edgeAtOrAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const grapheme = graphemes.segment(text).containing(at);
  if (grapheme === undefined || grapheme.index === at) return at;
  return grapheme.index + grapheme.segment.length;
}
