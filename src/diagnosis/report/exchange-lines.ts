import type { Evidence } from '../../domain/evidence/evidence.ts';
import { parseJson } from '../../domain/json.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import { textOf } from './json-form.ts';

/** An exchange written out as text, for files that are no text for people. */
export function exchangeLines({
  request,
  status,
  headers,
  body,
  errorCode,
  errorMessage,
}: Omit<Evidence, 'stage'>): string[] {
  return [
    ...(request === undefined ? [] : requestLines(request)),
    ...(status === undefined ? [] : ['', `HTTP ${status}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined || body === '' ? [] : ['', ...bodyLines(body)]),
    ...[errorCode, errorMessage].flatMap(text => (text === undefined ? [] : text.split('\n'))),
  ];
}

function requestLines({ method = '', url = '', headers = {}, body, text }: NonNullable<Evidence['request']>): string[] {
  const first = `${method} ${url}`.trim();
  return [
    ...(first === '' ? [] : [first]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(text === undefined ? [] : text.split('\n')),
    ...(body === undefined ? [] : ['', ...bodyLines(textOf(body))]),
  ];
}

/** JSON over several lines, so that a line of it can be pointed at. */
function bodyLines(body: string): string[] {
  const value = body.length > 100_000 ? undefined : parseJson(body);
  const text = value !== null && typeof value === 'object' ? JSON.stringify(maskSecretMembers(value), null, 2) : body;
  return text.split('\n');
}
