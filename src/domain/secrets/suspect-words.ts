import { isJsonObject, parseJson } from '../json.ts';

const SHORTEST_BODY = 6;
const SHORTEST_WORD = 8;
/** No header takes a longer one. */
const LONGEST_WORD = 16_384;
const MOST_CHARACTERS = 65_536;
/** `Created`, `OK.`: cut, it would be missing from everything that is said afterwards. */
const PLAIN_WORD = /^(?:[A-Z]?[a-z]{1,15}|[A-Z]{1,15})[.!]?$/;
const BREAKS = /[\s"'`“”«»<>(){}[\],;:=?&|\\]+/;

/**
 * What may be a secret in the body of a success that should have been JSON (a token as plain text, a sentence with one
 * in it): the whole body where it is one word, else each word that nobody would write. Longest first; of JSON objects
 * nothing, since their members tell what is secret.
 * @param known what was asked: words that stand in it are no secret of the answer.
 */
export function suspectWords(body: string, known: string): string[] {
  const text = body
    .slice(0, MOST_CHARACTERS)
    .replace(/^\uFEFF/, '')
    .trim();
  const json = parseJson(text);
  // One that broke off, or has words around it, names its members too.
  if (isJsonObject(json) || /"\w+"\s{0,9}:/.test(text)) return [];
  const plain = typeof json === 'string' ? json.trim() : text;
  const isOneWord = plain !== '' && !/[\s<&]/.test(plain);
  if (isOneWord) {
    const isToken = plain.length >= SHORTEST_BODY && plain.length <= LONGEST_WORD && !PLAIN_WORD.test(plain);
    return isToken && !isAsked(plain) ? [plain] : [];
  }
  // The operator has to see which client it may have been.
  const words = text.replace(/client_?id["']?\s{0,5}[:=]\s{0,5}["']?[\w.-]+/gi, ' ').split(BREAKS);
  const suspect = words.map(withoutFullStop).filter(word => looksGiven(word) && !isAsked(word));
  return [...new Set(suspect)].sort((a, b) => b.length - a.length);

  function isAsked(word: string): boolean {
    return known.includes(word);
  }
}

function withoutFullStop(word: string): string {
  return word.replace(/[.!]+$/, '');
}

/** Letters with digits between, or capitals after small ones: no plain word, name of a host, path, number or time. */
function looksGiven(word: string): boolean {
  if (word.length < SHORTEST_WORD || word.startsWith('/') || /^\d{4}-\d\d-\d\d/.test(word)) return false;
  const isMixed = /\d/.test(word) || (word.length >= 16 && /[a-z][A-Z]/.test(word));
  return isMixed && /[a-z]/i.test(word) && /^[\w\-.~+/%]+$/.test(word);
}
