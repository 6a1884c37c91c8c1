import { type FailureWords, failureWords } from '../../diagnosis/failure-words.ts';
import type { Failure } from '../../domain/failure.ts';
import { plainText } from '../../domain/plain-text.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { capitalized } from '../sentence.ts';

/** A failure in the words of somebody who sits at a screen: what a flag would do there, a key does here. */
export type TroubleWords = Pick<FailureWords, 'headline' | 'said' | 'next'> & { problems: readonly string[] };

export function troubleWords(failure: Failure): TroubleWords {
  const { headline, said, next, problems } = wordsOf(failure);
  return {
    headline: redact(capitalized(headline)),
    ...(said !== undefined && { said: redact(said) }),
    next: next.map(capitalized),
    problems,
  };
}

function wordsOf(failure: Failure): TroubleWords {
  const words = { ...failureWords(failure), problems: [] };
  switch (failure.kind) {
    case 'blocked':
      return {
        headline: failure.passable ? 'Most servers refuse a request like this' : 'This cannot be sent as it is',
        next: ['Nothing was sent.'],
        problems: failure.problems.map(problem => plainText(problem, 300)),
      };
    case 'origin-not-allowed':
      return {
        ...words,
        headline: `${failure.role} is on another origin than the server: ${plainText(failure.url, 200)}`,
        next: ['No token goes there until you allow it.', 'Nothing was sent.'],
      };
    case 'iat-unusable':
      return failure.deadOnArrival
        ? { ...words, next: ['Ask for a longer life or more uses, and compare the clocks.'] }
        : { ...words, next: ['This run cannot mint one: leave, and give another.', 'No registration was sent.'] };
    case 'missing-answer':
      return {
        ...words,
        next: [`Nothing here asks for it. Leave, and begin again with ${failure.needs}.`, 'Nothing was sent.'],
      };
    case 'already-registered':
      return { ...words, next: [`Its record is ${failure.record}.`, 'Nothing was sent.'] };
    default:
      return words;
  }
}
