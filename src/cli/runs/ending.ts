import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { EXIT, type Outcome, outcomeOf } from '../../domain/outcome.ts';
import { evidenceOf, evidenceOfResult } from '../../engine/evidence.ts';
import type { State } from '../../engine/state.ts';

/** How a run ended, by its state: a client that was registered stays registered, whatever came after. */
export function endingOf(state: State, failure: Failure | undefined): Outcome {
  const { registered, iat, handedOver = [], earlier, updated, deleted } = state.answers;
  const wantsALook = handedOver.some(({ problem, missing }) => problem !== undefined || missing.length > 0);
  const client = registered ?? earlier.at(-1);
  if (client && (failure === undefined || !('stage' in failure))) {
    const isWhole = client.record !== undefined && !wantsALook && failure === undefined;
    return { outcome: 'registered', exitCode: isWhole ? EXIT.done : EXIT.needsALook };
  }
  if (updated && (failure === undefined || !('stage' in failure))) {
    const isWhole = updated.record !== undefined && !wantsALook && failure === undefined;
    return { outcome: 'updated', exitCode: isWhole ? EXIT.done : EXIT.needsALook };
  }
  if (failure) return outcomeOf(failure);
  if (deleted) return { outcome: 'deleted', exitCode: EXIT.done };
  if (iat === undefined) return { outcome: 'dry-run', exitCode: EXIT.done };
  return { outcome: 'minted', exitCode: wantsALook ? EXIT.needsALook : EXIT.done };
}

/** The causes of what went wrong, or of what the server changed without a word. A run that went well loads no rules. */
export async function causesOf(state: State, failure: Failure | undefined, at: Instant): Promise<Diagnosis[]> {
  const { registered } = state.answers;
  // Of what another run sent, this one has seen nothing.
  if (failure?.kind === 'outcome-unknown' && failure.earlier) return [];
  const evidence = failure
    ? evidenceOf(state, failure, at)
    : registered && registered.differences.length + registered.deviations.length > 0
      ? evidenceOfResult(registered)
      : undefined;
  if (evidence === undefined) return [];
  const { diagnose } = await import('../../diagnosis/diagnose.ts');
  return diagnose(evidence);
}
