import type { Evidence } from '../../domain/evidence/evidence.ts';
import { diagnose } from '../diagnose.ts';
import { bareBody, bodyAmongWords, isOneBody } from './bare-body.ts';
import { balanced } from './body-lines.ts';
import { cutSecrets } from './cut-secrets.ts';
import { readHttpText } from './http-text.ts';
import { readIncidents } from './incident-answers.ts';
import { readJsonDocument } from './json-documents.ts';
import { withoutMarks } from './line-marks.ts';
import { isLogged } from './log-line.ts';
import type { Draft, ReportedAnswer } from './report.ts';
import { isReadable } from './report-text.ts';
import { reportedAnswer } from './reported-answer.ts';
import { isTelling, OUR_TOPIC } from './telling-words.ts';

const MOST_ANSWERS = 50;
/** Longer documents stand in files of their own. */
const MOST_DOCUMENT_LINES = 5000;
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
    .map(draft => reportedAnswer(draft, lines, looks))
    .filter(answer => isOneBody(clean) || !isChat(answer));
}

/** How sure a cause has to be to be told of words that may be about something else. */
const LEAST_OF_WORDS = 0.5;

/** Words without an exchange in them, of which nothing follows: a greeting, a question, a log of what went well. */
function isChat({ form, evidence }: ReportedAnswer): boolean {
  if (form !== 'bare body' || evidence.status !== undefined || evidence.request !== undefined) return false;
  const [first] = diagnose(evidence);
  if (first === undefined) return true;
  const text = evidence.body ?? '';
  if (text.split('\n').some(line => isTelling(line))) return false;
  return isLogged(text) || (first.confidence < LEAST_OF_WORDS && !OUR_TOPIC.test(text));
}

function draftsIn(text: string, lines: readonly string[]): Draft[] {
  if (text.trim() === '' || !isReadable(text)) return [];
  const documents = readJsonDocument(text, lines);
  if (documents !== undefined) return documents;
  if (isOneBody(text)) return [bareBody(text, lines)];
  const bare = withoutMarks(lines);
  const inside = documentAmongWords(bare);
  if (inside !== undefined) return inside;
  const { drafts, rest } = readHttpText(bare);
  const body = drafts.length === 0 ? bodyAmongWords(bare) : undefined;
  if (body !== undefined) return [body];
  const found = [...drafts, ...readIncidents(bare, rest)].sort((a, b) => a.lines.from - b.lines.from);
  if (found.length > 0 || lines.length > MOST_PROSE_LINES) return found;
  return [bareBody(bare.join('\n'), lines)];
}

/** A document that is known, with somebody's words around it or a mark before each line. */
function documentAmongWords(lines: readonly string[]): Draft[] | undefined {
  const start = lines.findIndex(line => /^\s{0,20}[{[]/.test(line));
  const block = start === -1 || lines.length > MOST_DOCUMENT_LINES ? undefined : balanced(lines, start);
  if (block === undefined || lines.slice(block.end).some(line => /^\s{0,20}[{[]/.test(line))) return undefined;
  const own = lines.slice(start, block.end);
  const drafts = readJsonDocument(block.body, own);
  return drafts?.map(draft => ({ ...draft, lines: { from: draft.lines.from + start, to: draft.lines.to + start } }));
}
