const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// What Ink 8 takes for two cells: emoji, and the East Asian Widths W and F.
/** A single character that is no emoji by itself is none. */
const PERHAPS_EMOJI = /\p{Emoji_Presentation}|^..+$/su;
/** Made when it is needed: that takes V8 some 10 ms, and no word of ours needs it. */
let emoji: RegExp | undefined;
const WIDE =
  /^[\u1100-\u115e\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u321e\u3220-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16ff6}\u{17000}-\u{191d2}\u{1aff0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/v;
/** Marks within a character that take a cell of their own. */
const SPACING = /(?<!^)[\p{Spacing_Mark}\uff9e\uff9f]/gv;
const UNSEEN =
  /^[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]*$/v;
const ASCII_ONLY = /^[\u0020-\u007e]*$/;
// Controls, and what could turn the direction of the rest of the line or hide in it.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The characters as an operator counts them; joined emoji and combining marks are one. */
export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Terminal cells that one line of text takes. */
export function cellWidth(text: string): number {
  if (ASCII_ONLY.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
  return width;
}

export function graphemeWidth(grapheme: string): number {
  if (PERHAPS_EMOJI.test(grapheme) && isEmoji(grapheme)) return 2;
  if (UNSEEN.test(grapheme)) return 0;
  return (WIDE.test(grapheme) ? 2 : 1) + (grapheme.match(SPACING)?.length ?? 0);
}

function isEmoji(grapheme: string): boolean {
  emoji ??= /^(?:\p{RGI_Emoji}|[\d#*]\u20e3|(?!\p{Regional_Indicator})\p{Emoji_Presentation}.*)$/sv;
  return emoji.test(grapheme);
}

/**
 * One line without control and direction characters. Ink itself lets a hyperlink (OSC 8) and colours through, and a
 * link in a server's text could lead elsewhere than it says.
 */
export function printable(text: string): string {
  return withoutControls(text.replace(/\t/g, '  '));
}

/** The same cell by cell: what goes has no width, so nothing else moves. */
export function withoutControls(text: string): string {
  return text.replace(UNSAFE, '');
}

/** The text in at most `width` cells; where some was cut stands `ellipsis`. In the middle, both ends can be recognized. */
export function cut(text: string, width: number, ellipsis: string, at: 'end' | 'middle' = 'end'): string {
  if (cellWidth(text) <= width) return text;
  const room = width - cellWidth(ellipsis);
  if (room <= 0) return taken(ellipsis, Math.max(0, width));
  const head = at === 'end' ? room : Math.ceil(room / 2);
  const tail = at === 'end' ? '' : taken([...graphemesOf(text)].reverse(), room - head);
  return taken(text, head) + ellipsis + [...graphemesOf(tail)].reverse().join('');
}

function taken(text: string | readonly string[], width: number): string {
  let kept = '';
  let used = 0;
  for (const grapheme of typeof text === 'string' ? graphemesOf(text) : text) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    kept += grapheme;
  }
  return kept;
}

/** As many cells as asked: cut, or filled up with spaces. */
export function fitted(text: string, width: number, ellipsis: string, at: 'end' | 'middle' = 'end'): string {
  const shown = cut(text, width, ellipsis, at);
  return shown + ' '.repeat(Math.max(0, width - cellWidth(shown)));
}

/** Between words. A day and its time of day with its zone (`wall-time.ts`) are one. */
const BETWEEN_WORDS =
  /(?<=\S)(?=\s)(?! \d\d:\d\d:\d\d)(?! UTC)|(?<=\s)(?=\S)(?<!-\d\d (?=\d\d:\d\d:\d\d))(?<!:\d\d (?=UTC))/;

/**
 * Lines of at most `width` cells, broken between words; a word that is too long is broken behind a slash, or else where
 * it has to be. All lines but the first are indented by `hang` cells.
 */
export function wrapped(text: string, width: number, hang = 0): string[] {
  const whole = Math.max(1, width);
  const indent = ' '.repeat(Math.min(hang, whole - 1));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BETWEEN_WORDS)) {
    const room = lines.length === 0 ? whole : whole - indent.length;
    if (cellWidth(line) + cellWidth(word) <= room) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const pieces = broken(lines.length === 0 ? word : word.trimStart(), {
      first: lines.length === 0 ? whole : whole - indent.length,
      rest: whole - indent.length,
    });
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  const [first = '', ...rest] = [...lines, line.trimEnd()];
  return [first, ...rest.map(each => indent + each)];
}

function broken(word: string, { first, rest }: { first: number; rest: number }): string[] {
  const pieces: string[] = [];
  let piece = '';
  const room = () => (pieces.length === 0 ? first : rest);
  for (const part of word.split(BEHIND_SLASH)) {
    if (cellWidth(piece) + cellWidth(part) <= room()) {
      piece += part;
      continue;
    }
    if (piece !== '' && cellWidth(part) <= rest) {
      pieces.push(piece);
      piece = part;
      continue;
    }
    for (const grapheme of graphemesOf(part)) {
      if (cellWidth(piece) + graphemeWidth(grapheme) > room() && piece !== '') {
        pieces.push(piece);
        piece = '';
      }
      piece += grapheme;
    }
  }
  return [...pieces, piece];
}

/** Not between the two of `https://`, and not behind the one that a path begins with. */
const BEHIND_SLASH = /(?<=[^/:]\/)(?=[^/])/;
