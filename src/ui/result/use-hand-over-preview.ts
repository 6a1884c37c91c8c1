import { useEffect, useState } from 'react';
import type { FileTarget, HandedOver, HandOverTarget } from '../../domain/hand-over.ts';
import type { State } from '../../engine/state.ts';
import type { Desk } from '../desk.ts';
import { type Expected, expectedChanges } from './expected-changes.ts';

/** A desk that can also look into the files: the difference that would be made, with nothing written. */
export type HandOverDesk = Desk & {
  previewHandOver?: ((state: State, targets: HandOverTarget[]) => Promise<HandedOver[]>) | undefined;
};

/** For each target the difference to be: from the files, once the desk has looked; before that, what will be set. */
export function useHandOverPreview(desk: HandOverDesk, state: State, targets: readonly FileTarget[]): Expected[] {
  const [seen, setSeen] = useState<{ of: string; changes: HandedOver[] }>();
  const of = JSON.stringify(targets);
  useEffect(() => {
    let isAwaited = true;
    const wanted: FileTarget[] = JSON.parse(of);
    void desk.previewHandOver?.(state, wanted).then(changes => isAwaited && setSeen({ of, changes }));
    return () => {
      isAwaited = false;
    };
  }, [desk, state, of]);
  const preview = seen?.of === of ? seen.changes : [];
  return targets.map((target, index) => preview[index] ?? expectedChanges(target, state.answers));
}
