/**
 * Breaks a text between words so that no line is longer than `columns`; what follows a break is indented like the line
 * it belongs to, or by `hang`. A word that is longer by itself (a path, an address) stays whole, so that it can be copied.
 */
export function wrapped(text: string, columns: number, hang?: number): string {
  return text
    .split('\n')
    .map(line => wrappedLine(line, columns, ' '.repeat(hang ?? line.search(/\S|$/))))
    .join('\n');
}

function wrappedLine(line: string, columns: number, indent: string): string {
  const [first = '', ...pieces] = line.match(/\s*\S+/g) ?? [];
  const lines = [first];
  for (const piece of pieces) {
    const last = lines.pop() ?? '';
    const next = indent + piece.trimStart();
    // What fits nowhere is left to the terminal to break, where it stands.
    if (last.length + piece.length <= columns || next.length > columns) lines.push(last + piece);
    else lines.push(last, next);
  }
  return lines.join('\n');
}
