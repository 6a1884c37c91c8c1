import { isJsonObject, type JsonObject, parseJson } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { readYaml, valuesOf } from './yaml-text.ts';

/** What a file is by its text, in words; `undefined` where it is empty or nothing can be told. */
export type FileKind = { is: 'dotenv' | 'json' | 'compose' | 'manifest' | 'yaml' | 'pem'; words: string };

const MOST_NAMED = 5;

/** For the refusal of a file that is of another kind than its format: what it is tells where the path went wrong. */
export function fileKind(text: string): FileKind | undefined {
  if (/^\s*-----BEGIN [A-Z ]+-----/.test(text)) return { is: 'pem', words: 'a PEM file' };
  const assigns = /^[ \t]*(export +)?[A-Za-z_][A-Za-z0-9_.-]*[ \t]*=/m.test(text);
  const values = valuesIn(text);
  const objects = values.filter(isJsonObject);
  const [first] = objects;
  if (first && objects.length === values.length && objects.every(isKubernetes)) {
    return { is: 'manifest', words: `a Kubernetes manifest (${named(objects.map(kindAndName))})` };
  }
  if (first && isJsonObject(first['services'])) return { is: 'compose', words: 'a compose file' };
  if (parseJson(text) !== undefined) return { is: 'json', words: 'JSON' };
  // `A="b: c"` alone is a YAML map too, with a key that no map has.
  const isCollection = values.some(value => Array.isArray(value) || (isJsonObject(value) && !hasOddKey(value)));
  if (isCollection || (values.length === 0 && !assigns && /^[\w.-]+:(\s|$)/m.test(text))) {
    return { is: 'yaml', words: 'YAML' };
  }
  return assigns ? { is: 'dotenv', words: 'a dotenv file' } : undefined;
}

/** What the documents of a YAML text say, empty ones aside; none where it is no YAML. */
function valuesIn(text: string): unknown[] {
  const file = readYaml(text);
  const values = 'problem' in file ? [] : valuesOf(file);
  return 'problem' in values ? [] : values.filter(value => value !== null && value !== undefined);
}

function hasOddKey(map: JsonObject): boolean {
  return Object.keys(map).some(key => key.includes('='));
}

function isKubernetes(value: JsonObject): boolean {
  return typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string';
}

function kindAndName({ kind, metadata }: JsonObject): string {
  const name = isJsonObject(metadata) && typeof metadata['name'] === 'string' ? ` ${metadata['name']}` : '';
  return plainText(`${kind}${name}`, 80);
}

function named(kinds: string[]): string {
  const more = kinds.length - MOST_NAMED;
  return [...kinds.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
