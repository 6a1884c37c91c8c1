import { statusInText } from '../signs/status-in-text.ts';
import { type LogLine, readLogLine } from './log-line.ts';
import { continuesPowershell, isPowershellError } from './powershell-error.ts';
import type { LineRange } from './report.ts';
import { isTelling, isUnreached, OUR_TOPIC } from './telling-words.ts';

/** Lines of one service that tell of one failure: the message with its stack, and what the service said just before. */
export type Incident = {
  /** Indexes of its lines, ascending, and of the lines before that speak of the same matter. */
  at: number[];
  before: number[];
  lines: LogLine[];
  context: LogLine[];
  kind: 'powershell' | 'other';
  /** It speaks of registering clients itself, or what stands before it does, or neither. */
  about: 'itself' | 'before' | 'else';
  nobodyAnswered: boolean;
};

const MOST_LINES = 200;
/** So many of each nearness to our topic, so that much noise cannot push out the little that matters. */
const MOST_INCIDENTS = 2000;
/** How many lines of the same service later a line may still belong to what was said. */
const REACH = 12;
/** And how many lines of the text later, when others speak in between. */
const FARTHEST = 200;

const CONTINUES =
  /^(?:[ \t]+\S|at |Caused by\b|Suppressed: |During handling of |The above exception|Traceback \(most|\.\.\. \d+ more|[})\]]|[←⇐] ?\d{3}\b|[a-z_][\w.]{1,60}$|\[cause\]|goroutine |More details here|establish a secure connection|how to fix it|curl failed to verify)/;
const TRACEBACK = /^Traceback \(most recent call last\)/;
const RAISED = /^[\w.]{3,120}(?:: |$)/;
/** A chain of errors without its stack: each begins with its class. */
const CHAINED = /^[\w.]{1,100}(?:Error|Exception)\b/;

type Open = Incident & { opening: string; seen: number; tells: number; isTrace: boolean; isNoise: boolean };
type Speaker = { seen: number; open?: Open; topic: { index: number; seen: number; line: LogLine }[] };
/** What was heard so far; `noise` are the words of failures with which nobody spoke of registering. */
type Heard = { found: Open[]; speakers: Map<string, Speaker>; noise: Set<string> };

/** Finds what went wrong in lines of logs, consoles and stack traces, interleaved as they may be. */
export function findIncidents(lines: readonly string[], ranges: readonly LineRange[]): Incident[] {
  const heard: Heard = { found: [], speakers: new Map(), noise: new Set() };
  for (const { from, to } of ranges) {
    for (let index = from; index < to; index++) {
      const raw = lines[index] ?? '';
      if (raw.trim() !== '') hear(raw, index, heard);
      if (heard.found.length > 6 * MOST_INCIDENTS) heard.found = bounded(heard.found);
    }
  }
  const told = heard.found.filter(({ tells }) => tells > 0);
  for (const incident of told) {
    // It also comes where nobody registers anything, so it is not about what was said before.
    if (incident.about === 'before' && heard.noise.has(incident.opening)) incident.about = 'else';
  }
  return bounded(told);
}

/** The last ones of each nearness, in their order. */
function bounded(found: readonly Open[]): Open[] {
  const kept = (['itself', 'before', 'else'] as const).flatMap(about =>
    found.filter(incident => incident.about === about).slice(-MOST_INCIDENTS),
  );
  return kept.sort((one, other) => (one.at[0] ?? 0) - (other.at[0] ?? 0));
}

