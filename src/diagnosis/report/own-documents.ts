import type { Diagnosis, Evidence } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { evidenceStage, readHeaders, textsOf } from './json-form.ts';
import type { Draft } from './report.ts';

type Content = Omit<Draft, 'lines'>;

/** What this tool wrote itself: the document of `--json`, or a record of `clients/` or `answers/`. Undefined: something else. */
export function readOwnDocument(document: JsonObject): Content | undefined {
  if (document['schema_version'] !== 1) return undefined;
  if (isJsonObject(document['server']) && isJsonObject(document['asked']))
    return keptAnswer(document, document['asked']);
  if (typeof document['outcome'] === 'string' || Array.isArray(document['diagnosis'])) return jsonDocument(document);
  return undefined;
}

/** The raw answer lies in the record as it came. */
function keptAnswer(record: JsonObject, asked: JsonObject): Content {
  const server = isJsonObject(record['server']) ? record['server'] : {};
  const answer = isJsonObject(record['answer']) ? record['answer'] : undefined;
  const base64 = answer?.['body_base64'];
  const body =
    typeof base64 === 'string' ? Buffer.from(base64.slice(0, 400_000), 'base64').toString('utf8') : answer?.['body'];
  const status = answer?.['status'];
  const endpoint = server['registration_endpoint'];
  return {
    form: 'kept answer',
    evidence: {
      stage: 'register',
      request: { method: 'POST', body: asked, ...(typeof endpoint === 'string' && { url: endpoint }) },
      headers: readHeaders(answer?.['headers']),
      ...(typeof status === 'number' && { status }),
      ...(typeof body === 'string' && { body }),
      ...(answer === undefined && { sent: true, errorMessage: 'the request was sent, and no answer was kept' }),
      ...(answer?.['incomplete'] !== undefined && {
        errorMessage: `the answer came incomplete: ${String(answer['incomplete'])}`,
      }),
      ...textsOf(server, 'preset'),
    },
  };
}

function jsonDocument(document: JsonObject): Content {
  const failure = isJsonObject(document['failure']) ? document['failure'] : {};
  const { stage, status, code } = failure;
  const reached = failure['kind'] !== 'unreachable' && failure['kind'] !== 'no-answer';
  // Of a redirect it is our own words that stand there.
  const isRedirect = typeof status === 'number' && status >= 300 && status < 400;
  const spoken = ['error', 'error_description', ...(isRedirect ? [] : ['says'])];
  const said = spoken.filter(name => typeof failure[name] === 'string');
  const message = [failure['message'], failure['problem'], failure['because']].find(each => typeof each === 'string');
  const diagnosis = knownCauses(document['diagnosis']);
  return {
    form: 'dcr-runbook document',
    what: `a run that ended as ${plainText(String(document['outcome'] ?? 'diagnosed'), 40)}`,
    evidence: {
      stage: reached ? evidenceStage(stage) : 'network',
      headers: {},
      ...(typeof failure['url'] === 'string' && { request: { url: failure['url'] } }),
      ...(typeof status === 'number' && { status }),
      ...(said.length > 0 && {
        body: JSON.stringify(Object.fromEntries(said.map(name => [name === 'says' ? 'message' : name, failure[name]]))),
      }),
      ...(typeof code === 'string' && { errorCode: code }),
      ...(typeof message === 'string' && { errorMessage: message }),
    },
    ...(diagnosis.length > 0 && { diagnosis }),
  };
}

/** The causes that a document of ours names. It may have been edited by anybody, so each member is looked at. */
export function knownCauses(value: Json | undefined): Diagnosis[] {
  const rows = Array.isArray(value) ? value.slice(0, 10).filter(isJsonObject) : [];
  return rows.flatMap(row => {
    const { cause, confidence, headline } = row;
    if (typeof cause !== 'string' || typeof confidence !== 'number' || typeof headline !== 'string') return [];
    return {
      cause: plainText(cause, 80),
      confidence: Math.min(1, Math.max(0, confidence)),
      headline: plainText(headline, 300),
      evidence: sentences(row['evidence']),
      try: sentences(row['try']),
      source: plainText(String(row['source'] ?? ''), 300),
    };
  });
}

function sentences(value: Json | undefined): string[] {
  const texts = Array.isArray(value) ? value.slice(0, 10).filter(each => typeof each === 'string') : [];
  return texts.map(each => plainText(each, 400));
}

/** Whether a text is a journal of ours: each line a JSON object with a time and a happening. */
export function isJournal(rows: readonly (Json | undefined)[]): boolean {
  const entries = rows.filter(isJsonObject);
  return (
    entries.length > 0 &&
    entries.length >= rows.length - 1 &&
    entries.every(row => typeof row['at'] === 'string' && typeof row['type'] === 'string') &&
    entries.some(row => row['type'] === 'run-began')
  );
}

/** How a run's registration went, as its journal has it. `index` is the entry's. */
export function readJournalEntries(rows: readonly (Json | undefined)[]): { draft: Content; index: number }[] {
  const sentTo = rows.filter(isJsonObject).findLast(row => row['type'] === 'about-to-register')?.['endpoint'];
  const request = { method: 'POST', ...(typeof sentTo === 'string' && { url: sentTo }) };
  return rows.flatMap((row, index) => {
    if (!isJsonObject(row)) return [];
    const evidence = evidenceOfEntry(row);
    const at = Date.parse(String(row['at']));
    if (evidence === undefined) return [];
    return {
      index,
      draft: {
        form: 'journal',
        evidence: { stage: 'register', request, headers: {}, ...(Number.isFinite(at) && { at }), ...evidence },
      },
    };
  });
}

function evidenceOfEntry(row: JsonObject): Partial<Evidence> | undefined {
  const because = String(row['because'] ?? '');
  switch (row['type']) {
    case 'registration-refused':
      return {
        ...(typeof row['status'] === 'number' && { status: row['status'] }),
        ...(typeof row['error'] === 'string' && { body: JSON.stringify({ error: row['error'] }) }),
      };
    case 'registration-unknown':
      return { sent: true, errorMessage: because };
    case 'registration-not-sent':
      return { stage: 'network', sent: false, errorMessage: because };
    default:
      return undefined;
  }
}
