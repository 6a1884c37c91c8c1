import { createContext, use } from 'react';
import type { Steps } from '../../engine/reduce.ts';
import type { Plan } from '../../runbook/plan/plan.ts';

/** What is the same for a whole run: its plan, beyond the itinerary that the state carries, and what its steps are. */
export type Run = {
  plan: Pick<Plan, 'title' | 'summary' | 'runbookName' | 'sources' | 'checklist' | 'findings'>;
  /** Left out: a screen that stands alone, with nothing to tell which steps apply. */
  steps?: Steps | undefined;
  /** How long one request may take: a registration, and any other. */
  timeoutMs: { registration: number; other: number };
};

export const DEFAULT_TIMEOUT_MS = { registration: 60_000, other: 15_000 } as const;

export const RunContext = createContext<Run>({
  plan: { title: 'Register a client', sources: {}, checklist: [], findings: [] },
  timeoutMs: DEFAULT_TIMEOUT_MS,
});

export function useRun(): Run {
  return use(RunContext);
}
