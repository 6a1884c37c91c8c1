import type * as z from 'zod';
import { atPointer, isJsonObject, type Json } from '../../domain/json.ts';
import { nearest } from '../../domain/nearest.ts';
import { plainText } from '../../domain/plain-text.ts';
import { dotted, type Path, type Problem, type Where } from '../problem.ts';
import { homeOf, jsonSchema, keysAt } from './json-schema.ts';

type Issue = z.core.$ZodIssue;
type Located = Issue & { path: Path };

/** What a schema objects to, in words that help to mend the file. Values are never quoted: one could be a secret. */
export function schemaProblems(issues: readonly Issue[], json: Json, where: Where): Problem[] {
  return issues.flatMap(issue => decided(issue as Located, json)).flatMap(issue => problemsOf(issue, json, where));
}

/** Of a choice between forms, the objections of the form that was most likely meant. */
function decided(issue: Located, json: Json): Located[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const value = valueAt(json, issue.path);
  const forms = issue.errors
    .map(errors => errors.map(error => ({ ...error, path: [...issue.path, ...(error.path as Path)] }) as Located))
    .filter(errors => !errors.some(error => error.path.length === issue.path.length && isOtherKind(error, value)))
    .sort((a, b) => a.length - b.length);
  const [best] = forms;
  if (best === undefined) return [{ ...issue, errors: [] }];
  // With a key misspelled, all else that is missing follows from that.
  const unknown = best.filter(({ code }) => code === 'unrecognized_keys');
  return (unknown.length > 0 ? unknown : best).flatMap(inner => decided(inner, json));
}

function isOtherKind(issue: Located, value: Json | undefined): boolean {
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof value === 'object');
}

function problemsOf(issue: Located, json: Json, where: Where): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(issue.path, key, where));
  const value = valueAt(json, issue.path);
  const { message, hint } = wordsFor(issue, value);
  const at = issue.code === 'invalid_key' ? 'key' : 'value';
  return [{ ...where(issue.path, at), path: dotted(issue.path), message, ...(hint !== undefined && { hint }) }];
}

function unknownKey(path: Path, key: string, where: Where): Problem {
  const schema = jsonSchema();
  const here = keysAt(schema, path);
  const home = homeOf(schema, key);
  const near = nearest(key, here);
  const hint =
    home !== undefined
      ? `it belongs ${home === '' ? 'at the top' : `under ${home}`}`
      : near !== undefined
        ? `did you mean "${near}"?`
        : `known here: ${here.join(', ')}`;
  const name = plainText(key, 60);
  return {
    ...where([...path, key], 'key'),
    path: dotted([...path, name]),
    message: 'is no key that is known here',
    hint,
  };
}

function wordsFor(issue: Located, value: Json | undefined): { message: string; hint?: string } {
  if (value === undefined && issue.code !== 'custom') return { message: 'is missing' };
  switch (issue.code) {
    case 'invalid_type':
      return { message: value === null ? 'is empty' : wrongKind(KINDS[issue.expected] ?? issue.expected, value) };
    case 'invalid_value':
      return oneOf(issue.values, value);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options, value)
        : { message: value === null ? 'is empty' : `cannot be ${kindOf(value)}` };
    case 'too_small':
      return {
        message:
          issue.origin === 'number' || issue.origin === 'int' ? `has to be ${issue.minimum} or more` : 'is empty',
      };
    case 'too_big':
      return { message: 'is too large' };
    case 'invalid_key':
      return { message: issue.issues[0]?.message ?? 'is no name that can stand there' };
    default:
      return { message: issue.message };
  }
}

function oneOf(allowed: readonly unknown[], value: Json | undefined): { message: string; hint?: string } {
  const words = allowed.map(String);
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  const message =
    value === null ? 'is empty' : `has to be ${words.length === 1 ? words[0] : `one of ${words.join(', ')}`}`;
  return near === undefined || words.length === 1 ? { message } : { message, hint: `did you mean "${near}"?` };
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  // The format has no other numbers.
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function wrongKind(wanted: string, value: Json | undefined): string {
  return typeof value === 'number' && wanted.endsWith('number')
    ? `has to be ${wanted}`
    : `has to be ${wanted}, not ${kindOf(value)}`;
}

function kindOf(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'a mapping';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as 'string'] ?? 'nothing';
}

function valueAt(json: Json, path: Path): Json | undefined {
  return atPointer(json, path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
}
