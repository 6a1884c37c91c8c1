import { nearest } from '../../domain/nearest.ts';
import { type RegistrationStepId, STEP_IDS, type StepId } from '../../flow/step.ts';
import type { Problem } from '../problem.ts';

/** Steps that ask. Left out by a runbook they are answered from what is known; the others are left out for good. */
const QUESTIONS: readonly RegistrationStepId[] = [
  'server',
  'admin-token',
  'template',
  'keys',
  'redirect-uris',
  'review',
];
/** Steps that lead to a registration and have no use without one. */
const FOR_REGISTRATION: readonly RegistrationStepId[] = ['template', 'keys', 'redirect-uris', 'review'];

export type StepWishes = {
  /** The runbook's `steps`; left out: all. */
  listed: readonly RegistrationStepId[] | undefined;
  until?: RegistrationStepId;
  from?: RegistrationStepId;
  /** A file was named to hand over to (`--save-to`): that is done also where the run ends before. */
  savesTo?: boolean;
  /** Whether a token can be minted here and has to be. */
  mints: boolean;
};

/** The steps to walk, and those of them that are answered without asking. */
export function plannedSteps({ listed = STEP_IDS, until, from, mints, savesTo = false }: StepWishes): {
  steps: RegistrationStepId[];
  silent: RegistrationStepId[];
} {
  const first = from === undefined ? 0 : STEP_IDS.indexOf(from);
  const last = until === undefined ? STEP_IDS.length : STEP_IDS.indexOf(until);
  const registers = listed.includes('register');
  const minted = mints && listed.includes('mint') && first <= STEP_IDS.indexOf('mint');
  const steps = STEP_IDS.filter((id, index) => {
    if (index > last) return id === 'hand-over' && savesTo;
    if (id === 'mint' || id === 'admin-token') return minted;
    if (id === 'result') return registers && listed.includes(id);
    if (!registers && FOR_REGISTRATION.includes(id)) return listed.includes(id);
    return QUESTIONS.includes(id) || listed.includes(id);
  });
  const silent = steps.filter(id => QUESTIONS.includes(id) && (!listed.includes(id) || STEP_IDS.indexOf(id) < first));
  return { steps, silent };
}

/** `--until` and `--from`, as far as they name steps of this kind of run and agree. */
export function stepBounds<Id extends StepId>(
  until: string | undefined,
  from: string | undefined,
  ids: readonly Id[],
): { until?: Id; from?: Id } | { problems: Problem[] } {
  const named = (name: string | undefined) => ids.find(id => id === name);
  const bounds = { until: named(until), from: named(from) };
  const problems: Problem[] = [];
  if (until !== undefined && bounds.until === undefined) problems.push(unknownStep('--until', until, ids));
  if (from !== undefined && bounds.from === undefined) problems.push(unknownStep('--from', from, ids));
  if (bounds.until && bounds.from && ids.indexOf(bounds.until) < ids.indexOf(bounds.from)) {
    problems.push({
      path: '--until',
      message: `${bounds.until} comes before --from ${bounds.from}: nothing is left to do`,
    });
  }
  if (problems.length > 0) return { problems };
  return { ...(bounds.until && { until: bounds.until }), ...(bounds.from && { from: bounds.from }) };
}

function unknownStep(path: string, name: string, ids: readonly StepId[]): Problem {
  const near = nearest(name, ids);
  return {
    path,
    message: `has to be one of ${ids.join(', ')}`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
