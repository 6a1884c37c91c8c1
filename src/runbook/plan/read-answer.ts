import { nearest } from '../../domain/nearest.ts';
import { isHttpUrl, isOneLine, isUrlReference, NO_HTTP_URL, NO_REFERENCE, NOT_ONE_LINE } from './answer-rules.ts';

/** Reads the text of a flag or variable as an answer. A problem never quotes the text. */
export type Reader<T> = (text: string) => { value: T } | { message: string; hint?: string };

export const readLine: Reader<string> = text => {
  if (text === '') return { message: 'is empty' };
  return isOneLine(text) ? { value: text } : { message: NOT_ONE_LINE };
};

export const readUrl: Reader<string> = text => (isHttpUrl(text) ? { value: text } : whyNoHttpUrl(text));

/** What is wrong with it, as far as its beginning tells that an http or https URL was meant. */
function whyNoHttpUrl(text: string): { message: string; hint?: string } {
  const [, authority] = /^https?:(?:\/\/)?([^/?#]*)/i.exec(text) ?? [];
  if (authority === undefined) {
    return { message: NO_HTTP_URL, ...(isHttpUrl(`https://${text}`) && { hint: 'does https:// lack in front?' }) };
  }
  if (/\s/.test(text)) return { message: 'has a space in it' };
  if (authority === '' || authority.startsWith(':')) return { message: 'names no host' };
  const host = authority.replace(/:[^:\]]*$/, '');
  return host !== authority && URL.canParse(`http://${host}`)
    ? { message: 'has a port that is no number up to 65535' }
    : {
        message: URL.canParse(`http://${authority}`)
          ? NO_HTTP_URL
          : 'has a host that is no host name and no IP address',
      };
}

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
