/** One value to put into a target, revealed: the key there and the text. */
export type Entry = { key: string; value: string };

export type KeyChange = { key: string; change: 'added' | 'changed' | 'unchanged' };

/**
 * A target's text with the entries in it, everything else as it was; or why that cannot be. `warnings`: what reads
 * differently elsewhere. A problem never quotes a value.
 */
export type Edited = { text: string; changes: KeyChange[]; warnings?: string[] } | { problem: string };

/** A piece of text to be put between two places of a source (UTF-16 units). */
export type Splice = { from: number; to: number; text: string };

/** The source with the pieces put in; they must not overlap. */
export function spliced(source: string, splices: readonly Splice[]): string {
  let text = source;
  for (const { from, to, text: piece } of [...splices].sort((a, b) => b.from - a.from)) {
    text = text.slice(0, from) + piece + text.slice(to);
  }
  return text;
}

/** The line end that most lines of the text have. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  const windows = text.split('\r\n').length - 1;
  const others = text.split('\n').length - 1 - windows;
  return windows > others ? '\r\n' : '\n';
}
