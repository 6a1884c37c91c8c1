import type { Challenge } from '../../domain/failure.ts';
import { plainText } from '../../domain/plain-text.ts';

const LONGEST = 8192;
/** RFC 9110 section 11.2: name = token, then a token or a quoted string. */
const PARAMETER = /([A-Za-z0-9!#$%&'*+.^_`|~-]{1,80})\s{0,9}=\s{0,9}(?:"((?:[^"\\]|\\.){0,2000})"|([^\s,"]{1,2000}))/g;

/** The challenges of a WWW-Authenticate header; the Bearer or DPoP one first where there are several. */
export function readChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined) return undefined;
  const text = header.slice(0, LONGEST);
  const scheme = /(?:^|,\s*)(bearer|dpop)\b/i.exec(text)?.[1] ?? /^\s*([A-Za-z][\w-]{0,40})/.exec(text)?.[1];
  if (scheme === undefined) return undefined;
  const challenge: Challenge = { scheme: scheme.toLowerCase() };
  for (const [, name = '', quoted, bare] of text.matchAll(PARAMETER)) {
    const value = plainText(quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '', 600);
    const known = name.toLowerCase();
    if (known === 'realm' || known === 'scope' || known === 'error' || known === 'error_description')
      challenge[known] ??= value;
  }
  return challenge;
}
