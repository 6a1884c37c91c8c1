import { diagnose } from '../../diagnosis/diagnose.ts';
import { likelihood } from '../../diagnosis/likelihood.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { evidenceOf } from '../../engine/evidence.ts';
import { dismissal, type Situation, safeRetry, type WayOut, wayOutOf } from './ways-out.ts';

/** One line that Enter does something about. */
export type TroubleRow = {
  id: string;
  /** Left out: nothing is known of a cause, and what happened stands above. */
  headline?: string;
  likelihood?: string;
  evidence: readonly string[];
  /** What helps, in words, the likeliest first. */
  tries: readonly string[];
  source?: string;
  /** Undefined: nothing at this screen mends it. */
  way: WayOut | undefined;
};

/** The causes that the evidence speaks for, the likeliest first; where none is known, the way on from here. */
export function troubleRows(situation: Situation): TroubleRow[] {
  const evidence = evidenceOf(situation.state, situation.failure, situation.at);
  const causes = evidence === undefined ? [] : diagnose(evidence);
  if (causes.length > 0) return causes.map(cause => rowOf(cause, situation));
  return [{ id: 'on', evidence: [], tries: [], way: safeRetry(situation) ?? dismissal(situation) }];
}

function rowOf(cause: Diagnosis, situation: Situation): TroubleRow {
  return {
    id: cause.cause,
    headline: cause.headline,
    likelihood: likelihood(cause.confidence),
    // A server may quote the token that it was sent.
    evidence: cause.evidence.map(redact),
    tries: cause.try,
    source: cause.source,
    way: wayOutOf(cause, situation),
  };
}
