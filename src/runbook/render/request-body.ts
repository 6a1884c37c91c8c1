import type { JsonObject } from '../../domain/json.ts';

/** Stands in a request for keys that are not made yet. */
export const JWKS_VARIABLE = '$DCR_JWKS';

/** A body as JSON over several lines. Between two pieces goes the value of DCR_JWKS. */
export function bodyPieces(body: JsonObject): string[] {
  const pieces = [''];
  const add = (text: string) => pieces.push((pieces.pop() ?? '') + text);
  const entries = Object.entries(body);
  if (entries.length === 0) return ['{}'];
  add('{');
  for (const [index, [member, value]] of entries.entries()) {
    add(`${index === 0 ? '' : ','}\n  ${JSON.stringify(member)}: `);
    if (hasVariable(member, value)) pieces.push('');
    else add(JSON.stringify(value, null, 2).replaceAll('\n', '\n  '));
  }
  add('\n}');
  return pieces;
}

/** Whether a body waits for keys. */
export function needsJwksVariable(body: JsonObject | undefined): boolean {
  return Object.entries(body ?? {}).some(([member, value]) => hasVariable(member, value));
}

function hasVariable(member: string, value: unknown): boolean {
  return member === 'jwks' && value === JWKS_VARIABLE;
}
