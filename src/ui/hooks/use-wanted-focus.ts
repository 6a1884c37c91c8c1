import { use, useEffect, useState } from 'react';
import type { StepId } from '../../flow/step.ts';
import type { WantedFocus } from '../../guidance/trouble/ways-out.ts';
import { DraftsContext } from './use-draft.ts';

const NAME = 'wanted focus';

/** Says where the cursor is wanted, before the way leads there. Kept beside the drafts of the run. */
export function useFocusWanter(): (focus: WantedFocus) => void {
  const drafts = use(DraftsContext);
  return focus => drafts?.set(NAME, { from: focus.step, draft: focus });
}

/** What was wanted for this step, once: the next visit begins where it usually does. */
export function useWantedFocus(step: StepId): WantedFocus | undefined {
  const drafts = use(DraftsContext);
  const [wanted] = useState(() => {
    const kept = drafts?.get(NAME);
    return kept?.from === step ? (kept.draft as WantedFocus) : undefined;
  });
  useEffect(() => {
    if (wanted !== undefined && drafts?.get(NAME)?.draft === wanted) drafts.delete(NAME);
  }, [drafts, wanted]);
  return wanted;
}
