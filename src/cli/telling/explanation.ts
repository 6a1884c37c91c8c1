import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import { type Explained, explain } from '../../runbook/render/explain.ts';

/** Where each value came from. Secrets that stand in metadata are masked before their values become text, and are cut short. */
export function explanationRows(plan: Plan): Explained[] {
  return explain({ ...plan, known: { ...plan.known, metadata: maskSecretMembers(plan.known.metadata) } });
}

/** The same as a table. */
export function explanation(plan: Plan): string {
  const rows = explanationRows(plan);
  const width = (of: 'name' | 'from') => Math.max(...rows.map(row => row[of].length));
  return rows
    .map(({ name, value, from }) => `${name.padEnd(width('name'))}  ${from.padEnd(width('from'))}  ${value}`)
    .join('\n');
}
