import { nearest } from '../../domain/nearest.ts';
import { isHttpUrl, isOneLine, isUrlReference, NO_HTTP_URL, NO_REFERENCE, NOT_ONE_LINE } from './answer-rules.ts';

/** Reads the text of a flag or variable as an answer. A problem never quotes the text. */
export type Reader<T> = (text: string) => { value: T } | { message: string; hint?: string };

export const readLine: Reader<string> = text => {
  if (text === '') return { message: 'is empty' };
  return isOneLine(text) ? { value: text } : { message: NOT_ONE_LINE };
};

export const readUrl: Reader<string> = text =>
  isHttpUrl(text)
    ? { value: text }
    : { message: NO_HTTP_URL, ...(isHttpUrl(`https://${text}`) && { hint: 'does https:// lack in front?' }) };

export const readReference: Reader<string> = text =>
  isUrlReference(text) ? { value: text } : { message: NO_REFERENCE };

export const readInteger =
  (min: number): Reader<number> =>
  text => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= min) return { value };
    return { message: `has to be a whole number, ${min} or more` };
  };

export const readChoice =
  <T extends string>(choices: readonly T[]): Reader<T> =>
  text => {
    const value = choices.find(choice => choice === text);
    if (value !== undefined) return { value };
    const near = nearest(text, choices);
    return {
      message: `has to be one of ${choices.join(', ')}`,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    };
  };
