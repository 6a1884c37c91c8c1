import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { statusInText } from '../signs/status-in-text.ts';
import { balanced } from './body-lines.ts';
import { readCommand } from './command-line.ts';
import type { Draft, LineRange } from './report.ts';

/** In a text of more lines a JSON object is rather a line of a log. */
const MOST_LINES = 80;

/** The whole text as what a server said: for people's own words there is no better reading. */
export function bareBody(text: string, lines: readonly string[]): Draft {
  return { form: 'bare body', lines: filled(lines), evidence: { headers: {}, body: text.trim() } };
}

function filled(lines: readonly string[]): LineRange {
  return { from: 1, to: Math.max(1, lines.findLastIndex(line => line.trim() !== '') + 1) };
}

/** JSON or a page from its first character to its last. */
export function isOneBody(text: string): boolean {
  const trimmed = text.trim();
  if (/^<(?:!doctype|html|\?xml)/i.test(trimmed)) return /<\/(?:html|\w+)>$/i.test(trimmed);
  return /^[{[]/.test(trimmed) && parseJson(trimmed) !== undefined;
}

/** One JSON object in a short text: the answer's body, with what its reader says of it or the command that asked for it. */
export function bodyAmongWords(lines: readonly string[]): Draft | undefined {
  if (lines.length > MOST_LINES) return undefined;
  const starts = lines.flatMap((line, index) => (/^\s*\{/.test(line) ? [index] : []));
  const blocks = starts.flatMap(start => {
    const block = balanced(lines, start);
    const value = block === undefined ? undefined : parseJson(block.body);
    // A line of a log is JSON too, with somebody else's words in it.
    const isLogLine = isJsonObject(value) && ['level', 'msg', 'severity', '@timestamp'].some(name => name in value);
    return block !== undefined && value !== undefined && !isLogLine ? [{ ...block, start, value }] : [];
  });
  const first = answerAmong(blocks);
  if (first === undefined) return undefined;
  const around = [...lines.slice(0, first.start), ...lines.slice(first.end)].filter(line => line.trim() !== '');
  const sent = blocks.find(block => block !== first);
  const request = readCommand(lines.slice(0, first.start)) ?? {
    text: around.join('\n'),
    ...(sent !== undefined && { body: sent.body }),
  };
  const status = refusedWith(around.join('\n'));
  return {
    form: 'bare body',
    lines: filled(lines),
    evidence: {
      headers: {},
      body: first.body,
      ...(status !== undefined && { status }),
      ...(around.length > 0 && { request }),
    },
  };
}

type Block = { body: string; start: number; end: number; value: Json };

/** The only JSON there is; of what was sent and what came back, the latter. */
function answerAmong(blocks: readonly Block[]): Block | undefined {
  const apart = blocks.filter(({ start, end }) => !blocks.some(other => other.start < start && other.end >= end));
  if (apart.length === 1) return apart[0];
  const answers = apart.filter(({ value }) => isJsonObject(value) && ANSWER.some(name => name in value));
  return apart.length === 2 && answers.length === 1 ? answers[0] : undefined;
}

const ANSWER = ['error', 'errors', 'detail', 'message', 'code', 'status', 'client_id'];

/** Postman's console: the request, the status and the time, a line each. */
const LISTED = /^(?:GET|POST|PUT|PATCH|DELETE) \S+\n([1-5]\d\d)\n\d[\d.]* m?s$/m;

/** The status that somebody names beside a body; a body without one says the rest by itself. */
function refusedWith(words: string): number | undefined {
  const listed = (LISTED.exec(words) ?? /\(([45]\d\d)\)/.exec(words))?.[1];
  const status = listed === undefined ? statusInText(words) : Number(listed);
  return status !== undefined && status >= 400 ? status : undefined;
}
