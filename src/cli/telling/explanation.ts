import type { Plan } from '../../runbook/plan/plan.ts';
import { explain } from '../../runbook/render/explain.ts';

/** Where each value came from, as a table. */
export function explanation(plan: Plan): string {
  const rows = explain(plan);
  const width = (of: 'name' | 'from') => Math.max(...rows.map(row => row[of].length));
  return rows
    .map(({ name, value, from }) => `${name.padEnd(width('name'))}  ${from.padEnd(width('from'))}  ${value}`)
    .join('\n');
}
