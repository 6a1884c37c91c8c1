import { Composer, type CST, Lexer, LineCounter, Parser } from 'yaml';
import type { Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Place, Problem, Where } from '../problem.ts';
import { DEEPEST, jsonOf } from './yaml-value.ts';

const MOST_BYTES = 1024 * 1024;
// A runbook with ten thousand redirect URIs has half as many. Far above this the parser takes seconds.
const MOST_LEXEMES = 100_000;
const MOST_PROBLEMS = 10;

/**
 * One YAML 1.2 document of the core schema as JSON, bounded in size, depth and aliases. No merge keys, no tags of one's
 * own, no key twice: each would mean something else to the next reader.
 */
export function readYaml(text: string): { json: Json; where: Where } | { problems: Problem[] } {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) return unreadable(`is larger than 1 MiB (${(bytes / MOST_BYTES).toFixed(1)} MiB)`);
  const lines = new LineCounter();
  const tokens = tokensOf(text, lines);
  if ('tooMuch' in tokens) return unreadable(tokens.tooMuch);
  const documents = [...new Composer(OPTIONS).compose(tokens.tokens, true, text.length)];
  const troubles = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]).slice(0, MOST_PROBLEMS);
  if (troubles.length > 0) {
    return { problems: troubles.map(({ message, pos }) => problemAt(lines, pos[0], '', plainText(message, 200))) };
  }
  const [document, second] = documents;
  if (!document?.contents) return unreadable('is empty');
  if (second) {
    return { problems: [problemAt(lines, second.range[0], '', 'a second document begins: a file holds one runbook')] };
  }
  const { json, objections, whereabouts } = jsonOf(document);
  const where: Where = (path, which) => placeOf(lines, whereabouts(path, which));
  return objections.length === 0
    ? { json, where }
    : { problems: objections.slice(0, MOST_PROBLEMS).map(o => problemAt(lines, o.offset, o.path, o.message)) };
}

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  // The library compares each key with every other; ours does not.
  uniqueKeys: false,
} as const;

function tokensOf(text: string, lines: LineCounter): { tokens: CST.Token[] } | { tooMuch: string } {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MOST_LEXEMES) return { tooMuch: 'is too long for a runbook' };
    // The composer behind this is recursive; it must never see what is deeper.
    if (parser.stack.length > DEEPEST + 2) return { tooMuch: `is nested more than ${DEEPEST} levels deep` };
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return { tokens };
}

function problemAt(lines: LineCounter, offset: number, path: string, message: string): Problem {
  return { ...placeOf(lines, offset), path, message };
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function unreadable(message: string): { problems: Problem[] } {
  return { problems: [{ line: 1, column: 1, path: '', message: `the file ${message}` }] };
}
