import { use, useLayoutEffect } from 'react';
import { TakeTextContext } from '../key-by-key.ts';

/** For what has the keys and takes text as it comes: characters that came together are told together. */
export function useTakesText(isActive: boolean): void {
  const takeText = use(TakeTextContext);
  useLayoutEffect(() => (isActive ? takeText?.() : undefined), [isActive, takeText]);
}
