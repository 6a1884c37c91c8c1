import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';

/** What an answer says, however its JSON is built. */
export type Said = {
  /** Short machine words: an OAuth error, a problem type, an application's own code. */
  codes: string[];
  /** Sentences, the most telling first. */
  sentences: string[];
};

// Members that hold the reason, in the dialects of OAuth, problem+json, FastAPI, Spring, ASP.NET, Ory, Okta, AWS, SOAP.
const REASON =
  /^(?:error|errors|error_?descriptions?|error_?details?|error_?message|error_?summary|error_?hint|error_?debug|error_?causes?|error_?reason|err|errmsg|message|messages|msg|detail|details|description|reason|title|hint|cause|causes|fault|fault_?string|developer_?message|user_?message|status_?text|non_field_errors|violations|issues|violation|text|info|exception|data|result|response|body|_errors|__type|meta|context|debug)$/i;
const CODE = /^(?:error|code|error_?code|error_?key|__type|errcode|name|reason|type)$/i;
const NOISE =
  /^(?:trace|stack|stack_?trace|timestamp|time|date|path|instance|request_?id|trace_?id|correlation_?id|ray_?id|id|event_?id|log_?id|error_?uri|documentation_?url|help|link|links|more_?info|url|input|ctx|span_?id|session_?id|transaction_?id|status|status_?code|statuscode|http_?status|value)$/i;
const CODE_SHAPE =
  /^[a-z][a-z0-9]*(?:[_.:/-][a-z0-9]+)*$|^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$|^[A-Za-z]+\d+[A-Za-z0-9]*$|^[A-Za-z][A-Za-z0-9]*(?:[_.:-][A-Za-z0-9]+)+$|^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$/;
const MOST_NODES = 400;
const MOST_SENTENCES = 24;

/** Walks an answer of any shape. Bounded in nodes and depth, so a hostile body costs no more than a long one. */
export function saidBy(document: Json): Said {
  const said: Said = { codes: [], sentences: [] };
  const budget = { nodes: MOST_NODES };
  walk(document, '', said, budget, 0, true);
  return {
    codes: [...new Set(said.codes)],
    sentences: [...new Set(said.sentences)].slice(0, MOST_SENTENCES),
  };
}

function walk(value: Json, key: string, said: Said, budget: { nodes: number }, depth: number, telling: boolean): void {
  if (budget.nodes-- <= 0 || depth > 8) return;
  if (typeof value === 'string') hear(value, key, said, telling);
  else if (typeof value === 'number' && /code/i.test(key) && !NOISE.test(key)) said.codes.push(String(value));
  else if (Array.isArray(value)) {
    const located = value.length > 0 && value.every(isJsonObject);
    for (const item of value.slice(0, 40))
      if (located && isJsonObject(item) && locationOf(item) !== '') hearAt(item, said);
      else walk(item, key, said, budget, depth + 1, telling);
  } else if (isJsonObject(value)) {
    if (isPlacedComplaint(value)) hearAt(value, said);
    for (const [name, inner] of Object.entries(value).slice(0, 60)) {
      if (NOISE.test(name) && typeof inner !== 'object') continue;
      const known = REASON.test(name) || CODE.test(name);
      walk(inner, /^\d+$/.test(name) ? key : name, said, budget, depth + 1, known);
    }
  }
}

function hear(text: string, key: string, said: Said, telling: boolean): void {
  const trimmed = text.trim();
  if (trimmed === '') return;
  if (CODE.test(key) && trimmed.length <= 80 && CODE_SHAPE.test(trimmed)) {
    said.codes.push(trimmed);
    return;
  }
  if (trimmed.startsWith('{') && trimmed.length < 20_000) {
    const inner = parseJson(trimmed);
    if (isJsonObject(inner)) {
      const nested = saidBy(inner);
      said.codes.push(...nested.codes);
      said.sentences.push(...nested.sentences);
      return;
    }
  }
  if (/^https?:\/\/\S+$/.test(trimmed)) return;
  // A member that is named like client metadata and holds a complaint: {"redirect_uris": ["This field is required."]}.
  said.sentences.push(plainText(telling || key === '' ? trimmed : `${key}: ${trimmed}`, 600));
}

/** One complaint that is no member of a list: {"field": "client_name", "message": "must not be blank"}. */
function isPlacedComplaint(item: { [member: string]: Json }): boolean {
  return (
    FIELDS.some(name => typeof item[name] === 'string') && COMPLAINT_TEXTS.some(name => typeof item[name] === 'string')
  );
}

const FIELDS = ['field', 'fieldName', 'property', 'propertyPath', 'param', 'parameter', 'campo', 'champ', 'feld'];
const COMPLAINT_TEXTS = [
  'msg',
  'message',
  'detail',
  'description',
  'reason',
  'title',
  'error',
  'errorMessage',
  'defaultMessage',
  'mensaje',
  'mensagem',
  'meldung',
];

/** FastAPI's loc, JSON Pointer's pointer, Okta's and Spring's field, zod's path. */
function locationOf(item: { [member: string]: Json }): string {
  for (const name of ['loc', 'path', ...FIELDS, 'pointer', 'member', 'target', 'name']) {
    const place = item[name];
    if (Array.isArray(place) && place.length > 0) return place.filter(part => part !== 'body').join('.');
    if (typeof place === 'string' && place !== '') return place;
    const inner = isJsonObject(item['source']) ? item['source'][name] : undefined;
    if (typeof inner === 'string' && inner !== '') return inner;
  }
  return '';
}

function hearAt(item: { [member: string]: Json }, said: Said): void {
  const text = COMPLAINT_TEXTS.map(word => item[word]).find(word => typeof word === 'string');
  for (const name of ['code', 'type', 'error']) {
    const code = item[name];
    if (typeof code === 'string' && CODE_SHAPE.test(code)) said.codes.push(code);
  }
  if (typeof text === 'string') said.sentences.push(plainText(`${locationOf(item)}: ${text}`, 600));
}
