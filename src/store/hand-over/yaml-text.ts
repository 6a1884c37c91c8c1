import {
  type Document,
  isAlias,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { plainText } from '../../domain/plain-text.ts';
import { lineEndOf, type Splice } from './edit.ts';

/**
 * Edits in the text of a YAML file. yaml's own Document keeps comments, but lays the whole file out anew (it moves
 * comments between collections and folds long texts), so only the places that change are written.
 */
export type YamlFile = { source: string; documents: Document.Parsed<ParsedNode>[] };

export function readYaml(source: string): YamlFile | { problem: string } {
  const lineCounter = new LineCounter();
  // At any other level yaml prints its warnings to standard error, some with what the file says.
  const options = { keepSourceTokens: true, merge: true, prettyErrors: false, logLevel: 'error', lineCounter } as const;
  const parsed = parseAllDocuments(source, options);
  const documents = [...parsed];
  const error = documents.flatMap(document => document.errors)[0];
  if (!error) return { source, documents };
  const { line, col } = lineCounter.linePos(error.pos[0]);
  return { problem: `it is not valid YAML at line ${line}, column ${col}: ${plainText(error.message, 120)}` };
}

/** What the documents say, aliases and merge keys resolved; a problem where there are too many of them. */
export function valuesOf({ documents }: YamlFile): unknown[] | { problem: string } {
  try {
    return documents.map(document => document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch (error) {
    // yaml's answer to an alias that resolves to nothing, or to too much.
    if (error instanceof ReferenceError) return { problem: 'its aliases cannot be resolved' };
    throw error;
  }
}

/** A text as a YAML 1.1 and 1.2 double-quoted scalar: nothing in it can be read as a number, a boolean or a line end. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The node's own text replaced; its anchor, tag and comment stay. */
export function replacement(source: string, node: Node, text: string): Splice | undefined {
  if (!node.range || !(isScalar(node) || isAlias(node))) return undefined;
  const [from, to] = node.range;
  const before = source[from - 1] === ':' || source[from - 1] === '-' ? ' ' : '';
  // A block scalar ends behind its last line end.
  const after = from < to && source[to - 1] === '\n' ? lineEndOf(source) : '';
  return { from, to, text: `${before}${text}${after}` };
}

/** New items at the end of a collection: `KEY: value` for a map, `value` for a list. */
export function addition(source: string, collection: YAMLMap | YAMLSeq, items: string[]): Splice | undefined {
  const { range, srcToken } = collection;
  if (!range || !srcToken) return undefined;
  const [open, close] = isSeq(collection) ? ['[', ']'] : ['{', '}'];
  const last = endOfLast(collection);
  if (last === undefined) return { from: range[0], to: range[1], text: `${open} ${items.join(', ')} ${close}` };
  if (collection.flow) return { from: last, to: last, text: items.map(item => `, ${item}`).join('') };
  const dash = isSeq(collection) ? '- ' : '';
  return linesAfter(
    source,
    last,
    'indent' in srcToken ? srcToken.indent : 0,
    items.map(item => `${dash}${item}`),
  );
}

/** `name:` with the pairs below it at the end of a map that does not have it, or has it empty. */
export function newBranch(
  source: string,
  parent: YAMLMap,
  name: string,
  pairs: string[],
  step: number,
): Splice | undefined {
  const existing = parent.items.find(pair => isScalar(pair.key) && pair.key.value === name);
  const indent = parent.srcToken && 'indent' in parent.srcToken ? parent.srcToken.indent : 0;
  const end = lineEndOf(source);
  if (existing) {
    const value = existing.value;
    if (!isScalar(value) || !value.range || !isScalar(existing.key) || !existing.key.range) return undefined;
    const isEmpty = value.range[0] === value.range[1];
    if (parent.flow || !isEmpty) return replacement(source, value, `{ ${pairs.join(', ')} }`);
    return linesAfter(source, existing.key.range[1], indent + step, pairs);
  }
  if (parent.flow) return addition(source, parent, [`${name}: { ${pairs.join(', ')} }`]);
  const below = pairs.map(pair => `${end}${' '.repeat(indent + step)}${pair}`).join('');
  return addition(source, parent, [`${name}:${below}`]);
}

/** The source position behind the last item's own text; undefined where the collection is empty. */
function endOfLast(collection: YAMLMap | YAMLSeq): number | undefined {
  const last = collection.items.at(-1);
  if (last === undefined) return undefined;
  if (isSeq(collection)) return (last as Node).range?.[1];
  const { key, value } = last as { key: Node; value: Node | null };
  return Math.max(key.range?.[1] ?? 0, value?.range?.[1] ?? 0);
}

function linesAfter(source: string, position: number, indent: number, lines: string[]): Splice {
  const end = lineEndOf(source);
  const text = lines.map(line => ' '.repeat(indent) + line).join(end);
  if (source[position - 1] === '\n') return { from: position, to: position, text: text + end };
  const newline = source.indexOf('\n', position);
  if (newline === -1) return { from: source.length, to: source.length, text: `${end}${text}${end}` };
  return { from: newline + 1, to: newline + 1, text: text + end };
}
