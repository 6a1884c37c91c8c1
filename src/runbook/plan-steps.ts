import { nearest } from '../domain/nearest.ts';
import { STEP_IDS, type StepId } from '../flow/step.ts';
import type { Problem } from './problem.ts';

/** Steps that ask. Left out by a runbook they are answered from what is known; the others are left out for good. */
const QUESTIONS: readonly StepId[] = ['server', 'admin-token', 'template', 'keys', 'redirect-uris', 'review'];
/** Steps that lead to a registration and have no use without one. */
const FOR_REGISTRATION: readonly StepId[] = ['template', 'keys', 'redirect-uris', 'review'];

export type StepWishes = {
  /** The runbook's `steps`; left out: all. */
  listed: readonly StepId[] | undefined;
  until?: StepId;
  from?: StepId;
  /** Whether a token can be minted here and has to be. */
  mints: boolean;
};

/** The steps to walk, and those of them that are answered without asking. */
export function plannedSteps({ listed = STEP_IDS, until, from, mints }: StepWishes): {
  steps: StepId[];
  silent: StepId[];
} {
  const first = from === undefined ? 0 : STEP_IDS.indexOf(from);
  const last = until === undefined ? STEP_IDS.length : STEP_IDS.indexOf(until);
  const registers = listed.includes('register');
  const minted = mints && listed.includes('mint') && first <= STEP_IDS.indexOf('mint');
  const steps = STEP_IDS.filter((id, index) => {
    if (index > last) return false;
    if (id === 'mint' || id === 'admin-token') return minted;
    if (id === 'result') return registers && listed.includes(id);
    if (!registers && FOR_REGISTRATION.includes(id)) return listed.includes(id);
    return QUESTIONS.includes(id) || listed.includes(id);
  });
  const silent = steps.filter(id => QUESTIONS.includes(id) && (!listed.includes(id) || STEP_IDS.indexOf(id) < first));
  return { steps, silent };
}

/** `--until` and `--from`, as far as they name steps and agree. */
export function stepBounds(
  until: string | undefined,
  from: string | undefined,
): { until?: StepId; from?: StepId } | { problems: Problem[] } {
  const bounds = { until: stepNamed(until), from: stepNamed(from) };
  const problems: Problem[] = [];
  if (until !== undefined && bounds.until === undefined) problems.push(unknownStep('--until', until));
  if (from !== undefined && bounds.from === undefined) problems.push(unknownStep('--from', from));
  if (bounds.until && bounds.from && STEP_IDS.indexOf(bounds.until) < STEP_IDS.indexOf(bounds.from)) {
    problems.push({
      path: '--until',
      message: `${bounds.until} comes before --from ${bounds.from}: nothing is left to do`,
    });
  }
  if (problems.length > 0) return { problems };
  return { ...(bounds.until && { until: bounds.until }), ...(bounds.from && { from: bounds.from }) };
}

function stepNamed(name: string | undefined): StepId | undefined {
  return STEP_IDS.find(id => id === name);
}

function unknownStep(path: string, name: string): Problem {
  const near = nearest(name, STEP_IDS);
  return {
    path,
    message: `has to be one of ${STEP_IDS.join(', ')}`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
