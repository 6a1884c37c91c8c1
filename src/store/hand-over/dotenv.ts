import { isDeepStrictEqual, parseEnv } from 'node:util';
import { type Edited, type Entry, type KeyChange, lineEndOf, type Splice, spliced } from './edit.ts';
import { fileKind } from './file-kind.ts';

/** Where an assignment's value stands. `blank`: the splice that takes away blanks in the place of a value. */
type Assignment = { key: string; from: number; to: number; blank?: Splice };

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const BARE = /^[A-Za-z0-9_./:@%+,=-]+$/;
const UNSAFE = { problem: 'it is written in a way that cannot be edited safely (a quote without its end?)' };
const QUOTES = `'"\``;

/**
 * Puts variables into a dotenv file: each occurrence of a key is replaced in its place (with its `export` and comment),
 * a new key goes to the end. What comes out is checked with `util.parseEnv`: it has to read back exactly.
 */
export function editDotenv(text: string | undefined, entries: readonly Entry[]): Edited {
  const kind = fileKind(text ?? '');
  if (kind && kind.is !== 'dotenv') return { problem: `it is ${kind.words}, no dotenv file` };
  // parseEnv takes the next line for the value where `KEY=` has a blank behind it; nobody else does, and nobody means it.
  const source = spliced(
    text ?? '',
    assignmentsIn(text ?? '').flatMap(({ blank }) => blank ?? []),
  );
  const before = parseEnv(source);
  const assignments = assignmentsIn(source);
  const splices: Splice[] = [];
  const changes: KeyChange[] = [];
  const added: string[] = [];
  const warnings: string[] = [];
  for (const { key, value } of entries) {
    if (!KEY.test(key)) return { problem: `${JSON.stringify(key)} cannot be the name of a variable` };
    const written = quoted(value);
    if ('problem' in written) return { problem: `${key} cannot be written: ${written.problem}` };
    const found = assignments.filter(assignment => assignment.key === key);
    const isSame = found.length > 0 && found.every(({ from, to }) => readsAs(source.slice(from, to), value));
    changes.push({ key, change: isSame ? 'unchanged' : found.length > 0 ? 'changed' : 'added' });
    if (isSame) continue;
    if (written.onlyNode) warnings.push(`${key} holds quotes that docker compose and shells read otherwise than Node`);
    if (found.length === 0) added.push(`${key}=${written.text}`);
    for (const { from, to } of found) splices.push({ from, to, text: written.text });
  }
  const reads = (written: string) => {
    const found = parseEnv(written);
    return entries.every(({ key, value }) => found[key] === value);
  };
  if (changes.every(({ change }) => change === 'unchanged')) {
    const kept = [text ?? '', source].find(reads);
    return kept === undefined ? UNSAFE : { text: kept, changes };
  }
  const edited = appended(spliced(source, splices), added);
  const wanted = { ...before, ...Object.fromEntries(entries.map(({ key, value }) => [key, value])) };
  // A file may be stranger than the reading below: an open quote, for example, that a new line would close.
  if (!isDeepStrictEqual({ ...parseEnv(edited) }, wanted)) {
    return UNSAFE;
  }
  return { text: edited, changes, ...(warnings.length > 0 && { warnings }) };
}

function appended(source: string, lines: string[]): string {
  if (lines.length === 0) return source;
  const end = lineEndOf(source);
  const gap = source === '' || source.endsWith('\n') ? '' : end;
  return `${source}${gap}${lines.map(line => line + end).join('')}`;
}

/** The value as it has to stand behind `=`. Docker compose and shells expand `$` and `\` unless single-quoted. */
function quoted(value: string): { text: string; onlyNode?: boolean } | { problem: string } {
  if (/[\r\n]/.test(value)) return { problem: 'it has a line end, and a dotenv value is one line' };
  if (value.includes('\0') || !value.isWellFormed()) return { problem: 'it holds characters that no variable can' };
  if (BARE.test(value)) return { text: value };
  if (!value.includes("'")) return { text: `'${value}'` };
  if (!value.includes('"') && !/[\\$`]/.test(value)) return { text: `"${value}"` };
  if (!value.includes('`')) return { text: `\`${value}\``, onlyNode: true };
  if (!value.includes('"') && !value.includes('\\n')) return { text: `"${value}"`, onlyNode: true };
  return { problem: 'it holds every kind of quote, and dotenv has no way to write that' };
}

function readsAs(written: string, value: string): boolean {
  return parseEnv(`X=${written}`)['X'] === value;
}

/** All assignments, read as `util.parseEnv` reads them. */
function assignmentsIn(source: string): Assignment[] {
  const found: Assignment[] = [];
  let at = 0;
  while (at < source.length) {
    const lineEnd = endOfLine(source, at);
    const equals = source.indexOf('=', at);
    if (equals === -1) break;
    const key = source.slice(at, equals).trim();
    if (equals > lineEnd || key.startsWith('#')) {
      at = lineEnd + 1;
      continue;
    }
    const { next, ...value } = valueAt(source, equals + 1);
    found.push({ key: key.replace(/^export +/, ''), ...value });
    at = next;
  }
  return found;
}

function valueAt(source: string, after: number): Omit<Assignment, 'key'> & { next: number } {
  let from = after;
  while (source[from] === ' ' || source[from] === '\t') from += 1;
  const quote = source[from] ?? '';
  const close = quote !== '' && QUOTES.includes(quote) ? source.indexOf(quote, from + 1) : -1;
  const isQuoted = close !== -1;
  const lineEnd = endOfLine(source, isQuoted ? close : from);
  const next = lineEnd + 1;
  const rest = source.slice(isQuoted ? close + 1 : from, lineEnd).replace(/\r$/, '');
  if (!isQuoted && from > after && (rest === '' || rest.startsWith('#'))) {
    return { from: after, to: after, next, ...(rest === '' && { blank: { from: after, to: from, text: '' } }) };
  }
  // Only a # after a blank begins a comment for everybody; other readers take one inside a word for the value's.
  const comment = rest.search(/[ \t]+(#|$)/);
  return { from, to: (isQuoted ? close + 1 : from) + (comment === -1 ? rest.length : comment), next };
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end === -1 ? source.length : end;
}
