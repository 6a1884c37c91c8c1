import type { Evidence } from '../../domain/evidence/evidence.ts';
import { readBody } from './body-lines.ts';
import { readCommand } from './command-line.ts';
import { afterHeaders, REQUEST_LINE, readHeaderLines, STATUS_LINE } from './header-lines.ts';
import type { Draft, LineRange } from './report.ts';

/** What the raw exchanges of a text are, and the lines that belong to none of them. */
export type HttpText = { drafts: Draft[]; rest: LineRange[] };

type Request = NonNullable<Evidence['request']>;
type Sent = { request: Request; from: number };

const MOST_PROSE = 1500;

/** Finds exchanges as `curl -i`, `curl -v` and httpie print them, among whatever else stands there. */
export function readHttpText(lines: readonly string[]): HttpText {
  const drafts: Draft[] = [];
  const rest: LineRange[] = [];
  let sent: Sent | undefined;
  let loose = 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (REQUEST_LINE.test(line)) {
      leave(rest, loose, at);
      const read = readRequest(lines, at);
      if (!isTunnel(line)) sent = { request: read.request, from: at };
      at = loose = read.end;
      const silence = isTunnel(line) ? undefined : readSilence(lines, at, sent);
      if (silence === undefined) continue;
      drafts.push(silence.draft);
      sent = undefined;
      at = loose = silence.end;
    } else if (STATUS_LINE.test(line)) {
      const before = { from: loose, to: at };
      const told = sent ?? toldBefore(lines, before);
      if (told === undefined || sent !== undefined) leave(rest, loose, at);
      const answer = readAnswer(lines, at, told);
      at = loose = answer.end;
      if (answer.draft === undefined) continue;
      drafts.push(answer.draft);
      sent = undefined;
    } else at++;
  }
  leave(rest, loose, lines.length);
  return { drafts, rest };
}

function leave(rest: LineRange[], from: number, to: number): void {
  if (to > from) rest.push({ from, to });
}

function isTunnel(line: string): boolean {
  return /^(?:> )?CONNECT /.test(line);
}

function readRequest(lines: readonly string[], start: number): { request: Request; end: number } {
  const [, method = '', target = ''] = REQUEST_LINE.exec(lines[start] ?? '') ?? [];
  const { headers, end } = readHeaderLines(lines, start + 1);
  // Both print every header that they send, so one that is not there was not sent.
  const sent = headers['host'] === undefined ? headers : { authorization: '', ...headers };
  const request: Request = { method, url: addressOf(lines, start, target, headers['host']), headers: sent };
  const next = afterHeaders(lines, end);
  // curl -v does not print what it sends; httpie -v does.
  if (lines[start]?.startsWith('> ')) return { request, end: next };
  const { body, end: after } = readBody(lines, next, Number(headers['content-length'] ?? Number.NaN));
  return body === '' ? { request, end: next } : { request: { ...request, body }, end: after };
}

/** The request as a command, or in somebody's own words, just before the answer. */
function toldBefore(lines: readonly string[], { from, to }: LineRange): Sent | undefined {
  const start = Math.max(from, to - 60);
  const command = readCommand(lines.slice(start, to));
  if (command !== undefined) return { request: command, from: start };
  const first = Math.max(start, to - 12);
  const near = lines
    .slice(first, to)
    .map((line, offset) => ({ line, at: first + offset }))
    .filter(({ line }) => line.trim() !== '' && !/^```/.test(line));
  const [opening] = near;
  if (opening === undefined || near.length > 8) return undefined;
  const text = near.map(({ line }) => line).join('\n');
  return { request: { text: text.slice(0, MOST_PROSE) }, from: opening.at };
}

/** What curl says where no answer came: `* Empty reply from server`, `curl: (52) …`. */
const SILENCE =
  /empty reply|(?:recv|send) failure|connection (?:was )?(?:reset|aborted)|timed out|curl: \((?:16|28|52|55|56|92)\)/i;
const CURL_SAYS = /^(?:\* |[{}] \[|curl: \()/;

/** A request of `curl -v` that was sent, and only curl's own notes come after it. */
function readSilence(lines: readonly string[], start: number, sent: Sent | undefined): Silence | undefined {
  if (sent === undefined || lines[sent.from]?.startsWith('> ') !== true) return undefined;
  let end = start;
  while (end < lines.length && (CURL_SAYS.test(lines[end] ?? '') || lines[end]?.trim() === '')) end++;
  const notes = lines.slice(start, end).filter(line => SILENCE.test(line));
  if (notes.length === 0) return undefined;
  const errorMessage = notes.map(note => note.replace(/^\* /, '')).join('\n');
  const lasts = lastFilled(lines, sent.from, end);
  return {
    end,
    draft: {
      form: 'curl -v',
      lines: { from: sent.from + 1, to: lasts },
      evidence: { headers: {}, request: sent.request, sent: true, errorMessage },
    },
  };
}
type Silence = { draft: Draft; end: number };

type Answer = { draft?: Draft; end: number };

function readAnswer(lines: readonly string[], start: number, sent: Sent | undefined): Answer {
  const status = Number(STATUS_LINE.exec(lines[start] ?? '')?.[1]);
  const { headers, end } = readHeaderLines(lines, start + 1);
  const next = afterHeaders(lines, end);
  // «100 Continue», and what a proxy says to CONNECT before the answer itself.
  if (status < 200 || (/ connection established/i.test(lines[start] ?? '') && status === 200)) return { end: next };
  const isVerbose = lines[start]?.startsWith('< ') === true;
  const { body, end: after } = readBody(lines, next, Number(headers['content-length'] ?? Number.NaN));
  const from = sent?.from ?? start;
  return {
    end: Math.max(after, next),
    draft: {
      form: isVerbose ? 'curl -v' : 'raw HTTP',
      lines: { from: from + 1, to: lastFilled(lines, from, Math.max(after, next)) },
      evidence: { status, headers, body, ...(sent && { request: sent.request }) },
    },
  };
}

/** Both `curl -v` and httpie show the path alone; whether TLS was spoken stands in curl's notes, or shows in the port. */
function addressOf(lines: readonly string[], start: number, target: string, host: string | undefined): string {
  if (/^https?:/i.test(target) || host === undefined) return target;
  const notes = lines.slice(Math.max(0, start - 80), start).filter(line => line.startsWith('* '));
  if (notes.length > 0) return `${notes.some(note => /SSL|TLS|ALPN/.test(note)) ? 'https' : 'http'}://${host}${target}`;
  return /:\d+$/.test(host) ? target : `https://${host}${target}`;
}

function lastFilled(lines: readonly string[], from: number, end: number): number {
  let last = end;
  while (last > from + 1 && lines[last - 1]?.trim() === '') last--;
  return last;
}
