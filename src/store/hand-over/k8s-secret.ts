import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { isJsonObject } from '../../domain/json.ts';
import { type Edited, type Entry, type KeyChange, lineEndOf, type Splice, spliced } from './edit.ts';
import { fileKind } from './file-kind.ts';
import { addition, doubleQuoted, newBranch, readYaml, replacement, valuesOf } from './yaml-text.ts';

type Branch = 'stringData' | 'data';
const BRANCHES: readonly Branch[] = ['stringData', 'data'];
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * Puts keys into the Secret `name` of a Kubernetes manifest, into `data` (base64) or `stringData` as found. Only an empty
 * file gets a new Secret: behind something else it would go where nobody looks for it.
 */
export function editKubernetesSecret(text: string | undefined, name: string, entries: readonly Entry[]): Edited {
  const badKey = entries.find(({ key }) => !KEY.test(key));
  if (badKey) return { problem: `${JSON.stringify(badKey.key)} cannot be a key of a Secret (letters, digits, - _ .)` };
  const unfit = entries.find(({ value }) => !value.isWellFormed());
  if (unfit) return { problem: `${unfit.key} cannot be written: it is no well-formed text` };
  if (!NAME.test(name)) return { problem: `${JSON.stringify(name)} cannot be the name of a Secret (RFC 1123)` };
  const source = text ?? '';
  const file = readYaml(source);
  if ('problem' in file) return file;
  const values = valuesOf(file);
  if ('problem' in values) return values;
  const places = values.flatMap((value, index) => (isSecret(value, name) ? [index] : []));
  if (places.length > 1) return { problem: `it has ${places.length} Secrets called ${name}` };
  const [place] = places;
  if (place === undefined) {
    const isEmpty = source.split(/\r?\n/).every(line => /^\s*(#.*|---)?\s*$/.test(line));
    return isEmpty ? withNewSecret(source, name, entries) : { problem: notThere(source, name) };
  }

  const root = file.documents[place]?.contents;
  if (!isMap(root)) return { problem: `the Secret ${name} is not written as a map` };
  const editing = editSecret(source, root, entries);
  if (!editing) return { problem: notSafe(name) };
  const { changes, splices, written } = editing;
  const immutable: unknown = root.get('immutable');
  const isSame = changes.every(({ change }) => change === 'unchanged');
  const edited = isSame ? source : spliced(source, splices);
  const wanted = values.map((value, index) =>
    index === place && isJsonObject(value) ? merged(value, written) : value,
  );
  const after = readYaml(edited);
  if ('problem' in after || !isDeepStrictEqual(valuesOf(after), wanted)) return { problem: notSafe(name) };
  const warnings =
    immutable === true && !isSame ? [`the Secret ${name} is immutable: delete it in the cluster first`] : [];
  return { text: edited, changes, warnings };
}

function notSafe(name: string): string {
  return `the Secret ${name} is written in a way that cannot be edited safely: edit it by hand`;
}

function notThere(source: string, name: string): string {
  const kind = fileKind(source);
  const what = kind === undefined ? 'it is no Kubernetes manifest' : `it is ${kind.words}`;
  return kind?.is === 'manifest'
    ? `${what}, without a Secret ${name}: name one of its Secrets behind #, or a file of its own`
    : `${what}: name a file of its own for the Secret`;
}

function isSecret(value: unknown, name: string): boolean {
  if (!isJsonObject(value) || value['kind'] !== 'Secret' || value['apiVersion'] !== 'v1') return false;
  return isJsonObject(value['metadata']) && value['metadata']['name'] === name;
}

function withNewSecret(source: string, name: string, entries: readonly Entry[]): Edited {
  const end = lineEndOf(source);
  const lines = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${doubleQuoted(name)}`,
    'type: Opaque',
    'stringData:',
    ...entries.map(pairText),
  ];
  const gap = source.trim() === '' || source.endsWith('\n') ? '' : end;
  const text = source.trimStart() + gap + lines.map(line => line + end).join('');
  return { text, changes: entries.map(({ key }) => ({ key, change: 'added' })) };
}

type Written = { branch: Branch; key: string; text: string };

function editSecret(
  source: string,
  root: YAMLMap,
  entries: readonly Entry[],
): { splices: Splice[]; changes: KeyChange[]; written: Written[] } | undefined {
  const splices: (Splice | undefined)[] = [];
  const changes: KeyChange[] = [];
  const written: Written[] = [];
  const added: Written[] = [];
  for (const { key, value } of entries) {
    // In both, stringData wins in the cluster; the other would only be stale.
    const found = BRANCHES.flatMap(branch => {
      const node = nodeIn(root, branch, key);
      return node ? [{ branch, node, text: branch === 'data' ? base64(value) : value }] : [];
    });
    const different = found.filter(({ node, text }) => !isScalar(node) || node.value !== text);
    changes.push({ key, change: found.length === 0 ? 'added' : different.length === 0 ? 'unchanged' : 'changed' });
    for (const { branch, node, text } of different) {
      splices.push(replacement(source, node, doubleQuoted(text)));
      written.push({ branch, key, text });
    }
    const branch = isMap(root.get('stringData')) || !isMap(root.get('data')) ? 'stringData' : 'data';
    if (found.length === 0) added.push({ branch, key, text: branch === 'data' ? base64(value) : value });
  }
  const [first] = added;
  if (first) {
    const pairs = added.map(({ key, text }) => `${doubleQuoted(key)}: ${doubleQuoted(text)}`);
    const node = root.get(first.branch);
    splices.push(isMap(node) ? addition(source, node, pairs) : newBranch(source, root, first.branch, pairs, 2));
  }
  if (splices.includes(undefined)) return undefined;
  return { splices: splices.filter(splice => splice !== undefined), changes, written: [...written, ...added] };
}

function nodeIn(root: YAMLMap, branch: Branch, key: string): Node | undefined {
  const map = root.get(branch);
  if (!isMap(map)) return undefined;
  const pair = map.items.find(item => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.value ?? undefined) as Node | undefined;
}

function merged(secret: object, written: Written[]): object {
  const result: Record<string, unknown> = { ...secret };
  for (const { branch, key, text } of written) {
    const before = result[branch];
    result[branch] = { ...(isJsonObject(before) ? before : {}), [key]: text };
  }
  return result;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function pairText({ key, value }: Entry): string {
  return `  ${doubleQuoted(key)}: ${doubleQuoted(value)}`;
}
