import { createContext, use, useState } from 'react';

/** What was typed and not yet said, by name; `from` is what the draft began with. */
export type Drafts = Map<string, { from: string; draft: unknown }>;

/** Left out: a draft lives as long as its screen. */
export const DraftsContext = createContext<Drafts | undefined>(undefined);

/**
 * What is being typed, kept while its screen is away: behind a request that is out, a failure, or a step back. Once the
 * answer that it began with is another one, that answer counts. Never for a secret: a draft is plain text.
 */
export function useDraft<T>(name: string, begin: T): [T, (change: (now: T) => T) => void] {
  const drafts = use(DraftsContext);
  const from = JSON.stringify(begin);
  const [draft, setDraft] = useState<T>(() => {
    const kept = drafts?.get(name);
    return kept?.from === from ? (kept.draft as T) : begin;
  });
  const set = (change: (now: T) => T) => {
    setDraft(now => {
      const next = change(now);
      drafts?.set(name, { from, draft: next });
      return next;
    });
  };
  return [draft, set];
}
