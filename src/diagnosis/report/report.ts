import type { Diagnosis, Evidence } from '../../domain/evidence/evidence.ts';

/** What a text was recognized as. */
type Form =
  | 'raw HTTP'
  | 'curl -v'
  | 'HAR'
  | 'JSON form'
  | 'dcr-runbook document'
  | 'kept answer'
  | 'journal'
  | 'support bundle'
  | 'error message'
  | 'log'
  | 'bare body';

/** Lines of the report, counted from 1, both included. */
export type LineRange = { from: number; to: number };

/** One answer, or one failure to get one, that a report tells of. No secret is in it. */
export type ReportedAnswer = {
  /** What to call it: `POST https://idp.example/register: 400`. */
  what: string;
  form: Form;
  lines: LineRange;
  /** These lines, or the exchange written out where the file is no text for people. Fit to be shown. */
  excerpt: string[];
  /** The lines of the excerpt in which it happened, where that tells of more than this answer. */
  happened?: LineRange;
  evidence: Evidence;
  /** Nothing in the report says which exchange it was. */
  stageIsGuessed: boolean;
  /** How often the report tells of the same, where that is more than once. */
  times?: number;
  /** The causes as a run of ours named them, with evidence that the report does not have. */
  diagnosis?: Diagnosis[];
};

/** An answer as a reader of one form hands it in: the stage may be open, and tokens are marked, not yet cut. */
export type Draft = Omit<ReportedAnswer, 'what' | 'excerpt' | 'evidence' | 'stageIsGuessed'> & {
  evidence: Omit<Evidence, 'stage'> & { stage?: Evidence['stage'] | undefined };
  /** Left out: the lines of the report. */
  excerpt?: string[];
  /** Left out: made from request and answer. */
  what?: string;
};
