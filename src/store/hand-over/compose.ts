import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ComposeServices } from '../../domain/hand-over.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { type Edited, type Entry, type KeyChange, type Splice, spliced } from './edit.ts';
import { fileKind } from './file-kind.ts';
import { addition, doubleQuoted, newBranch, readYaml, replacement, valuesOf, type YamlFile } from './yaml-text.ts';

const NO_FILE = 'there is no such file, and a compose file is not made here';

type Editing = { splices: (Splice | undefined)[]; changes: KeyChange[]; environment: unknown };

/** Puts variables into `services.<service>.environment` of a compose file, in the form (map or list) that it has. */
export function editCompose(text: string | undefined, service: string, entries: readonly Entry[]): Edited {
  if (text === undefined) return { problem: NO_FILE };
  const unfit = entries.find(({ key, value }) => /[=\0]/.test(key) || value.includes('\0') || !value.isWellFormed());
  if (unfit) return { problem: `${unfit.key} cannot be written: it holds characters that no variable can` };
  const file = readYaml(text);
  if ('problem' in file) return noCompose(text) ?? file;
  const found = findService(file, service);
  if ('problem' in found) return found;

  // Compose replaces $NAME; a doubled sign is one plain sign.
  const escaped = entries.map(({ key, value }) => ({ key, value: value.replaceAll('$', '$$$$') }));
  const editing = editEnvironment(text, found, escaped);
  if ('problem' in editing) return editing;
  const { changes, splices, environment } = editing;
  if (changes.every(({ change }) => change === 'unchanged')) return { text, changes };
  if (splices.includes(undefined)) return { problem: notSafe(service) };
  const edited = spliced(
    text,
    splices.filter(splice => splice !== undefined),
  );
  const wanted = { ...found.root, services: { ...found.services, [service]: { ...found.resolved, environment } } };
  const after = readYaml(edited);
  const values = 'problem' in after ? [] : valuesOf(after);
  return isDeepStrictEqual(values, [wanted])
    ? { text: edited, changes }
    : { problem: notSafe(service, ANCHOR.exec(text)?.[1]) };
}

