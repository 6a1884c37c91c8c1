import { placeOf } from '../../diagnosis/report/answer-words.ts';
import type { JudgedAnswer } from '../../diagnosis/report/choose-answer.ts';
import { saidIn } from '../../diagnosis/report/said-in.ts';
import { sourceAddress } from '../../diagnosis/source-address.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';

/** Everything about one cause of an answer, as text over several lines. */
export function causeDetails(answer: JudgedAnswer, cause: Diagnosis | undefined): string {
  const said = saidIn(answer.evidence).map(words => `  “${words}”`);
  const origin = [answer.what, placeOf(answer)];
  if (cause === undefined) return [...origin, '', 'No advice: this is what the server said.', ...said].join('\n');
  return [
    cause.headline,
    `${cause.cause}, ${Math.round(cause.confidence * 100)} %`,
    '',
    'What speaks for it',
    ...cause.evidence.map(sentence => `· ${sentence}`),
    '',
    'What to try',
    ...cause.try.map(sentence => `→ ${sentence}`),
    '',
    `Source: ${cause.source}`,
    ...[sourceAddress(cause.source)].filter(address => address !== undefined),
    '',
    ...origin,
    ...said,
  ].join('\n');
}
