import type { Check } from '../domain/check.ts';
import { type Look, markedLine } from './marked-line.ts';
import { wrapped } from './wrapped.ts';

const MARKS = { ok: 'done', warning: 'care', failed: 'trouble', skipped: 'passed' } as const;
const LAYER_CELLS = 13;
const CHECK_CELLS = 21;
const INDENT = 4;

/** One check as lines for people: a mark, what was seen, and what to do. `home`: the origin that needs no naming. */
export function checkLines(
  { layer, check, origin, status, seen, because, tookMs, try: tries = [] }: Check,
  look: Look,
  home: string | undefined,
): string[] {
  const where = origin === undefined || origin === home ? '' : `${origin}: `;
  const took = tookMs === undefined ? '' : ` (${tookMs} ms)`;
  const text = status === 'skipped' ? `skipped: ${because}` : `${seen}${took}`;
  const line = `${layer.padEnd(LAYER_CELLS)} ${check.padEnd(CHECK_CELLS)} ${where}${text}`;
  return [
    markedLine(MARKS[status], line, look, INDENT),
    ...tries.map(advice => wrapped(`${' '.repeat(INDENT)}try: ${advice}`, look.columns)),
  ];
}

/** `12 checks: 10 ok, 1 warning, 1 skipped` */
export function tally(checks: readonly Check[]): string {
  const counts = (['ok', 'warning', 'failed', 'skipped'] as const)
    .map(status => [status, checks.filter(check => check.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}${status === 'warning' && count > 1 ? 's' : ''}`);
  return `${checks.length} checks: ${counts.join(', ')}. Nothing was minted or registered.`;
}
