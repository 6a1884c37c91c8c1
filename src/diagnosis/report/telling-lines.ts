import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { ReportedAnswer } from './report.ts';

/** Shorter pieces stand in every other line. */
const SHORTEST = 5;
/** So much of a sentence is needed where it was wrapped. */
const WRAPPED = 16;
const MOST_PIECES = 40;

type Text = Pick<ReportedAnswer, 'excerpt' | 'happened'>;

/**
 * The indexes of the lines that gave a cause away: those that its evidence quotes. Where the text tells of more than
 * this answer, only of the part in which it happened, with the line that this begins with.
 */
export function tellingLines({ excerpt, happened }: Text, cause: Diagnosis | undefined): Set<number> {
  const [first, end] = happened === undefined ? [0, excerpt.length] : [happened.from - 1, happened.to];
  const pieces = piecesOf(cause?.evidence ?? []);
  const lines = excerpt.slice(first, end).map(bare);
  const found = lines.flatMap((line, index) => (pieces.some(piece => holds(line, piece)) ? [first + index] : []));
  return new Set(happened === undefined ? found : [first, ...found]);
}

function holds(line: string, piece: string): boolean {
  if (line.includes(piece)) return true;
  // A quoted sentence that was wrapped over lines: one of its lines, or the line that it begins in.
  return (line.length >= WRAPPED && piece.includes(line)) || endsWithBeginning(line, piece);
}

function endsWithBeginning(line: string, piece: string): boolean {
  for (let length = Math.min(line.length, piece.length); length >= WRAPPED; length--) {
    if (line.endsWith(piece.slice(0, length))) return true;
  }
  return false;
}

/** What the evidence sentences quote: words in quotes, addresses, codes and members, values, the status. */
function piecesOf(evidence: readonly string[]): string[] {
  const pieces = evidence.flatMap(sentence => [
    ...[...sentence.matchAll(/“([^”]+)…?”/g)].flatMap(([, words = '']) => [words, ...words.split(/(?<=[.;:]) /)]),
    ...[...sentence.matchAll(/\b(?:answer was|status is) (\d{3})/g)].map(([, status]) => `http ${status}`),
    ...(sentence
      .replace(/“[^”]*”/g, '')
      .match(/\b[a-z][\w+.-]{0,40}:\/\/[^\s,;"'”]+|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b/g) ??
      []),
    ...[...sentence.matchAll(/^(?:Location|Allow|the challenge[^:]*): (.+)$/g)].map(([, value = '']) => value),
  ]);
  const bared = pieces.map(bare).filter(piece => piece.length >= SHORTEST && piece !== 'secret');
  return [...new Set(bared)].slice(0, MOST_PIECES);
}

/** Without quotes, escapes, bars and brackets, in lower case, and a status line as `http 400`. */
function bare(text: string): string {
  return plainText(text, 2000)
    .replace(/…$/, '')
    .replace(/^(?:[<>|] )?HTTP\/\d(?:\.\d)? (\d{3})/, 'http $1')
    .replace(/\\[nrt]/g, ' ')
    .replace(/[\\"'`|{}[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
