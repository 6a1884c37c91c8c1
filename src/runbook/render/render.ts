import type { Finding } from '../../domain/findings/finding.ts';
import type { Plan } from '../plan/plan.ts';
import { planRequests } from '../plan/plan-requests.ts';
import { renderCurl } from './render-curl.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderPowerShell } from './render-powershell.ts';

export type RenderFormat = 'markdown' | 'curl' | 'powershell';

/** A plan as text in one of the formats. Deterministic, and without any secret: a plan's requests have none. */
export function render(plan: Plan, format: RenderFormat, findings?: readonly Finding[]): string {
  if (format === 'markdown') return renderMarkdown(plan, findings);
  const pointer = plan.known.server?.wire.answer.token;
  const options = { title: plan.title, ...(pointer !== undefined && { tokenPointer: pointer }) };
  const requests = planRequests(plan);
  return format === 'curl' ? renderCurl(requests, options) : renderPowerShell(requests, options);
}
