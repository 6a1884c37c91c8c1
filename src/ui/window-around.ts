/** Items from `first` up to, not with, `last`. */
export type Window = { first: number; last: number };

/**
 * The items around `focus` that fit into `rows` rows, as evenly above as below as the ends allow. `heightOf` is asked
 * for the ones it looks at only, so a list of thousands costs what is seen of it.
 */
export function windowAround(
  { count, focus, rows }: { count: number; focus: number; rows: number },
  heightOf: (index: number) => number = () => 1,
): Window {
  if (count === 0) return { first: 0, last: 0 };
  let first = Math.min(Math.max(0, focus), count - 1);
  let last = first + 1;
  let left = rows - heightOf(first);
  const half = left / 2;
  const above = () => (first > 0 ? heightOf(first - 1) : Number.POSITIVE_INFINITY);
  const below = () => (last < count ? heightOf(last) : Number.POSITIVE_INFINITY);
  for (let up = half; above() <= up; first -= 1) {
    up -= above();
    left -= above();
  }
  for (; below() <= left; last += 1) left -= below();
  for (; above() <= left; first -= 1) left -= above();
  return { first, last };
}

/** The same, with a row kept at each end for «n more», where not all of it fits. */
export function windowWithMarks(
  list: { count: number; focus: number; rows: number },
  heightOf?: (index: number) => number,
): Window {
  const whole = windowAround(list, heightOf);
  if (whole.first === 0 && whole.last === list.count) return whole;
  return windowAround({ ...list, rows: Math.max(1, list.rows - 2) }, heightOf);
}
