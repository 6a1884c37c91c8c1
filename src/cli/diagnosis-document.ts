import type { JudgedAnswer } from '../diagnosis/report/choose-answer.ts';
import type { Diagnosis } from '../domain/evidence.ts';
import type { JsonObject } from '../domain/json.ts';

/** The document of `diagnose --json`: the causes of the answer that matters most, then every answer with its own. */
export function diagnosisDocument(answers: readonly JudgedAnswer[], main: number): JsonObject {
  return {
    schema_version: 1,
    diagnosis: (answers[main]?.diagnosis ?? []).map(causeMember),
    answers: answers.map((answer, index) => answerMember(answer, index === main)),
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
