import { diagnose } from '../../diagnosis/diagnose.ts';
import { likelihood } from '../../diagnosis/likelihood.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { evidenceOf } from '../../engine/evidence.ts';
import { triedBefore } from '../../engine/left-trouble.ts';
import { dismissal, LEAVING, type Leaving, type Situation, safeRetry, type WayOut, wayOutOf } from './ways-out.ts';

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
  way: WayOut | Leaving | undefined;
  /** The same trouble came back after it. */
  wasTried?: true;
};

export type Troubles = {
  rows: TroubleRow[];
  /** The row to offer first: the likeliest whose way was not tried in vain. */
  first: TroubleRow;
  /** All that was done about it led back here. */
  isBack: boolean;
};

/** What is the matter, and what to offer. Who takes the first offer each time comes out of it, one way or the other. */
export function troublesOf(situation: Situation): Troubles {
  const tried = triedBefore(situation.state).map(happening => JSON.stringify(happening));
  const rows = troubleRows(situation).map(row => (isAmong(tried, row) ? { ...row, wasTried: true as const } : row));
  const untried = rows.find(({ way, wasTried }) => way !== undefined && !wasTried);
  const isBack = tried.length > 0;
  if (untried) return { rows, first: untried, isBack };
  const last: TroubleRow = { id: 'leave', headline: isBack ? SPENT : BEYOND, evidence: [], tries: [], way: LEAVING };
  return { rows: [...rows, last], first: last, isBack };
}

const SPENT = 'What can be done from here was done, and the trouble is still there.';
const BEYOND = 'Nothing at this screen mends it.';

function isAmong(tried: readonly string[], { way }: TroubleRow): boolean {
  return way !== undefined && 'happening' in way && tried.includes(JSON.stringify(way.happening));
}

/** The causes that the evidence speaks for, the likeliest first; where none is known, the way on from here. */
function troubleRows(situation: Situation): TroubleRow[] {
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
