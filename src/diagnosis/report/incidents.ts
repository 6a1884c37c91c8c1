import { type LogLine, readLogLine } from './log-line.ts';
import { continuesPowershell, isPowershellError } from './powershell-error.ts';
import type { LineRange } from './report.ts';
import { isTelling, OUR_TOPIC, UNREACHED } from './telling-words.ts';

/** Lines of one service that tell of one failure: the message with its stack, and what the service said just before. */
export type Incident = {
  /** Indexes of its lines, ascending, and of the lines before that speak of the same matter. */
  at: number[];
  before: number[];
  lines: LogLine[];
  context: LogLine[];
  kind: 'powershell' | 'other';
  /** It, or what stands before it, is about registering clients. */
  isOurs: boolean;
};

const MOST_LINES = 200;
const MOST_INCIDENTS = 2000;
/** How many lines of the same service later a line may still belong to what was said. */
const REACH = 12;
/** And how many lines of the text later, when others speak in between. */
const FARTHEST = 200;

const CONTINUES =
  /^(?:[ \t]+\S|at |Caused by\b|Suppressed: |During handling of |The above exception|Traceback \(most|\.\.\. \d+ more|[})\]]|\[cause\]|goroutine |More details here|establish a secure connection|how to fix it|curl failed to verify)/;
const TRACEBACK = /^Traceback \(most recent call last\)/;
const RAISED = /^[\w.]{3,120}(?:: |$)/;
/** A chain of errors without its stack: each begins with its class. */
const CHAINED = /^[\w.]{1,100}(?:Error|Exception)\b/;

type Open = Incident & { opening: string; seen: number; tells: number; isTrace: boolean };
type Speaker = { seen: number; open?: Open; topic: { index: number; seen: number; line: LogLine }[] };

/** Finds what went wrong in lines of logs, consoles and stack traces, interleaved as they may be. */
export function findIncidents(lines: readonly string[], ranges: readonly LineRange[]): Incident[] {
  const found: Open[] = [];
  const speakers = new Map<string, Speaker>();
  for (const { from, to } of ranges) {
    for (let index = from; index < to && found.length < MOST_INCIDENTS; index++) {
      const raw = lines[index] ?? '';
      if (raw.trim() !== '') hear(raw, index, speakers, found);
    }
  }
  return found.filter(({ tells }) => tells > 0);
}

function hear(raw: string, index: number, speakers: Map<string, Speaker>, found: Open[]): void {
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
  if (open !== undefined && belongs(open, line, { index, tells, seen: speaker.seen }))
    add(open, line, index, speaker.seen, tells);
  else if (tells || TRACEBACK.test(line.text)) {
    speaker.open = begin(line, index, speaker, tells);
    found.push(speaker.open);
  } else if (isAbout || line.service === '') {
    speaker.topic = [...speaker.topic.slice(1 - REACH), { index, seen: speaker.seen, line }];
  }
  if (isAbout && speaker.open?.seen === speaker.seen) speaker.open.isOurs = true;
}

function begin(line: LogLine, index: number, { seen, topic, open }: Speaker, tells: boolean): Open {
  const near = topic.filter(each => seen - each.seen <= REACH && each.index > (open?.at.at(-1) ?? -1));
  return {
    at: [index],
    before: near.map(each => each.index),
    lines: [line],
    context: near.map(each => each.line),
    kind: isPowershellError(line.text) ? 'powershell' : 'other',
    isOurs: near.some(each => OUR_TOPIC.test(each.line.text)),
    opening: wordsOnly(line.text),
    seen,
    tells: tells ? 1 : 0,
    isTrace: TRACEBACK.test(line.text),
  };
}

type Heard = { index: number; tells: boolean; seen: number };

function belongs(open: Open, line: LogLine, { index, tells, seen }: Heard): boolean {
  const gap = seen - open.seen;
  if (gap > 2 || index - (open.at.at(-1) ?? 0) > FARTHEST || open.lines.length >= MOST_LINES) return false;
  // After its notes (-v) curl says once more what they said.
  if (/^curl: \(\d/.test(line.text)) return open.lines.every(({ text }) => text.startsWith('* '));
  if (isPowershellError(line.text)) return false;
  if (open.kind === 'powershell') return gap === 1 && continuesPowershell(line.text);
  if (gap === 1 && (CONTINUES.test(line.text) || CHAINED.test(line.text) || (open.isTrace && RAISED.test(line.text))))
    return true;
  if (!tells || wordsOnly(line.text) === open.opening) return false;
  const before = open.lines.findLast(({ status }) => status !== undefined)?.status;
  return line.status === undefined || before === undefined || before === line.status;
}

function add(open: Open, line: LogLine, index: number, seen: number, tells: boolean): void {
  open.lines.push(line);
  open.at.push(index);
  open.seen = seen;
  if (tells) open.tells++;
  if (!CONTINUES.test(line.text)) open.isTrace = false;
  if (TRACEBACK.test(line.text)) open.isTrace = true;
}

/** A service that starts over and over fails in the same words, with other times, ports and ids. */
export function wordsOnly(text: string): string {
  return text.replace(/\b(?=\w*\d)[\w-]+\b/g, '#');
}

/** Whether nobody answered, and no status says otherwise. */
export function isUnreached(text: string, status: number | undefined): boolean {
  return status === undefined && UNREACHED.test(text);
}
