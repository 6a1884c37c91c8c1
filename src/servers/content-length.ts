/** The lengths that an answer names contradict each other: where it ends nobody can tell, and no more of it is read. */
export class ContradictoryLength extends Error {
  constructor() {
    super('the answer names two different lengths');
  }
}

/** One way alone to read the blanks: with two, a head of nothing else takes minutes. */
const LENGTH = /^content-length[ \t]*:(.*?)\r?$/is;
const ONE = /^[ \t]*\d{1,15}[ \t]*$/;

/**
 * The head of an answer with one length in it. The same length told twice is one length (RFC 9110 section 8.6). Lengths
 * that differ make the answer unrecoverable as a message (RFC 9112 section 6.3): it gets one that it cannot reach, so
 * that it never counts as whole, and `least` is the shortest of them. Any other head stays as it is.
 */
export function mendedLength(head: string): { head: string; least?: number } {
  const lines = head.split('\n');
  const told = lines.flatMap(line => LENGTH.exec(line)?.[1]?.split(',') ?? []);
  const isOther = lines.some(line => /^transfer-encoding[ \t]*:/i.test(line));
  if (told.length < 2 || isOther || !told.every(length => ONE.test(length))) return { head };
  const lengths = told.map(Number);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const length = `content-length: ${least === most ? most : most + 1}`;
  const first = lines.findIndex(line => LENGTH.test(line));
  const kept = lines.flatMap((line, index) => {
    if (index === first) return [length + (line.endsWith('\r') ? '\r' : '')];
    return LENGTH.test(line) ? [] : [line];
  });
  return { head: kept.join('\n'), ...(least !== most && { least }) };
}
