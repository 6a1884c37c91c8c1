import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { readIncidents } from './incident-answers.ts';
import { elementLines } from './json-places.ts';
import type { Draft, LineRange } from './report.ts';

/** Members that records of logs and dumps of errors have, and answers of servers do not. */
const OF_A_LOG: readonly string[] = [
  'level',
  'lvl',
  'severity',
  'logger',
  '@timestamp',
  '@t',
  '@m',
  '@mt',
  'logStreamName',
  'textPayload',
  'jsonPayload',
  '_source',
  'RequestPath',
  'stacktrace',
  'exception',
];
/** Collectors give their records as a list in one of these. */
const LISTS: readonly string[] = ['events', 'logs', 'entries', 'records', 'hits', 'data', 'results', 'result'];
const MOST_RECORDS = 20_000;

/** The failures in JSON that a log's collector exported (CloudWatch, Datadog, Loki, Kibana …); undefined where it is none. */
export function readLogRecords(document: Json, text: string, whole: LineRange): Draft[] | undefined {
  const { records, list } = recordsOf(document);
  if (records === undefined) return undefined;
  const lines = records.slice(0, MOST_RECORDS).map(record => JSON.stringify(record));
  const drafts = readIncidents(lines, [{ from: 0, to: lines.length }]);
  const places = list === undefined ? [] : elementLines(text, list === '' ? undefined : list, list === '' ? 0 : 1);
  return drafts.map(draft => ({ ...draft, lines: placed(draft.lines, places) ?? whole }));
}

function placed({ from, to }: LineRange, places: readonly LineRange[]): LineRange | undefined {
  const [first, last] = [places[from - 1], places[to - 1]];
  return first && last && { from: first.from, to: last.to };
}

/** The records, and the member that has them ('' of a bare list; undefined where no place can be told). */
function recordsOf(document: Json): { records?: Json[]; list?: string } {
  if (Array.isArray(document)) return areRecords(document) ? { records: document, list: '' } : {};
  if (!isJsonObject(document)) return {};
  for (const list of LISTS) {
    const items = document[list];
    if (Array.isArray(items) && areRecords(items)) return { records: items, list };
    const inner = isJsonObject(items) ? recordsOf(items).records : undefined;
    if (inner !== undefined) return { records: inner };
  }
  return isRecord(document) ? { records: [document] } : {};
}

function areRecords(items: readonly Json[]): boolean {
  return items.length > 0 && items.every(isRecord);
}

function isRecord(value: Json): boolean {
  if (Array.isArray(value)) return value.every(item => typeof item === 'string' || Array.isArray(item));
  if (!isJsonObject(value)) return false;
  return OF_A_LOG.some(name => name in value) || isDumpedError(value) || isCollected(value) || isStream(value);
}

/** `JSON.stringify` of an error of Node, and of a client's. */
function isDumpedError(value: JsonObject): boolean {
  return typeof value['stack'] === 'string' && 'message' in value && ('name' in value || 'config' in value);
}

/** A record of Datadog, and others that put what was logged one member further in. */
function isCollected({ content, attributes }: JsonObject): boolean {
  return isJsonObject(content) ? 'message' in content : isJsonObject(attributes) && 'message' in attributes;
}

/** Loki: `{"stream": {…}, "values": [["1795516868", "line"]]}`; docker: `{"log": "line", "stream": "stderr"}`. */
function isStream({ stream, values, log }: JsonObject): boolean {
  return stream !== undefined && (Array.isArray(values) || typeof log === 'string');
}
