import { createContext, use, useLayoutEffect } from 'react';

/** Takes keys out of the foot of the frame; what it answers puts them back. */
export type Rest = (keys: readonly string[]) => () => void;
/** Undefined where there is no foot. */
export const RestingKeysContext = createContext<Rest | undefined>(undefined);

/**
 * Keys, as the foot calls them, that do nothing at present: there is nothing to scroll, to clear, to undo. Who knows
 * that is in the body, and a key that the foot shows works.
 */
export function useRestingKeys(keys: readonly string[]): void {
  const rest = use(RestingKeysContext);
  const named = JSON.stringify(keys);
  useLayoutEffect(() => {
    const resting: string[] = JSON.parse(named);
    return resting.length === 0 ? undefined : rest?.(resting);
  }, [rest, named]);
}
