import { useEffect, useState } from 'react';
import type { FileTarget, HandedOver } from '../../domain/hand-over.ts';
import type { Desk } from '../../engine/desk.ts';
import type { State } from '../../engine/state.ts';
import { type Expected, expectedChanges } from '../../guidance/result/expected-changes.ts';

/** For each target the difference to be: from the files, once the desk has looked; before that, what will be set. */
export function useHandOverPreview(desk: Desk, state: State, targets: readonly FileTarget[]): Expected[] {
  const [seen, setSeen] = useState<{ of: string; changes: HandedOver[] }>();
  const of = JSON.stringify(targets);
  useEffect(() => {
    let isAwaited = true;
    const wanted: FileTarget[] = JSON.parse(of);
    void desk.previewHandOver(state, wanted).then(changes => isAwaited && setSeen({ of, changes }));
    return () => {
      isAwaited = false;
    };
  }, [desk, state, of]);
  const preview = seen?.of === of ? seen.changes : [];
  return targets.map((target, index) => preview[index] ?? expectedChanges(target, state.answers));
}
