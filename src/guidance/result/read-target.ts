import type { FileTarget, HandOverFormat } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/instant.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { State } from '../../engine/state.ts';
import { plannedHandOver } from '../../runbook/plan/plan-hand-over.ts';
import type { Problem } from '../../runbook/problem.ts';

/** What to write for somebody who types a path: read as `--save-to` is, so that both mean the same. */
export function readTarget(
  format: HandOverFormat,
  path: string,
  { state: { answers, itinerary }, now }: { state: State; now: Instant },
): { target: FileTarget } | { problem: string } {
  const { known } = itinerary;
  const problems: Problem[] = [];
  const [target] = plannedHandOver(
    {
      input: {
        now,
        runbook: { version: 1, hand_over: known.handOver },
        flags: { hand_over: `${format}:${path.trim()}` },
      },
      sources: {},
      findings: [],
      problems,
    },
    {
      registers: known.registers,
      asked: answers.registered?.asked ?? askedMetadata(answers),
      keys: answers.keys?.choice ?? known.keys ?? { from: 'none' },
    },
  );
  const [problem] = problems;
  if (problem) return { problem: problem.hint === undefined ? problem.message : `${problem.message}: ${problem.hint}` };
  return target === undefined || target.to === 'checklist' ? { problem: 'names no file' } : { target };
}
