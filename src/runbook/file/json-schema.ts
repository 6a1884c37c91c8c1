import * as z from 'zod';
import { MEMBER_SHAPES } from '../../domain/findings/member-findings.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { dotted, type Path } from '../problem.ts';
import { runbookSchema } from './schema.ts';

/** The runbook format as JSON Schema, for editors. Draft 7 is what the YAML language server knows best. */
export function jsonSchema(): JsonObject {
  const schema = z.toJSONSchema(runbookSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema: made }) => {
      if (made.additionalProperties === false) made.patternProperties = { '^x-': {} };
    },
  });
  // Through JSON, so that it is plain data and equals what the file holds.
  const plain: JsonObject = JSON.parse(JSON.stringify(schema));
  offerMembers(plain);
  return plain;
}

/** The schema as the file that stands beside a runbook. */
export function schemaText(): string {
  return `${JSON.stringify(jsonSchema(), undefined, 2)}\n`;
}

/** Names of client metadata for completion. They say nothing of types: a wrong one is a finding, not an error. */
function offerMembers(schema: JsonObject): void {
  const [metadata] = schemasAt(schema, ['client', 'metadata']);
  const members = metadata?.['properties'];
  if (!isJsonObject(members)) return;
  for (const member of Object.keys(MEMBER_SHAPES)) members[member] ??= {};
}

/** The keys that may stand in the object at a path. */
export function keysAt(schema: JsonObject, path: Path): string[] {
  const keys = schemasAt(schema, path).flatMap(({ properties }) =>
    isJsonObject(properties) ? Object.keys(properties) : [],
  );
  return [...new Set(keys)];
}

/** Where a key of that name belongs (a dotted path, '' for the top); undefined where several places are as likely. */
export function homeOf(schema: JsonObject, key: string): string | undefined {
  const homes: Path[] = [];
  const visit = (part: Json | undefined, path: Path): void => {
    if (Array.isArray(part)) for (const item of part) visit(item, path);
    if (!isJsonObject(part)) return;
    const properties = isJsonObject(part['properties']) ? part['properties'] : {};
    if (Object.hasOwn(properties, key)) homes.push(path);
    for (const [name, inner] of Object.entries(properties)) visit(inner, [...path, name]);
    for (const inner of [part['anyOf'], part['oneOf'], part['items']]) visit(inner, path);
  };
  visit(schema, []);
  const shallowest = Math.min(...homes.map(({ length }) => length));
  const nearTop = new Set(homes.filter(({ length }) => length === shallowest).map(dotted));
  return nearTop.size === 1 ? [...nearTop][0] : undefined;
}

function schemasAt(schema: JsonObject, path: Path): JsonObject[] {
  const [first, ...rest] = path;
  const branches = [schema, ...alternatives(schema['anyOf']), ...alternatives(schema['oneOf'])];
  if (first === undefined) return branches;
  return branches.flatMap(({ properties, items }) => {
    const inner = typeof first === 'number' ? items : isJsonObject(properties) ? properties[first] : undefined;
    return isJsonObject(inner) ? schemasAt(inner, rest) : [];
  });
}

function alternatives(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
