import { redirectUriFindings } from '../domain/metadata/redirect-uri.ts';
import { splitPasted } from '../guidance/drafts/split-pasted.ts';

/** The list after a command, what was done in words, and the places (from 0) to be read out; or why nothing was done. */
export type Edited = { uris: readonly string[]; says: string; places: number[] } | { problem: string };

/** What one typed line makes of a list: `d 2`, `e 2 URI`, `m 3 1`, or URIs to add. */
export function edited(typed: string, uris: readonly string[]): Edited {
  const [, letter = '', rest = ''] = /^([dem])\s+(.*)$/i.exec(typed) ?? [];
  const words = rest.split(/\s+/);
  switch (letter.toLowerCase()) {
    case 'd':
      return deleted(words, uris);
    case 'e':
      return replaced(words, uris);
    case 'm':
      return moved(words, uris);
    default:
      return added(splitPasted(typed), uris);
  }
}

function deleted(words: string[], uris: readonly string[]): Edited {
  const place = placeOf(words[0], uris);
  if (place === undefined || words.length > 1) return noSuchNumber(uris);
  return { uris: uris.filter((_, index) => index !== place), says: `Deleted ${uris[place]}.`, places: [] };
}

function replaced([number, ...written]: string[], uris: readonly string[]): Edited {
  const place = placeOf(number, uris);
  const [uri, ...others] = written;
  if (place === undefined) return noSuchNumber(uris);
  if (uri === undefined || others.length > 0) {
    return { problem: `Type the URI behind the number: e ${place + 1} https://…` };
  }
  return unsendable(uri) ?? { uris: uris.with(place, uri), says: 'Replaced.', places: [place] };
}

function moved([from, to]: string[], uris: readonly string[]): Edited {
  const [place, target] = [placeOf(from, uris), placeOf(to, uris)];
  if (place === undefined || target === undefined) return noSuchNumber(uris);
  const uri = uris[place] as string;
  return { uris: uris.toSpliced(place, 1).toSpliced(target, 0, uri), says: 'Moved.', places: [target] };
}

/** All or none: half of a paste in the list helps nobody. */
function added(written: string[], uris: readonly string[]): Edited {
  const wrong = written.map(unsendable).find(problem => problem !== undefined);
  if (wrong) return wrong;
  const places = written.map((_, index) => uris.length + index);
  return { uris: [...uris, ...written], says: written.length === 1 ? 'Added.' : `Added ${written.length}.`, places };
}

function unsendable(uri: string): { problem: string } | undefined {
  const wrong = redirectUriFindings(uri).find(({ severity }) => severity === 'cannot-send');
  return wrong && { problem: `Not taken: ${wrong.message}.` };
}

function placeOf(number: string | undefined, { length }: readonly string[]): number | undefined {
  const place = /^\d{1,6}$/.test(number ?? '') ? Number(number) - 1 : -1;
  return place >= 0 && place < length ? place : undefined;
}

function noSuchNumber({ length }: readonly string[]): { problem: string } {
  return { problem: length === 0 ? 'The list is empty.' : `The list has the numbers 1 to ${length}.` };
}
