import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { isJsonForm, isStage, readHeaders, readJsonForm, readRequest } from './json-form.ts';
import type { Draft } from './report.ts';

type Content = Omit<Draft, 'lines'>;

const MOST_ANSWERS = 30;
const DEEPEST = 12;

export function isSupportBundle(document: JsonObject): boolean {
  return document['kind'] === 'support-bundle';
}

/** The exchanges of a support bundle, wherever in it they stand: objects with a request and what came back. */
export function readSupportBundle(document: JsonObject): Content[] {
  const found: Content[] = [];
  const look = (value: Json, depth: number) => {
    if (depth > DEEPEST || found.length >= MOST_ANSWERS || value === null || typeof value !== 'object') return;
    const content = isJsonObject(value) ? readExchange(value) : undefined;
    if (content !== undefined) found.push({ form: 'support bundle', ...content });
    else for (const inner of Object.values(value)) look(inner, depth + 1);
  };
  look(document, 0);
  return found;
}

function readExchange(value: JsonObject): Omit<Content, 'form'> | undefined {
  const { request, status, body } = value;
  if (!isJsonObject(request) || typeof request['url'] !== 'string')
    return isJsonForm(value) ? readJsonForm(value) : undefined;
  const stage = request['stage'];
  return {
    evidence: {
      stage: isStage(stage) ? (stage === 'discover' ? 'network' : stage) : undefined,
      request: readRequest(request),
      headers: readHeaders(value['headers']),
      ...(typeof status === 'number' && { status }),
      ...(typeof body === 'string' && { body }),
    },
  };
}
