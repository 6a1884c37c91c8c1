import type { Diagnosis, Evidence } from '../../domain/evidence/evidence.ts';
import { diagnose } from '../diagnose.ts';
import type { ReportedAnswer } from './report.ts';

/** An answer with its causes. Those that a run of ours named stand: it had more to go by. */
export type JudgedAnswer = ReportedAnswer & { diagnosis: Diagnosis[] };

export function judged(answer: ReportedAnswer): JudgedAnswer {
  return { ...answer, diagnosis: answer.diagnosis ?? diagnose(answer.evidence) };
}

/** How sure a cause has to be for its answer to be preferred to a later one that says less. */
const TELLING = 0.5;
const ORDER: readonly Evidence['stage'][] = ['network', 'discover', 'mint', 'register', 'read', 'update', 'delete'];

/**
 * The index of the answer that matters most: the last failure (that tells anything) of the first stage that did not work
 * later on. Without a failure, the last one with something to say. -1 where there is none. Of a support bundle it is
 * the last: what came before it, the run went on from.
 */
export function mattersMost(answers: readonly JudgedAnswer[]): number {
  if (answers.some(({ form }) => form === 'support bundle')) return answers.length - 1;
  const open = answers.filter(
    answer => hasFailed(answer) && !answers.some(other => isLater(other, answer) && settles(other, answer)),
  );
  const first = ORDER.find(stage => open.some(({ evidence }) => evidence.stage === stage));
  const failures = open.filter(({ evidence }) => evidence.stage === first);
  const failed = failures.findLast(({ diagnosis }) => (diagnosis[0]?.confidence ?? 0) >= TELLING) ?? failures.at(-1);
  const telling = failed ?? answers.findLast(({ diagnosis }) => diagnosis.length > 0) ?? answers.at(-1);
  return telling === undefined ? -1 : answers.indexOf(telling);
}

/** A HAR has its failures first, so the lines tell which came later. */
function isLater(one: JudgedAnswer, other: JudgedAnswer): boolean {
  return one.lines.from > other.lines.from;
}

function hasFailed({ evidence: { status, errorCode, errorMessage }, form }: JudgedAnswer): boolean {
  if (status === undefined) return errorCode !== undefined || errorMessage !== undefined || form !== 'bare body';
  return status >= 300;
}

function goesOn(stage: Evidence['stage']): boolean {
  return stage !== 'network' && stage !== 'discover';
}

/** A connection is mended by any answer, a discovery by whatever came of it, an exchange by one of its own kind. */
function settles(later: JudgedAnswer, failed: JudgedAnswer): boolean {
  if (later.evidence.status === undefined) return false;
  // Clients look for metadata at several addresses, and go on from the one that has them.
  if (failed.evidence.stage === 'network') return failed.evidence.status === undefined || goesOn(later.evidence.stage);
  return later.evidence.status < 300 && later.evidence.stage === failed.evidence.stage;
}
