import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import { bundleAnswers } from '../bundle/bundle-answers.ts';
import { bundleOf, isSupportBundle } from '../bundle/read-bundle.ts';
import { harEntries, readHar } from './har.ts';
import { isJsonForm, readJsonForm } from './json-form.ts';
import { elementLines } from './json-places.ts';
import { readLogRecords } from './log-records.ts';
import { isJournal, readJournalEntries, readOwnDocument } from './own-documents.ts';
import type { Draft, LineRange } from './report.ts';

/** Longest line that may be an entry of a journal, and how many there may be. */
const JOURNAL_LINES = 5000;

/** What a text is that is JSON as a whole (or a journal); undefined where it is none of the documents that are known. */
export function readJsonDocument(text: string, lines: readonly string[]): Draft[] | undefined {
  const whole: LineRange = { from: 1, to: lines.length };
  const document = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (document === undefined) return journal(text, lines);
  const entries = harEntries(document);
  if (entries !== undefined) {
    const places = elementLines(text, 'entries', 2);
    return readHar(entries).map(({ draft, index }) => ({ ...draft, lines: places[index] ?? whole }));
  }
  if (Array.isArray(document)) return forms(document, text, whole) ?? readLogRecords(document, text, whole);
  if (!isJsonObject(document)) return undefined;
  if (isSupportBundle(document)) return bundle(document)?.map(draft => ({ ...draft, lines: whole }));
  const own =
    readOwnDocument(document) ?? (isJournal([document]) ? readJournalEntries([document])[0]?.draft : undefined);
  if (own !== undefined) return [{ ...own, lines: whole }];
  if (isJsonForm(document)) return [{ form: 'JSON form', ...readJsonForm(document), lines: whole }];
  return readLogRecords(document, text, whole);
}

/** Undefined: a damaged one, or a later tool's; `bundleIn` says what is wrong with it. */
function bundle(document: JsonObject) {
  const read = bundleOf(document);
  return 'bundle' in read ? bundleAnswers(read.bundle) : undefined;
}

function forms(items: readonly Json[], text: string, whole: LineRange): Draft[] | undefined {
  if (items.length === 0 || !items.every(item => isJsonObject(item) && isJsonForm(item))) return undefined;
  const places = elementLines(text);
  return items
    .filter(isJsonObject)
    .slice(0, 200)
    .map((item, index) => ({ form: 'JSON form', ...readJsonForm(item), lines: places[index] ?? whole }));
}

function journal(text: string, lines: readonly string[]): Draft[] | undefined {
  if (!text.startsWith('{') || lines.length > JOURNAL_LINES || !text.includes('"run-began"')) return undefined;
  const rows = lines.filter(line => line.trim() !== '').map(parseJson);
  if (!isJournal(rows)) return undefined;
  return readJournalEntries(rows).map(({ draft, index }) => ({ ...draft, lines: { from: index + 1, to: index + 1 } }));
}