function hear(raw: string, index: number, { found, speakers, noise }: Heard): void {
  const line = readLogLine(raw);
  const speaker = speakers.get(line.service) ?? { seen: 0, topic: [] };
  speakers.set(line.service, speaker);
  speaker.seen++;
  const isAbout = OUR_TOPIC.test(raw);
  const tells =
    isTelling(line.text) ||
    isPowershellError(line.text) ||
    (line.level === 'failure' && isAbout) ||
    (line.status ?? 0) >= 400;
  const { open } = speaker;
  const isApart = isAbout && open?.isNoise === true;
  if (open !== undefined && !isApart && belongs(open, line, { index, tells, seen: speaker.seen }))
    add(open, line, index, speaker.seen, tells);
  else if (tells || TRACEBACK.test(line.text)) {
    const begun = begin(line, index, speaker, tells);
    begun.isNoise = begun.about === 'else' && !isAbout && noise.has(begun.opening);
    if (begun.about === 'else' && !isAbout && tells && noise.size < MOST_INCIDENTS) noise.add(begun.opening);
    speaker.open = begun;
    found.push(begun);
  } else if (isAbout || line.service === '') {
    speaker.topic = [...speaker.topic.slice(1 - REACH), { index, seen: speaker.seen, line }];
  }
  if (isAbout && speaker.open?.seen === speaker.seen) {
    speaker.open.about = 'itself';
    noise.delete(speaker.open.opening);
  }
}

function begin(line: LogLine, index: number, { seen, topic, open }: Speaker, tells: boolean): Open {
  const near = topic.filter(each => seen - each.seen <= REACH && each.index > (open?.at.at(-1) ?? -1));
  return {
    at: [index],
    before: near.map(each => each.index),
    lines: [line],
    context: near.map(each => each.line),
    kind: isPowershellError(line.text) ? 'powershell' : 'other',
    about: near.some(each => OUR_TOPIC.test(each.line.text)) ? 'before' : 'else',
    nobodyAnswered: endOf(line) === 'unreached',
    opening: wordsOnly(line.text),
    seen,
    tells: tells ? 1 : 0,
    isTrace: TRACEBACK.test(line.text),
    isNoise: false,
  };
}

type Place = { index: number; tells: boolean; seen: number };

function belongs(open: Open, line: LogLine, { index, tells, seen }: Place): boolean {
  const gap = seen - open.seen;
  if (gap > 2 || index - (open.at.at(-1) ?? 0) > FARTHEST || open.lines.length >= MOST_LINES) return false;
  // After its notes (-v) curl says once more what they said.
  if (/^curl: \(\d/.test(line.text)) return open.lines.every(({ text }) => text.startsWith('* '));
  if (isPowershellError(line.text)) return false;
  if (open.kind === 'powershell') return gap === 1 && continuesPowershell(line.text);
  if (gap === 1 && (CONTINUES.test(line.text) || CHAINED.test(line.text) || (open.isTrace && RAISED.test(line.text))))
    return true;
  if (!tells || wordsOnly(line.text) === open.opening || endsOtherwise(open, line)) return false;
  const before = open.lines.findLast(({ status }) => status !== undefined)?.status;
  return line.status === undefined || before === undefined || before === line.status;
}

/** Of two lines of a log, one says that nobody answered and the other what was answered, or two answers differ. */
function endsOtherwise({ lines }: Open, line: LogLine): boolean {
  if (line.service === '' && line.level === undefined) return false;
  const [end, before] = [endOf(line), lines.map(endOf).findLast(found => found !== undefined)];
  return end !== undefined && before !== undefined && end !== before;
}

/** How a line says that an exchange ended. */
function endOf({ text, status }: LogLine): number | 'unreached' | undefined {
  const told = status ?? statusInText(text);
  if (isUnreached(text, told)) return 'unreached';
  return told !== undefined && told >= 400 ? told : undefined;
}

function add(open: Open, line: LogLine, index: number, seen: number, tells: boolean): void {
  open.lines.push(line);
  open.at.push(index);
  open.seen = seen;
  if (tells) open.tells++;
  if (endOf(line) === 'unreached') open.nobodyAnswered = true;
  if (!CONTINUES.test(line.text)) open.isTrace = false;
  if (TRACEBACK.test(line.text)) open.isTrace = true;
}

/** A service that starts over and over fails in the same words, with other times, ports and ids. */
export function wordsOnly(text: string): string {
  return text.replace(/\b(?=\w*\d)[\w-]+\b/g, '#');
}
