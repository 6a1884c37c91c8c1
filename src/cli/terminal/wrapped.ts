/**
 * Breaks a text between words so that no line is longer than `columns`; what follows a break is indented by `hang`, or
 * like the line it belongs to, its second column under itself. A word that is longer by itself (a path, an address)
 * stays whole, so that it can be copied, and has a line of its own.
 */
export function wrapped(text: string, columns: number, hang?: number): string {
  return text
    .split('\n')
    .map(line => (hang === undefined ? inColumns(line, columns) : wrappedLine(line, columns, ' '.repeat(hang))))
    .join('\n');
}

/** A description that would begin far to the right stands below what it describes, further in. */
function inColumns(line: string, columns: number): string {
  const margin = line.search(/\S|$/);
  const [head] = /^\s*\S.*?\s{3,}(?=\S)/.exec(line) ?? [];
  if (head === undefined || line.length <= columns) return wrappedLine(line, columns, ' '.repeat(margin));
  if (head.length <= columns / 3) return wrappedLine(line, columns, ' '.repeat(head.length));
  const indent = ' '.repeat(margin + 4);
  return [head.trimEnd(), wrappedLine(indent + line.slice(head.length), columns, indent)].join('\n');
}

function wrappedLine(line: string, columns: number, indent: string): string {
  const [first = '', ...pieces] = line.match(/\s*\S+/g) ?? [];
  const lines = [first];
  for (const piece of pieces) {
    const last = lines.pop() ?? '';
    const next = indent + piece.trimStart();
    if (last.length + piece.length <= columns) lines.push(last + piece);
    // What fits nowhere is left to the terminal to break, as late as can be.
    else lines.push(last, next.length > columns ? piece.trimStart() : next);
  }
  return lines.join('\n');
}
