import { type DOMElement, measureElement } from 'ink';
import { type RefObject, use, useLayoutEffect, useReducer, useRef } from 'react';
import type { Paint } from '../look.ts';
import { RetouchContext } from '../retouch.ts';
import type { Ticking } from '../seconds.ts';
import { useRoom } from './use-room.ts';

export type Line = { text: string; paint: Paint };

/**
 * For a box of one line, the last of its row, that is another one each second: the terminal's line is changed in place,
 * and nothing is drawn. `line` is what would be drawn at that moment. Without `seconds` the line stays.
 */
export function useRetouched(line: () => Line, seconds: Ticking | undefined): RefObject<DOMElement | null> {
  const ref = useRef<DOMElement>(null);
  const latest = useRef(line);
  const retouch = use(RetouchContext);
  const { isHidden } = useRoom();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    latest.current = line;
  });
  useLayoutEffect(() => {
    if (isHidden) return undefined;
    return seconds?.subscribe(() => {
      if (retouch === undefined || ref.current === null) return drawAgain();
      const { x, y } = measureElement(ref.current);
      const { text, paint } = latest.current();
      return retouch({ x, y, frameRows: measureElement(rootOf(ref.current)).height }, text, paint);
    });
  }, [seconds, retouch, isHidden]);
  return ref;
}

function rootOf(element: DOMElement): DOMElement {
  return element.parentNode === undefined ? element : rootOf(element.parentNode);
}
