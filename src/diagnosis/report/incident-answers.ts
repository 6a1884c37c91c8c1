import type { Evidence } from '../../domain/evidence/evidence.ts';
import { errorCodes } from '../signs/error-codes.ts';
import { statusInText } from '../signs/status-in-text.ts';
import { answerInDump } from './dumped-answer.ts';
import { fieldOf, requestOf } from './incident-request.ts';
import { findIncidents, type Incident, wordsOnly } from './incidents.ts';
import type { LogLine } from './log-line.ts';
import { powershellMessage } from './powershell-error.ts';
import type { Draft, LineRange } from './report.ts';
import { stageOfRequest, stageOfWords } from './stage-of.ts';
import { isUnreached } from './telling-words.ts';

const MOST_ANSWERS = 30;
const MOST_TEXT = 6000;
/** From here on a text is a log, in which most failures are somebody else's. */
const LOG_LINES = 40;

/** The failures that logs, consoles and stack traces tell of; in a long log only those that are about registering. */
export function readIncidents(lines: readonly string[], ranges: readonly LineRange[]): Draft[] {
  const incidents = findIncidents(lines, ranges);
  const [only] = incidents;
  const isLog = lines.length > LOG_LINES || incidents.some(({ lines: said }) => said.some(isLogged));
  const kept = isLog ? ofRegistering(incidents) : incidents;
  if (!isLog && only !== undefined && incidents.length === 1) tellAll(only, lines, ranges);
  const byWords = new Map<string, Draft>();
  for (const incident of kept) {
    const draft = draftOf(incident, lines, isLog);
    const key = wordsOnly(`${draft.evidence.body ?? ''}${draft.evidence.errorMessage ?? ''}`);
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, draft);
    else known.times = (known.times ?? 1) + 1;
  }
  return [...byWords.values()].slice(0, MOST_ANSWERS);
}

/** What speaks of registering itself comes first; without a word of it, the failed connections, else whatever there is. */
function ofRegistering(incidents: readonly Incident[]): readonly Incident[] {
  const ours = (['itself', 'before'] as const).flatMap(near => incidents.filter(({ about }) => about === near));
  if (ours.length > 0) return ours;
  const unreached = incidents.filter(({ nobodyAnswered }) => nobodyAnswered);
  return unreached.length > 0 ? unreached : incidents;
}

/** With a service or a level before it. */
function isLogged({ service, level }: LogLine): boolean {
  return service !== '' || level !== undefined;
}

/** In a short text with one failure in it, the rest is what its author says of it. */
function tellAll(incident: Incident, lines: readonly string[], ranges: readonly LineRange[]): void {
  const others = ranges
    .flatMap(({ from, to }) => lines.slice(from, to).map((text, offset) => ({ text, index: from + offset })))
    .filter(({ text, index }) => text.trim() !== '' && !incident.at.includes(index));
  incident.before = others.map(({ index }) => index);
  incident.context = others.map(({ text }) => ({ service: '', text }));
}

function draftOf(incident: Incident, lines: readonly string[], isLog: boolean): Draft {
  const { at, before, context } = incident;
  const shown = [...before, ...at].sort((one, other) => one - other);
  const text = textOf(incident).slice(0, MOST_TEXT);
  const told = context
    .map(line => line.text)
    .join('\n')
    .slice(0, MOST_TEXT);
  const status =
    fieldOf(incident, 'status') ?? httpStatus(text) ?? (incident.kind === 'powershell' ? bracketed(text) : undefined);
  const unreached = isUnreached(text, status);
  const request = requestOf(incident, lines, text, told);
  const stage = unreached
    ? 'network'
    : (stageOfRequest(request.method, request.url, request.body) ?? stageOfWords(text) ?? stageOfWords(told));
  return {
    form: isLog ? 'log' : 'error message',
    lines: { from: (shown[0] ?? 0) + 1, to: (shown.at(-1) ?? 0) + 1 },
    excerpt: shown.map(index => lines[index] ?? ''),
    evidence: {
      stage,
      headers: {},
      ...(Object.keys(request).length > 0 && { request }),
      ...(unreached ? failureOf(text) : answered(incident, text)),
      ...(status !== undefined && { status }),
    },
  };
}

function failureOf(text: string): Pick<Evidence, 'errorMessage' | 'errorCode'> {
  const [code] = errorCodes(undefined, [text]);
  return { errorMessage: text, ...(code !== undefined && { errorCode: code }) };
}

/** A body that was logged as it came is the server's; the words beside it are the client's. */
function answered({ kind, lines }: Incident, text: string): Pick<Evidence, 'body' | 'errorMessage'> {
  // With the brackets that stand alone on their lines.
  const whole = kind === 'powershell' ? text : lines.map(line => line.text).join('\n');
  const body = lines.find(({ answer }) => answer !== undefined)?.answer ?? answerInDump(whole);
  const message = messageBeside(whole, body ?? '');
  return body === undefined ? { body: text } : { body, ...(message !== '' && { errorMessage: message }) };
}

/** What a client says beside an answer; the rest of a dump is the request and the client's own state. */
function messageBeside(text: string, body: string): string {
  // Of an answer that it was granted, and could not use, it says afterwards why.
  const [opens, closes] = [text.indexOf('{'), text.indexOf('}')];
  if (/"client_id"/.test(body) && opens !== -1 && closes > opens) {
    const [after = ''] = text.slice(closes + 1).split('{');
    return (after.trim() === '' ? text.slice(0, opens) : after).trim();
  }
  return text.split('\n')[0]?.replace(/\{.*$/, '').trim() ?? '';
}

/** A status that stands beside the word: numbers of lines and ports are everywhere in stack traces. */
function httpStatus(text: string): number | undefined {
  const status = statusInText(text);
  if (status === undefined) return undefined;
  // A client that could not use what it was granted.
  return status >= 400 || (status < 300 && /"client_id"|unexpected HTTP status/.test(text)) ? status : undefined;
}

/** PowerShell puts the status in brackets, whatever language it speaks. */
function bracketed(text: string): number | undefined {
  const status = /\(([45]\d\d)\)/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** What curl -v notes of a handshake that goes well so far. */
const NOTE =
  /^\* .{0,40}(?:TLS handshake, |ALPN|CAfile|CApath|disabled automatic use of client certificate|certificate\(s\) from CA file|successfully set certificate)/;
const FRAME =
  /^\s*(?:at (?:async |new )?[\w$.<>[\]/ -]{1,200}\(|at (?:async )?(?:file:|node:|\/|[A-Z]:\\)\S*|\.\.\. \d+ more|[~^]{2,}\s*$|goroutine \d|main\.|net\/http\.)/;

/** What it says, without the frames of its stack and the sources beside them. */
function textOf({ kind, lines }: Incident): string {
  const texts = lines.map(line => line.text);
  if (kind === 'powershell') return powershellMessage(texts);
  const kept: string[] = [];
  let isSource = false;
  for (const line of texts.flatMap(text => text.split('\n'))) {
    const isFile = /^\s*File "/.test(line);
    if (
      !isFile &&
      !FRAME.test(line) &&
      !NOTE.test(line) &&
      !(isSource && /^ {2,}/.test(line)) &&
      !/^Traceback \(most/.test(line)
    )
      kept.push(line.trim());
    isSource = isFile || (isSource && /^ {2,}/.test(line));
  }
  return kept.filter(line => /[^{}()[\]\s]/.test(line)).join('\n');
}
