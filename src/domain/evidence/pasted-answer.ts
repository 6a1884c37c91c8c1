import { parseJson } from '../json.ts';
import { salvagedObject } from '../registration/salvaged.ts';
import type { RawAnswer } from '../server/request.ts';

export type PastedAnswer = RawAnswer & { isCut: boolean };

const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})[^\r\n]*\r?\n/;

/**
 * A registration answer that somebody pasted: its JSON alone, or the whole answer as `curl -i` shows it (of several, as
 * after a 100 or a proxy's own, the last counts). What broke off is read as far as its members are whole.
 */
export function pastedAnswer(text: string, receivedAt: number): PastedAnswer {
  const whole = wholeAnswer(text.replace(/^\uFEFF/, '').trimStart());
  return answerOf(whole ?? { status: 201, headers: { 'content-type': 'application/json' }, body: text }, receivedAt);
}

/** The same of an answer whose parts are known apart. */
export function answerOf({ status, headers, body }: Parts, receivedAt: number): PastedAnswer {
  const salvaged = body.includes('{') && !hasWholeObject(body) ? salvagedObject(body) : undefined;
  const bytes = new TextEncoder().encode(salvaged ? JSON.stringify(salvaged) : body);
  return { status, headers, body: bytes, receivedAt, tookMs: 0, isCut: salvaged !== undefined };
}

function hasWholeObject(body: string): boolean {
  return parseJson(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) !== undefined;
}

type Parts = { status: number; headers: Record<string, string>; body: string };

function wholeAnswer(text: string): Parts | undefined {
  let rest = text;
  let last: Parts | undefined;
  for (let start = STATUS_LINE.exec(rest); start; start = STATUS_LINE.exec(rest)) {
    const after = rest.slice(start[0].length);
    const gap = /\r?\n\r?\n/.exec(after);
    const head = gap ? after.slice(0, gap.index) : after;
    rest = gap ? after.slice(gap.index + gap[0].length) : '';
    last = { status: Number(start[1]), headers: headersOf(head), body: rest };
  }
  return last;
}

function headersOf(head: string): Record<string, string> {
  const lines = head.split(/\r?\n/).map(line => /^([!-9;-~]+):\s*(.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap(line => (line ? [[line[1]?.toLowerCase() ?? '', line[2] ?? '']] : [])));
}
