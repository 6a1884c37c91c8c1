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
    if (last.length + piece.length <= columns) lines.push(last + piece);
    else lines.push(last, indent + piece.trimStart());
  }
  return lines.join('\n');
}
