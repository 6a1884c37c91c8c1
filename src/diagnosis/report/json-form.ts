import type { Evidence } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Draft } from './report.ts';

type Content = Omit<Draft, 'lines' | 'form'>;
type Request = NonNullable<Evidence['request']>;

const STAGES = ['discover', 'mint', 'register', 'read', 'update', 'delete', 'network'] as const;

/** Whether an object is `{"stage", "request", "status", "headers", "body", "error_code"}`, or enough of it to be meant. */
export function isJsonForm(value: JsonObject): boolean {
  const names = ['stage', 'request', 'status', 'headers', 'body', 'error_code'].filter(name => name in value);
  if (isStage(value['stage'])) return names.length > 1;
  return names.length > 2 && ('body' in value || 'error_code' in value) && ('status' in value || 'headers' in value);
}

/** Reads the form leniently: what is of another type than it should be counts as left out. */
export function readJsonForm(value: JsonObject): Content {
  const { stage, status, headers, body, error_code, request } = value;
  const code = typeof error_code === 'number' ? String(error_code) : error_code;
  const number = typeof status === 'string' ? Number(status) : status;
  return {
    evidence: {
      stage: evidenceStage(stage),
      headers: readHeaders(headers),
      ...(request !== undefined && request !== null && { request: readRequest(request) }),
      ...(typeof number === 'number' && Number.isInteger(number) && { status: number }),
      ...(body !== undefined && body !== null && { body: textOf(body) }),
      ...(typeof code === 'string' && { errorCode: code }),
    },
  };
}

/** The rules know a discovery as a request before any of ours. */
export function evidenceStage(value: Json | undefined): Evidence['stage'] | undefined {
  return isStage(value) ? (value === 'discover' ? 'network' : value) : undefined;
}

/** Of these members, those that are texts. */
export function textsOf<K extends string>(from: JsonObject, ...members: K[]): { [M in K]?: string } {
  const found: { [M in K]?: string } = {};
  for (const member of members) {
    const value = from[member];
    if (typeof value === 'string') found[member] = value;
  }
  return found;
}

function isStage(value: Json | undefined): value is (typeof STAGES)[number] {
  return STAGES.some(stage => stage === value);
}

export function readHeaders(value: Json | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).slice(0, 200);
  return Object.fromEntries(
    entries.map(([name, content]) => [
      name.toLowerCase(),
      Array.isArray(content) ? content.join(', ') : textOf(content),
    ]),
  );
}

/** A text as it is; anything else as JSON, without secrets (which also bounds how deep it goes). */
export function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(maskSecretMembers(value)) : String(value);
}

function readRequest(value: Json): Request {
  if (!isJsonObject(value)) return { text: textOf(value) };
  const { headers, body } = value;
  return {
    headers: readHeaders(headers),
    ...textsOf(value, 'method', 'url', 'text'),
    ...(body !== undefined && body !== null && { body }),
  };
}
