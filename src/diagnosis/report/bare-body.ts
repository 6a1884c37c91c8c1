import { isJsonObject, parseJson } from '../../domain/json.ts';
import { balanced } from './body-lines.ts';
import { readCommand } from './command-line.ts';
import type { Draft } from './report.ts';

/** In a text of more lines a JSON object is rather a line of a log. */
const MOST_LINES = 80;

/** The whole text as what a server said: for people's own words there is no better reading. */
export function bareBody(text: string, lines: readonly string[]): Draft {
  return { form: 'bare body', lines: { from: 1, to: lines.length }, evidence: { headers: {}, body: text.trim() } };
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
    return block !== undefined && value !== undefined && !isLogLine ? [{ ...block, start }] : [];
  });
  const [first] = blocks;
  if (first === undefined || blocks.some(({ start }) => start >= first.end)) return undefined;
  const around = [...lines.slice(0, first.start), ...lines.slice(first.end)].filter(line => line.trim() !== '');
  const request = readCommand(lines.slice(0, first.start)) ?? { text: around.join('\n') };
  return {
    form: 'bare body',
    lines: { from: 1, to: lines.length },
    evidence: { headers: {}, body: first.body, ...(around.length > 0 && { request }) },
  };
}
