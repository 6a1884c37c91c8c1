import { evidenceFrom } from '../../domain/evidence/bundled-evidence.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import {
  type BundleExchange,
  type Sight,
  type SupportBundle,
  supportBundle,
} from '../../domain/evidence/support-bundle.ts';
import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { balanced } from '../report/body-lines.ts';
import { cutSecrets, unmarked } from '../report/cut-secrets.ts';

/** One step of the flow as the operator lived through it, with what went over the wire meanwhile. */
export type BundleStep = {
  step: string;
  /** When it began, as the bundle writes it (ISO 8601). */
  at: string;
  seen: Sight[];
  exchanges: BundleExchange[];
  /** What every trouble of this step can be judged by anew. */
  evidence: Evidence[];
};

/** Whether a JSON value means to be a support bundle, of whatever version. */
export function isSupportBundle(value: Json | undefined): boolean {
  return isJsonObject(value) && value['kind'] === 'support-bundle';
}

/** The first members of one, in the order that they are written in. */
const BEGINS = /^\s*\{\s*"schema_version"\s*:\s*\d{1,6}\s*,\s*"kind"\s*:\s*"support-bundle"/;

export type ReadBundle = { bundle: SupportBundle } | { problem: string };

/** What a report's text is where it means to be a support bundle, its secrets cut; else undefined. */
export function bundleIn(report: string): ReadBundle | undefined {
  if (!/^\s*\{/.test(report) || !report.includes('"support-bundle"')) return undefined;
  if (BEGINS.test(report) && balanced(report.split('\n'), 0) === undefined) {
    return { problem: 'it is a support bundle that is cut off: its end is missing' };
  }
  const document = parseJson(unmarked(cutSecrets(report).text));
  return isSupportBundle(document) ? bundleOf(document) : undefined;
}

/** Reads a bundle, or says in words why it cannot. */
export function bundleOf(value: Json | undefined): ReadBundle {
  if (!isJsonObject(value) || !isSupportBundle(value)) return { problem: 'it is no support bundle' };
  const version = value['schema_version'];
  if (version !== 1) {
    const shown = plainText(JSON.stringify(version) ?? 'none', 40);
    return { problem: `it is a support bundle of schema_version ${shown}, and this tool reads 1: update the tool` };
  }
  const read = supportBundle.safeParse(value);
  if (read.success) return { bundle: read.data };
  const [issue] = read.error.issues;
  const where = plainText(issue?.path.join('.') ?? '', 120);
  return { problem: `it is a damaged support bundle: ${where}: ${plainText(issue?.message ?? '', 120)}` };
}

/** Step by step as the operator saw them; each exchange stands with the step that was on when it was sent. */
export function bundleSteps({ seen, exchanges }: SupportBundle): BundleStep[] {
  const steps: BundleStep[] = [];
  for (const sight of seen) {
    const last = steps.at(-1);
    const step = last?.step === sight.step ? last : undefined;
    if (step) step.seen.push(sight);
    else steps.push({ step: sight.step, at: sight.at, seen: [sight], exchanges: [], evidence: [] });
  }
  for (const exchange of exchanges) {
    const during = steps.findLast(({ at }) => at <= exchange.sent_at) ?? steps[0];
    during?.exchanges.push(exchange);
  }
  for (const step of steps) {
    step.evidence = step.seen.flatMap(({ trouble }) => (trouble?.evidence ? [evidenceFrom(trouble.evidence)] : []));
  }
  return steps;
}
