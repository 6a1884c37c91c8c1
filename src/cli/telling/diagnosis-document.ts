import { type BundleStep, bundleSteps } from '../../diagnosis/bundle/read-bundle.ts';
import type { JudgedAnswer } from '../../diagnosis/report/choose-answer.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { SupportBundle } from '../../domain/evidence/support-bundle.ts';
import type { JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';

/**
 * The document of `diagnose --json`: the causes of the answer that matters most, then every answer with its own; of a
 * support bundle also the steps, as the operator saw them.
 */
export function diagnosisDocument(answers: readonly JudgedAnswer[], main: number, bundle?: SupportBundle): JsonObject {
  return {
    schema_version: 1,
    diagnosis: (answers[main]?.diagnosis ?? []).map(causeMember),
    answers: answers.map((answer, index) => answerMember(answer, index === main)),
    ...(bundle && { steps: bundleSteps(bundle).map(stepMember) }),
  };
}

function stepMember({ step, at, seen, exchanges }: BundleStep): JsonObject {
  return {
    step: plainText(step),
    at: plainText(at),
    seen: seen.map(({ at, mark, text }) => ({ at: plainText(at), mark, text: plainText(text, 2000) })),
    exchanges: exchanges.map(({ sent_at, method, url, answer, silence }) => ({
      sent_at: plainText(sent_at),
      method: plainText(method),
      url: plainText(url, 2000),
      ...(answer && { status: answer.status }),
      ...(silence && { error_code: plainText(silence.code) }),
    })),
  };
}

function answerMember(answer: JudgedAnswer, isMain: boolean): JsonObject {
  const { what, form, lines, times, evidence, stageIsGuessed, diagnosis } = answer;
  return {
    what,
    form,
    lines: [lines.from, lines.to],
    ...(times !== undefined && { times }),
    stage: evidence.stage,
    ...(stageIsGuessed && { stage_is_guessed: true }),
    ...(evidence.status !== undefined && { status: evidence.status }),
    ...(evidence.errorCode !== undefined && { error_code: evidence.errorCode }),
    ...(isMain && { matters_most: true }),
    diagnosis: diagnosis.map(causeMember),
  };
}

function causeMember({
  cause,
  confidence,
  headline,
  evidence,
  try: tries,
  source,
  goTo,
  member,
}: Diagnosis): JsonObject {
  return {
    cause,
    confidence,
    headline,
    evidence,
    try: tries,
    source,
    ...(goTo !== undefined && { goTo }),
    ...(member !== undefined && { member }),
  };
}
