import { type DOMElement, measureElement } from 'ink';
import { createContext, type RefObject, use, useLayoutEffect, useRef, useState } from 'react';

/** Where the active thing of the body is: its row in the whole picture, as if nothing were scrolled. */
export type Place = { y: number; height: number; usesPageKeys: boolean; change: string | number };

/** What the frame's body scrolls by. `offset` is how many rows of its content are above its upper edge. */
export type Sight = {
  offset: number;
  /** Rows of the picture that the body shows; what is outside is scrolled out. */
  top: number;
  bottom: number;
  follow(place: Place | undefined): void;
};

export const SightContext = createContext<Sight>({
  offset: 0,
  top: 0,
  bottom: Number.POSITIVE_INFINITY,
  follow: () => undefined,
});

/** Where a box is drawn, in cells from the picture's upper left; undefined while it is scrolled out or not laid out. */
export type OnScreen = { x: number; y: number };

/**
 * Keeps the box with this ref in sight while `isActive`: the frame's body scrolls to it whenever it moves and whenever
 * `change` is another one (what was typed, say).
 */
export function useInSight({
  isActive,
  usesPageKeys = false,
  change = 0,
}: {
  isActive: boolean;
  usesPageKeys?: boolean;
  change?: string | number;
}): { ref: RefObject<DOMElement | null>; place: OnScreen | undefined } {
  const ref = useRef<DOMElement>(null);
  const { offset, top, bottom, follow } = use(SightContext);
  const [laidOut, setLaidOut] = useState<{ x: number; y: number; height: number }>();

  // Ink knows positions only after its layout, so each drawing is measured and, where something moved, drawn again.
  useLayoutEffect(() => {
    if (ref.current === null) return;
    const { x, y, height } = measureElement(ref.current);
    setLaidOut(known => (known?.x === x && known.y === y && known.height === height ? known : { x, y, height }));
  });
  const y = laidOut?.y ?? 0;
  const height = laidOut?.height ?? 0;
  useLayoutEffect(() => {
    if (!isActive || height === 0) return undefined;
    follow({ y, height, usesPageKeys, change });
    return () => follow(undefined);
  }, [isActive, y, height, usesPageKeys, change, follow]);

  const shown = y - offset;
  return { ref, place: height > 0 && shown >= top && shown < bottom ? { x: laidOut?.x ?? 0, y: shown } : undefined };
}
