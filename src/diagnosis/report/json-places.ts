import type { LineRange } from './report.ts';

/**
 * The lines that the elements of an array take, in a text that is JSON: the top-level one, or the one that is the
 * member `member` of an object at depth `depth` (1: of the document itself). One pass.
 */
export function elementLines(text: string, member?: string, depth = 0): LineRange[] {
  const ranges: LineRange[] = [];
  let level = 0;
  let line = 1;
  let name = '';
  let opened = -1;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') line++;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (opened === -1 && level === depth) name = text.slice(at + 1, Math.min(end, at + 200));
      if (level === opened && from === 0) from = line;
      for (; at < end; at++) if (text[at] === '\n') line++;
    } else if (character === '[' || character === '{') {
      if (level === opened) from = line;
      level++;
      if (opened === -1 && character === '[' && level === depth + 1 && (member === undefined || name === member))
        opened = level;
    } else if (character === ']' || character === '}') {
      level--;
      if (opened !== -1 && level === opened) ranges.push({ from, to: line });
      else if (opened !== -1 && level < opened) return ranges;
    }
  }
  return ranges;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
