import { bundleHead, stepLines } from '../../diagnosis/bundle/bundle-lines.ts';
import { bundleSteps } from '../../diagnosis/bundle/read-bundle.ts';
import { likelihood } from '../../diagnosis/likelihood.ts';
import { guessOf, placeOf } from '../../diagnosis/report/answer-words.ts';
import type { JudgedAnswer } from '../../diagnosis/report/choose-answer.ts';
import { saidIn } from '../../diagnosis/report/said-in.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { SupportBundle } from '../../domain/evidence/support-bundle.ts';
import { grouped, plainText } from '../../domain/plain-text.ts';
import { causeBacking } from './cause-backing.ts';

/** A diagnosis for people, line by line: the answer that matters most in full, the others in short. */
export function diagnosisLines(answers: readonly JudgedAnswer[], main: number, linesRead: number): string[] {
  const chosen = answers[main];
  if (chosen === undefined) {
    return [
      `Nothing in these ${grouped(linesRead)} lines speaks of registering a client, of a refusal or of a failed connection.`,
      'Look for the answer itself, with its status line and headers (curl -i), and give that.',
    ];
  }
  const others = answers.filter(answer => answer !== chosen);
  return [...headOf(chosen), ...causesOf(chosen), ...othersOf(others)];
}

/** The same of a support bundle: which run it was, its steps in the order of time, then the causes. */
export function bundleLines(bundle: SupportBundle, answers: readonly JudgedAnswer[], main: number): string[] {
  return [
    ...bundleHead(bundle),
    ...bundleSteps(bundle).flatMap(step => ['', ...stepLines(step)]),
    '',
    ...(answers.every(answer => wentWell(bundle, answer)) ? [noCause(bundle)] : diagnosisLines(answers, main, 0)),
  ];
}

/** Where no answer of a run has a cause to tell. */
function noCause({ seen, exchanges }: SupportBundle): string {
  if (seen.some(({ mark }) => mark === 'trouble')) return 'No answer of the server stopped this run: see the steps.';
  if (exchanges.length === 0) return 'Nothing was sent in this run.';
  return 'No trouble is in it: every request was answered with success.';
}

/** Where the operator saw no trouble, what a cause makes of an answer that succeeded is of no help. */
function wentWell({ seen }: SupportBundle, { evidence: { status }, diagnosis }: JudgedAnswer): boolean {
  const isTold = seen.some(({ mark }) => mark === 'trouble') && diagnosis.length > 0;
  return !isTold && status !== undefined && status < 300;
}

function headOf(answer: JudgedAnswer): string[] {
  const guess = guessOf(answer);
  return [
    `${answer.what}  (${placeOf(answer)})`,
    ...(guess === undefined ? [] : [`  ${guess}; --stage says what it was`]),
    ...saidIn(answer.evidence).map(words => `  it says “${words}”`),
  ];
}

function causesOf({ diagnosis, evidence: { status } }: JudgedAnswer): string[] {
  if (diagnosis.length === 0 && status !== undefined && status >= 200 && status < 300)
    return ['', 'It worked: the server answered with success, and nothing in its answer looks wrong.'];
  if (diagnosis.length === 0) return ['', 'No advice: this is what the server said.'];
  return diagnosis.flatMap((cause, index) => ['', ...causeLines(cause, index + 1)]);
}

function causeLines(cause: Diagnosis, rank: number): string[] {
  const { confidence, headline } = cause;
  return [
    `${rank}  ${plainText(headline)}  ${likelihood(confidence)} (${confidence})  [${cause.cause}]`,
    ...causeBacking(cause, { indent: '   ' }),
  ];
}

function othersOf(others: readonly JudgedAnswer[]): string[] {
  if (others.length === 0) return [];
  return [
    '',
    `Also in it:`,
    ...others.map(({ what, lines, diagnosis: [first] }) => {
      const said = first === undefined ? 'no advice' : `${first.headline} ${likelihood(first.confidence)}`;
      return `  ${what}  (line ${lines.from}): ${said}`;
    }),
  ];
}
