import { failureWords } from '../../diagnosis/failure-words.ts';
import { likelihood } from '../../diagnosis/likelihood.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { redact } from '../../domain/secrets/secret.ts';
import type { ProgressLine } from '../../headless/progress.ts';
import { causeBacking } from './cause-backing.ts';
import { type Ending, jsonDocument } from './document.ts';
import { printSecret } from './reveal.ts';
import { processTalk } from './talk.ts';

/** One JSON document on standard output. The exit code 0. */
export function printJson(document: JsonObject): number {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return 0;
}

/**
 * Ends a command that came to nothing: the words on standard error, the document with --json. Its exit code. `bundle`:
 * where what is known of it lies, and `lines` what there is to say about that.
 */
export function endWithFailure(
  failure: Failure,
  json: boolean,
  { lines = [], ...more }: { bundle?: string; lines?: ProgressLine[] } = {},
): number {
  const outcome = outcomeOf(failure);
  if (json) printJson(jsonDocument({ outcome, failure, ...more }, printSecret(false), false));
  const talk = processTalk({ quiet: false, color: 'auto', reveal: false });
  for (const line of failureLines(failure, [])) talk.warn(line);
  for (const line of lines) talk.line(line);
  return outcome.exitCode;
}

/** The document of a run that ended, good or bad. */
export function printEnding(ending: Ending, reveal: boolean): void {
  const text = JSON.stringify(jsonDocument(ending, printSecret(reveal), reveal), null, 2);
  process.stdout.write(`${reveal ? text : redact(text)}\n`);
}

/** A failure for people: what happened, the server's own words, the likely causes with their evidence, what to try. */
export function failureLines(failure: Failure, diagnosis: readonly Diagnosis[]): string[] {
  const words = failureWords(failure);
  return [
    ...words.headline.split('\n'),
    ...(words.said === undefined ? [] : [`  the server said: "${words.said}"`]),
    ...diagnosis.slice(0, 3).flatMap(causeLines),
    ...[...words.next, ...(words.wait === undefined ? [] : [words.wait])].map(next => `  ${next}`),
  ];
}

function causeLines(cause: Diagnosis): string[] {
  return [
    `  ${likelihood(cause.confidence)}: ${plainText(cause.headline)}  [${cause.cause}]`,
    ...causeBacking(cause, { indent: '    ', mostEvidence: 4, mostTries: 2 }),
  ];
}
