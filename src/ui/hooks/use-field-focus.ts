import type { Key } from 'ink';
import { useState } from 'react';

/** Which of several fields has the keys, the first or `initial` at once: Tab and ↓ go on, Shift+Tab and ↑ back, around the ends. */
export function useFieldFocus<F extends string>(
  fields: readonly F[],
  initial?: F,
): { active: F | undefined; move: (key: Key) => boolean; goTo: (field: F) => void } {
  const [at, setAt] = useState(() => Math.max(0, initial === undefined ? 0 : fields.indexOf(initial)));
  return {
    active: fields[Math.min(at, fields.length - 1)],
    /** Whether the key was one of these. */
    move: key => {
      const by = key.downArrow || (key.tab && !key.shift) ? 1 : key.upArrow || key.tab ? -1 : 0;
      if (by !== 0) setAt(now => (now + by + fields.length) % fields.length);
      return by !== 0;
    },
    goTo: field => setAt(now => (fields.includes(field) ? fields.indexOf(field) : now)),
  };
}
