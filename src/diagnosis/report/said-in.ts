import type { Evidence } from '../../domain/evidence/evidence.ts';
import { plainText } from '../../domain/plain-text.ts';
import { readSigns } from '../signs.ts';

/** The server's (or the error's) own words of an answer, fit to be shown; a code alone where it says nothing else. */
export function saidIn(evidence: Evidence): string[] {
  const { said, codes } = readSigns(evidence);
  const words = said.slice(0, 3).map(sentence => plainText(sentence, 400));
  return words.length > 0 ? words : [...codes].slice(0, 1).map(code => plainText(code, 80));
}
