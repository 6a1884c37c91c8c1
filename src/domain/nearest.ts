/**
 * The candidate that a mistyped word was most likely meant to be, or undefined where none is near: at most a third of
 * its characters wrong (swapped neighbours counting once), or the one is how the other begins.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = normal(word);
  const most = Math.max(1, Math.floor(typed.length / 3));
  const near = candidates
    .map(candidate => ({ candidate, distance: distance(typed, normal(candidate), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate ?? candidates.find(candidate => isBeginning(typed, normal(candidate)));
}

function isBeginning(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one));
}

/** Longer words are no slip of the finger, and comparing them takes long. */
const LONGEST = 64;

// Case and the joint of words are where people slip most: redirectUris, redirect-uris.
function normal(word: string): string {
  return word
    .slice(0, LONGEST)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[-\s]/g, '_');
}

/** Edits from one word to the other (insert, delete, replace, swap two neighbours); Infinity where lengths say no. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          at(last, column) + 1,
          at(next, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = last;
    last = next;
  }
  return at(last, other.length);
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
