import type { Evidence } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import { cutSecrets, unmarked } from './cut-secrets.ts';
import { textsOf } from './json-form.ts';
import type { Draft } from './report.ts';
import { stageOfRequest } from './stage-of.ts';

type Entry = { draft: Omit<Draft, 'lines'>; index: number; isOurs: boolean };
const MOST_ENTRIES = 20;
const MOST_BODY = 262_144;

/** The entries of a HAR file, or undefined where the document is none. */
export function harEntries(document: Json): Json[] | undefined {
  const log = isJsonObject(document) ? document['log'] : undefined;
  const entries = isJsonObject(log) ? log['entries'] : undefined;
  return Array.isArray(entries) ? entries : undefined;
}

/** The exchanges of a HAR that are about registering; where there are none, those that failed. `index` is the entry's. */
export function readHar(entries: readonly Json[]): { draft: Omit<Draft, 'lines'>; index: number }[] {
  const read = entries.flatMap((entry, index) => (isJsonObject(entry) ? [readEntry(entry, index)] : []));
  const ours = read.filter(({ isOurs }) => isOurs);
  const kept = ours.length > 0 ? ours : read.filter(hasFailed);
  return [...kept.filter(hasFailed), ...kept.filter(entry => !hasFailed(entry))].slice(0, MOST_ENTRIES);
}

function hasFailed({ draft: { evidence } }: Entry): boolean {
  return evidence.status === undefined || evidence.status >= 300;
}

function readEntry(entry: JsonObject, index: number): Entry {
  const sent = isJsonObject(entry['request']) ? entry['request'] : {};
  const came = isJsonObject(entry['response']) ? entry['response'] : {};
  const request = {
    ...textsOf(sent, 'method', 'url'),
    headers: pairs(sent['headers']),
    ...(isJsonObject(sent['postData']) &&
      typeof sent['postData']['text'] === 'string' && { body: sent['postData']['text'] }),
  };
  const body = bodyOf(came['content']);
  const status = Number(came['status']);
  const error = [came['_error'], came['statusText'], entry['_error']].find(
    text => typeof text === 'string' && text !== '',
  );
  const stage = stageOfRequest(
    request.method,
    request.url,
    request.body === undefined ? undefined : parseJson(request.body),
  );
  const at = Date.parse(String(entry['startedDateTime']));
  const evidence: Draft['evidence'] = {
    stage: status > 0 ? stage : 'network',
    request,
    headers: pairs(came['headers']),
    ...(status > 0 ? { status } : { errorMessage: String(error ?? 'the browser or client got no answer') }),
    ...(body !== undefined && status > 0 && { body }),
    ...(Number.isFinite(at) && { at }),
  };
  return { index, isOurs: stage !== undefined, draft: { form: 'HAR', evidence } };
}

/** Base64 hid its secrets from the first cut, so it is cut here. */
function bodyOf(content: Json | undefined): string | undefined {
  if (!isJsonObject(content) || typeof content['text'] !== 'string') return undefined;
  const text = content['text'].slice(0, MOST_BODY * 2);
  if (content['encoding'] !== 'base64') return text;
  return unmarked(cutSecrets(Buffer.from(text, 'base64').toString('utf8')).text);
}

function pairs(value: Json | undefined): NonNullable<Evidence['request']>['headers'] & object {
  const headers: { [name: string]: string } = {};
  for (const pair of Array.isArray(value) ? value.slice(0, 200) : []) {
    if (!isJsonObject(pair) || typeof pair['name'] !== 'string') continue;
    const name = pair['name'].toLowerCase();
    const text = String(pair['value'] ?? '');
    if (!/cookie/.test(name)) headers[name] = headers[name] === undefined ? text : `${headers[name]}, ${text}`;
  }
  return headers;
}
