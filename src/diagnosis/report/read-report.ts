import type { Evidence } from '../../domain/evidence.ts';
import { bareBody, bodyAmongWords, isOneBody } from './bare-body.ts';
import { cutSecrets } from './cut-secrets.ts';
import { readHttpText } from './http-text.ts';
import { readIncidents } from './incident-answers.ts';
import { readJsonDocument } from './json-documents.ts';
import type { Draft, ReportedAnswer } from './report.ts';
import { reportedAnswer } from './reported-answer.ts';

const MOST_ANSWERS = 50;
/** A text of more lines, with nothing in it that tells, is somebody else's log. */
const MOST_PROSE_LINES = 300;

/**
 * The answers and failures that a text tells of, in its order (a HAR's failed ones first); an empty list where nothing
 * in it does. Secrets are cut before anything is read. Never throws; takes time in proportion to the text.
 * @param text as `reportText` makes it.
 * @param stage what the operator says it was; else it is found out, or guessed.
 */
export function readReport(text: string, stage?: Evidence['stage']): ReportedAnswer[] {
  const { text: clean, looks } = cutSecrets(text);
  const lines = clean.split('\n');
  return draftsIn(clean, lines)
    .slice(0, MOST_ANSWERS)
    .map(draft => (stage === undefined ? draft : { ...draft, evidence: { ...draft.evidence, stage } }))
    .map(draft => reportedAnswer(draft, lines, looks));
}

function draftsIn(text: string, lines: readonly string[]): Draft[] {
  if (text.trim() === '') return [];
  const documents = readJsonDocument(text, lines);
  if (documents !== undefined) return documents;
  if (isOneBody(text)) return [bareBody(text, lines)];
  const { drafts, rest } = readHttpText(lines);
  const body = drafts.length === 0 ? bodyAmongWords(lines) : undefined;
  if (body !== undefined) return [body];
  const found = [...drafts, ...readIncidents(lines, rest)].sort((a, b) => a.lines.from - b.lines.from);
  if (found.length > 0 || lines.length > MOST_PROSE_LINES) return found;
  return [bareBody(text, lines)];
}
