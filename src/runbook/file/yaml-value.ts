import { type Document, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Json, JsonObject } from '../../domain/json.ts';
import { dotted, type Path } from '../problem.ts';

/** Levels of lists and mappings, aliases followed. A runbook with a key set in it has eight. */
export const DEEPEST = 40;
const MOST_ALIASES = 10;

type Objection = { offset: number; path: string; message: string };
type Spot = { key: number; value: number };
type Conversion = { document: Document.Parsed; spots: Map<string, Spot>; objections: Objection[]; aliases: number };
type Converted = {
  json: Json;
  objections: Objection[];
  /** The offset in the text of a path's key or value, or of the nearest thing around it. */
  whereabouts: (path: Path, which?: keyof Spot) => number;
};

/** A YAML document as the JSON value it stands for, with what in it JSON or a runbook cannot hold. Never throws. */
export function jsonOf(document: Document.Parsed): Converted {
  const conversion: Conversion = { document, spots: new Map(), objections: [], aliases: 0 };
  const json = convert(conversion, document.contents, [], 0);
  const whereabouts: Converted['whereabouts'] = (path, which = 'value') => {
    for (let length = path.length; length >= 0; length -= 1) {
      const spot = conversion.spots.get(spotName(path.slice(0, length)));
      if (spot) return length === path.length ? spot[which] : spot.key;
    }
    return 0;
  };
  return { json, objections: conversion.objections, whereabouts };
}

function convert(conversion: Conversion, node: unknown, path: Path, keyOffset: number): Json {
  const offset = offsetOf(node) ?? keyOffset;
  conversion.spots.set(spotName(path), { key: keyOffset, value: offset });
  if (path.length > DEEPEST) return refuse(conversion, offset, path, `is nested more than ${DEEPEST} levels deep`);
  if (isAlias(node)) {
    conversion.aliases += 1;
    // Checked before it is followed: aliases of aliases multiply.
    if (conversion.aliases > MOST_ALIASES) {
      return refuse(conversion, offset, path, `is alias number ${MOST_ALIASES + 1}: a runbook has no use for so many`);
    }
    const target = node.resolve(conversion.document);
    return target
      ? convert(conversion, target, path, offset)
      : refuse(conversion, offset, path, 'is an alias of nothing');
  }
  if (isSeq(node))
    return node.items.map((item, index) => convert(conversion, item, [...path, index], offsetOf(item) ?? offset));
  if (isMap(node)) return mapping(conversion, node.items, path, offset);
  return scalar(conversion, isScalar(node) ? node.value : null, path, offset);
}

function scalar(conversion: Conversion, value: unknown, path: Path, offset: number): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse(conversion, offset, path, 'is no value that JSON has (text, number, true, false, null)');
}

function mapping(
  conversion: Conversion,
  items: readonly { key: unknown; value: unknown }[],
  path: Path,
  offset: number,
): JsonObject {
  const members = new Map<string, Json>();
  for (const { key, value } of items) {
    const keyOffset = offsetOf(key) ?? offset;
    const name = isScalar(key) && key.value !== null ? String(key.value) : undefined;
    const problem = nameProblem(name, members);
    if (name === undefined || problem !== undefined) {
      refuse(conversion, keyOffset, name === undefined ? path : [...path, name], problem ?? '');
    } else {
      members.set(name, convert(conversion, value, [...path, name], keyOffset));
    }
  }
  return Object.fromEntries(members);
}

function nameProblem(name: string | undefined, earlier: ReadonlyMap<string, Json>): string | undefined {
  if (name === undefined) return 'has a key that is no text';
  if (name === '<<') return 'is a merge key, which is not read: write the members out';
  if (name === '__proto__') return 'is no key that anything here may have';
  return earlier.has(name) ? 'stands here a second time' : undefined;
}

function refuse(conversion: Conversion, offset: number, path: Path, message: string): null {
  conversion.objections.push({ offset, path: dotted(path), message });
  return null;
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function spotName(path: Path): string {
  return JSON.stringify(path);
}
