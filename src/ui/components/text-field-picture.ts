import { cellWidth, graphemesOf, graphemeWidth, withoutControls } from '../cells.ts';
import type { TextFieldState } from './text-field-state.ts';

/** The cells of a field: what is drawn, and at which of them the caret stands. `first` is the text's cell at the left edge. */
export type TextFieldPicture = { shown: string; caretCell: number; first: number };

/**
 * A long text scrolls sideways with the caret in sight: no more than needed, from where it stood (`first`).
 * Where text is cut off stands `ellipsis` (one cell); the caret never stands on it.
 */
export function textFieldPicture(
  { text, caret }: TextFieldState,
  { width, first, ellipsis }: { width: number; first: number; ellipsis: string },
): TextFieldPicture {
  const whole = cellWidth(text);
  const at = cellWidth(text.slice(0, caret));
  // The caret behind the last character needs a cell too.
  if (whole < width) return { shown: withoutControls(text), caretCell: at, first: 0 };
  const last = whole + 1 - width;
  let from = Math.min(first, last);
  if (at < from + 1) from = Math.max(0, at - 1);
  if (at > from + width - 2) from = Math.min(last, at - width + 2);
  return { shown: withoutControls(slice(text, from, width, ellipsis)), caretCell: at - from, first: from };
}

/** `width` cells of the text from cell `from` on; a wide character that an edge would halve becomes spaces. */
function slice(text: string, from: number, width: number, ellipsis: string): string {
  const cutsLeft = from > 0;
  const cutsRight = cellWidth(text) > from + width;
  const left = from + (cutsLeft ? 1 : 0);
  const right = from + width - (cutsRight ? 1 : 0);
  let shown = cutsLeft ? ellipsis : '';
  let cell = 0;
  for (const grapheme of graphemesOf(text)) {
    const next = cell + graphemeWidth(grapheme);
    if (cell >= left && next <= right) shown += grapheme;
    else if (next > left && cell < right) shown += ' '.repeat(Math.min(next, right) - Math.max(cell, left));
    cell = next;
  }
  return shown + (cutsRight ? ellipsis : '');
}