const ANCHOR = /(?:^|[\s:[{,-])(&[\w-]+)/m;

/** `anchor`: what the file has one for is shared, and would change along. */
function notSafe(service: string, anchor?: string): string {
  const why = anchor === undefined ? '' : ` (parts of the file share others, as by its anchor ${anchor})`;
  return `the environment of ${service} cannot be edited without changing more than that${why}: edit it by hand`;
}

const NO_SERVICES = 'it is not a compose file: no services';

/** The services that a compose file has, in its order. */
export function composeServices(text: string | undefined): ComposeServices {
  if (text === undefined) return { problem: NO_FILE };
  const file = readYaml(text);
  if ('problem' in file) return noCompose(text) ?? file;
  const services = servicesIn(file);
  return services ? namesOf(services) : (noCompose(text) ?? { problem: NO_SERVICES });
}

type Found = { map: YAMLMap; step: number; root: JsonObject; services: JsonObject; resolved: JsonObject };

function findService(file: YamlFile, name: string): Found | { problem: string } {
  const values = valuesOf(file);
  if ('problem' in values) return values;
  const root = values[0];
  const services = servicesIn(file);
  if (!services || !isJsonObject(root) || !isJsonObject(root['services'])) {
    return noCompose(file.source) ?? { problem: NO_SERVICES };
  }
  const map = services.get(name, true);
  const resolved = root['services'][name];
  if (map === undefined) {
    return { problem: `it has no service ${name}; there are: ${namesOf(services).join(', ') || 'none'}` };
  }
  if (!isMap(map) || !isJsonObject(resolved)) {
    return { problem: `the service ${name} is not written out there (${isAlias(map) ? 'an alias' : 'no map'})` };
  }
  return { map, step: Math.max(2, indentOf(map) - indentOf(services)), root, services: root['services'], resolved };
}

function servicesIn({ documents: [document, second] }: YamlFile): YAMLMap | undefined {
  const services = second ? undefined : document?.get('services', true);
  return isMap(services) ? services : undefined;
}

function namesOf(services: YAMLMap): string[] {
  return services.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')).filter(key => key !== '<<');
}

function noCompose(text: string): { problem: string } | undefined {
  const kind = fileKind(text);
  return kind && kind.is !== 'compose' && kind.is !== 'yaml'
    ? { problem: `it is ${kind.words}, no compose file` }
    : undefined;
}

function indentOf(map: YAMLMap): number {
  return map.srcToken && 'indent' in map.srcToken ? map.srcToken.indent : 0;
}

function editEnvironment(source: string, found: Found, entries: Entry[]): Editing | { problem: string } {
  const node = found.map.get('environment', true) as Node | undefined;
  if (isMap(node)) return editMap(source, node, found.resolved['environment'], entries);
  if (isSeq(node)) return editList(source, node, found.resolved['environment'], entries);
  if (isAlias(node)) {
    return { problem: `its environment is the alias *${node.source}, which others share: give it a map with << first` };
  }
  if (node === undefined && found.resolved['environment'] !== undefined) {
    return {
      problem: 'its environment comes from a merge (<<), which a new one would hide: give it a map with << first',
    };
  }
  if (isScalar(node) && node.value !== null) return { problem: 'its environment is neither a map nor a list' };
  const pairs = entries.map(({ key, value }) => `${keyText(key)}: ${doubleQuoted(value)}`);
  return {
    splices: [newBranch(source, found.map, 'environment', pairs, found.step)],
    changes: entries.map(({ key }) => ({ key, change: 'added' })),
    environment: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  };
}

function editMap(source: string, map: YAMLMap, resolved: unknown, entries: Entry[]): Editing {
  const editing: Editing = { splices: [], changes: [], environment: undefined };
  const added: string[] = [];
  for (const { key, value } of entries) {
    const pair = map.items.find(item => isScalar(item.key) && String(item.key.value) === key);
    const node = pair?.value as Node | null | undefined;
    const isSame = isScalar(node) && (typeof node.value === 'string' ? node.value : node.source) === value;
    editing.changes.push({ key, change: isSame ? 'unchanged' : pair ? 'changed' : 'added' });
    if (isSame) continue;
    if (!pair) added.push(`${keyText(key)}: ${doubleQuoted(value)}`);
    else editing.splices.push(node ? replacement(source, node, doubleQuoted(value)) : undefined);
  }
  if (added.length > 0) editing.splices.push(addition(source, map, added));
  const same = editing.changes.filter(({ change }) => change === 'unchanged').map(({ key }) => key);
  const written = entries.filter(({ key }) => !same.includes(key)).map(({ key, value }) => [key, value]);
  editing.environment = { ...(isJsonObject(resolved) ? resolved : {}), ...Object.fromEntries(written) };
  return editing;
}

function editList(source: string, list: YAMLSeq, resolved: unknown, entries: Entry[]): Editing {
  const editing: Editing = { splices: [], changes: [], environment: undefined };
  const items = Array.isArray(resolved) ? [...(resolved as unknown[])] : [];
  const added: string[] = [];
  for (const { key, value } of entries) {
    const line = `${key}=${value}`;
    const places = items.flatMap((item, index) => (nameIn(item) === key ? [index] : []));
    const isSame = places.length > 0 && places.every(index => items[index] === line);
    editing.changes.push({ key, change: isSame ? 'unchanged' : places.length > 0 ? 'changed' : 'added' });
    if (isSame) continue;
    if (places.length === 0) added.push(line);
    for (const index of places) {
      const node = list.items[index] as Node | undefined;
      editing.splices.push(node ? replacement(source, node, doubleQuoted(line)) : undefined);
      items[index] = line;
    }
  }
  if (added.length > 0) editing.splices.push(addition(source, list, added.map(doubleQuoted)));
  editing.environment = [...items, ...added];
  return editing;
}

function nameIn(item: unknown): string | undefined {
  return typeof item === 'string' ? item.split('=')[0] : undefined;
}

function keyText(key: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(key);
  return isPlain ? key : doubleQuoted(key);
}
