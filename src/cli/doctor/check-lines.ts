import { type Check, checkText } from '../../domain/evidence/check.ts';
import { type Look, markedLine } from '../terminal/marked-line.ts';
import { wrapped } from '../terminal/wrapped.ts';

const MARKS = { ok: 'done', warning: 'care', failed: 'trouble', skipped: 'passed' } as const;
const LAYER_CELLS = 13;
const CHECK_CELLS = 21;
const INDENT = 4;

/** One check as lines for people: a mark, what was seen, and what to do. `home`: the origin that needs no naming. */
export function checkLines(check: Check, look: Look, home: string | undefined): string[] {
  const { origin, status, tookMs, try: tries = [] } = check;
  const where = origin === undefined || origin === home ? '' : `${origin}: `;
  const took = tookMs === undefined ? '' : ` (${tookMs} ms)`;
  const name = `${check.layer.padEnd(LAYER_CELLS)} ${check.check.padEnd(CHECK_CELLS)}`;
  return [
    markedLine(MARKS[status], `${name} ${where}${checkText(check)}${took}`, look, INDENT),
    ...tries.map(advice => wrapped(`${' '.repeat(INDENT)}try: ${advice}`, look.columns)),
  ];
}
