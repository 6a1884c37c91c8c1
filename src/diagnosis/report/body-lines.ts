import { REQUEST_LINE, STATUS_LINE } from './header-lines.ts';

const MOST_LINES = 20_000;
const PROMPT = /^(?:\S{0,80}[$#%❯] |PS [^>]{0,200}> ?|[A-Z]:\\[^>]{0,200}>)\S/;
/** What curl and shells say beside a body. */
const ASIDE =
  /^(?:\* |(?:=>|<=) (?:Send|Recv) |== Info: |[{}] \[\d+ bytes data\]|curl: \(\d|[ \t]{0,4}% Total|[ \t]{1,12}Dload|[ \t]{0,4}\d{1,3} [ \d.kMG:-]{20,}$)/;
const FENCE = /^```/;

/** A body in the lines from `start` on: its text, and the line after its last. */
export function readBody(lines: readonly string[], start: number, announced?: number): { body: string; end: number } {
  let first = start;
  while (
    first < lines.length &&
    (lines[first]?.trim() === '' || isAside(lines[first] ?? '')) &&
    !isBoundary(lines[first] ?? '')
  )
    first++;
  const opening = lines[first]?.trimStart()[0] ?? '';
  if (opening === '{' || opening === '[') {
    const whole = balanced(lines, first);
    if (whole !== undefined) return whole;
  }
  let end = first;
  while (end < lines.length && end - first < MOST_LINES && !isBoundary(lines[end] ?? '')) end++;
  const kept = lines.slice(first, end).filter(line => !isAside(line));
  const body = kept.join('\n').replace(/\* (?:Connection #\d|Closing connection)[^\n]*$/, '');
  return bounded(body.trimEnd(), first, end, announced);
}

/** A plain body of a known length ends there; what follows is somebody's prose. */
function bounded(
  body: string,
  first: number,
  end: number,
  announced: number | undefined,
): { body: string; end: number } {
  const bytes = Buffer.from(body);
  if (announced === undefined || Number.isNaN(announced) || bytes.length <= announced + 2) return { body, end };
  const text = bytes.subarray(0, announced).toString('utf8');
  return { body: text.trimEnd(), end: announced === 0 ? first : first + text.split('\n').length };
}

function isBoundary(line: string): boolean {
  return (
    STATUS_LINE.test(line) || REQUEST_LINE.test(line) || PROMPT.test(line) || FENCE.test(line) || /^curl: \(/.test(line)
  );
}

function isAside(line: string): boolean {
  return ASIDE.test(line);
}

/** JSON from its first bracket to the one that closes it, over as many lines as it takes; undefined where none does. */
export function balanced(lines: readonly string[], first: number): { body: string; end: number } | undefined {
  const kept: string[] = [];
  let depth = 0;
  let inString = false;
  for (let at = first; at < lines.length && at - first < MOST_LINES; at++) {
    const line = lines[at] ?? '';
    if (at > first && !inString && isBoundary(line)) return undefined;
    for (let index = 0; index < line.length; index++) {
      const character = line[index];
      if (character === '\\' && inString) index++;
      else if (character === '"') inString = !inString;
      else if (inString) continue;
      else if (character === '{' || character === '[') depth++;
      else if ((character === '}' || character === ']') && --depth === 0) {
        return { body: [...kept, line.slice(0, index + 1)].join('\n').trimStart(), end: at + 1 };
      }
    }
    kept.push(line);
  }
  return undefined;
}
