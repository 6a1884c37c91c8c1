const RUBBED_OUT = /[\u0008\u007f]/;
const LINE_RUBBED_OUT = '\u0015';
const PASTE_BRACKETS = /\u001b\[20[01]~/g;

/** A line that was typed without echo, as the terminal would have edited it: nobody else takes a character away again. */
export function rubbedOut(line: string): string {
  const kept: string[] = [];
  for (const character of line.replace(PASTE_BRACKETS, '')) {
    if (RUBBED_OUT.test(character)) kept.pop();
    else if (character === LINE_RUBBED_OUT) kept.length = 0;
    else kept.push(character);
  }
  return kept.join('');
}
