/**
 * Reads PowerShell text as far as its quoting goes: comments, single- and double-quoted strings, single-quoted
 * here-strings, and brackets. Throws where one of them does not close, as PowerShell itself would.
 */
export function readPowerShell(text: string): { hereStrings: string[]; strings: string[]; code: string } {
  const hereStrings: string[] = [];
  const strings: string[] = [];
  const open: string[] = [];
  let code = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const character = text.charAt(at);
    if (/^@'[ \t]*\n/.test(rest)) {
      const begin = at + rest.indexOf('\n') + 1;
      // The first line that begins with '@ closes; the line end before it is no part of the string.
      const end = text.startsWith("'@", begin) ? begin - 1 : text.indexOf("\n'@", begin);
      if (end < 0) throw new Error('a here-string does not close');
      hereStrings.push(text.slice(begin, Math.max(begin, end)));
      code += '<here>';
      at = end + 3;
    } else if (QUOTE.test(character)) {
      const { value, end } = quoted(text, at);
      strings.push(value);
      code += '<text>';
      at = end;
    } else if (character === '#') {
      at += (rest.indexOf('\n') + 1 || rest.length + 1) - 1;
    } else {
      if ('({['.includes(character)) open.push(CLOSES[character] ?? '');
      if (')}]'.includes(character) && open.pop() !== character) throw new Error(`a ${character} closes nothing`);
      code += character;
      at += 1;
    }
  }
  if (open.length > 0) throw new Error(`${open.length} brackets do not close`);
  return { hereStrings, strings, code };
}

const CLOSES: Record<string, string> = { '(': ')', '{': '}', '[': ']' };
// PowerShell takes typographic quotes for quotes (about_Quoting_Rules).
const QUOTE = /['\u2018\u2019\u201a\u201b"\u201c\u201d\u201e]/;
const SINGLE = /['\u2018\u2019\u201a\u201b]/;

function quoted(text: string, begin: number): { value: string; end: number } {
  const kind = SINGLE.test(text.charAt(begin)) ? SINGLE : /["\u201c\u201d\u201e]/;
  let value = '';
  for (let at = begin + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (!kind.test(character)) value += character;
    else if (kind.test(text.charAt(at + 1))) {
      value += character;
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error('a string does not close');
}
