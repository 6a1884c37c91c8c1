import { evidenceFrom } from '../../domain/evidence/bundled-evidence.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { BundleExchange, SupportBundle } from '../../domain/evidence/support-bundle.ts';
import { evidenceStage } from '../report/json-form.ts';
import { knownCauses } from '../report/own-documents.ts';
import type { Draft } from '../report/report.ts';
import { bundleHead, stepLines } from './bundle-lines.ts';
import { type BundleStep, bundleSteps } from './read-bundle.ts';

type Content = Omit<Draft, 'lines'>;

/** The newest are kept: the end of a run is what a bundle is sent for. */
const MOST_ANSWERS = 30;

/**
 * The troubles of a run, or without one its exchanges, in the order of time: each with the whole way of the operator as
 * its text, and the step that it happened in.
 */
export function bundleAnswers(bundle: SupportBundle): Content[] {
  const steps = bundleSteps(bundle);
  const written = steps.map(stepLines);
  const excerpt = [...bundleHead(bundle), ...written.flatMap(lines => ['', ...lines])];
  const contents = (contentsOf: (step: BundleStep) => Pick<Content, 'evidence' | 'diagnosis'>[]) => {
    // The head, and the empty line before the first step.
    let from = bundleHead(bundle).length + 2;
    return steps.flatMap((step, index) => {
      const happened = { from, to: from + (written[index]?.length ?? 0) - 1 };
      from = happened.to + 2;
      return contentsOf(step).map((content): Content => ({ form: 'support bundle', excerpt, happened, ...content }));
    });
  };
  const troubles = contents(troublesOf);
  const told = troubles.length > 0 ? troubles : contents(({ exchanges }) => exchanges.map(exchanged));
  return told.slice(-MOST_ANSWERS);
}

function troublesOf({ seen }: BundleStep): Pick<Content, 'evidence' | 'diagnosis'>[] {
  return seen.flatMap(({ trouble }) => {
    if (trouble?.evidence === undefined) return [];
    const { stage, ...evidence } = evidenceFrom(trouble.evidence);
    const diagnosis = knownCauses(trouble.diagnosis);
    return { evidence: { ...evidence, stage: evidenceStage(stage) }, ...(diagnosis.length > 0 && { diagnosis }) };
  });
}

function exchanged({ stage, method, url, body, answer, silence }: BundleExchange): { evidence: Content['evidence'] } {
  const came: Partial<Evidence> = answer ?? {};
  return {
    evidence: {
      headers: {},
      ...came,
      stage: evidenceStage(stage),
      request: { method, url, ...(body && { body }) },
      ...(silence && { sent: silence.sent, errorCode: silence.code, errorMessage: silence.message }),
    },
  };
}
