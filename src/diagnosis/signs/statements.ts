import { COMPLAINTS, type Complaint } from './complaints.ts';
import { FOREIGN_COMPLAINTS, FOREIGN_SUBJECTS } from './foreign-words.ts';
import { SPECIFIC, SUBJECTS, type Subject } from './subjects.ts';

/** One clause, in lower case, with what it speaks of and how it complains. */
export type Statement = { clause: string; about: ReadonlySet<Subject>; complains: ReadonlySet<Complaint> };

/** What RFC 7591 section 3.2.2 says of its codes; servers repeat it before, or instead of, the reason. */
const OF_THE_RFC =
  /value of one (?:of the client metadata fields|or more redirect(?:ion)?[-_ ]ur[il]s?) is invalid|authorization server may choose to substitute|software statement presented is (?:invalid|not approved)|oauth 2\.0 parameter:|requested (?:resource|action) (?:could not|was)|request (?:was|is) (?:malformed or|missing a required parameter)|client registration error:\s*$/i;
const MOST_CLAUSES = 60;
const LONGEST_CLAUSE = 400;

/** A text without what the RFCs themselves say of their codes. */
export function withoutBoilerplate(text: string): string {
  return clausesOf(text)
    .filter(clause => !OF_THE_RFC.test(clause))
    .join('. ');
}

function clausesOf(text: string): string[] {
  return text
    .split(/[.;!?]\s+|\n+|\s\|\s/)
    .map(clause => clause.trim().slice(0, LONGEST_CLAUSE))
    .filter(clause => clause !== '');
}

/**
 * Reads each clause by itself: «redirect_uris is fine. scope is not allowed» says nothing against redirect_uris.
 * `sent`: names of the request's members, in lower case.
 */
export function readStatements(texts: readonly string[], sent: readonly string[]): Statement[] {
  const names =
    sent.length === 0 ? undefined : new RegExp(`(?<![\\w.])(?:${sent.join('|').replaceAll('.', '\\.')})(?![\\w.])`);
  return texts
    .flatMap(clausesOf)
    .filter(clause => !OF_THE_RFC.test(clause))
    .slice(0, MOST_CLAUSES)
    .map(clause => readClause(clause, names));
}

function readClause(clause: string, sent: RegExp | undefined): Statement {
  const lower = clause.toLowerCase();
  const about: Set<Subject> = new Set(namesThatMatch(SUBJECTS, FOREIGN_SUBJECTS, clause));
  // Servers know members that no list here does: one that the request has and the answer names is a subject too.
  const complains = namesThatMatch(COMPLAINTS, FOREIGN_COMPLAINTS, clause);
  const named = complains.size > 0 && sent !== undefined && sent.test(lower);
  if (named && !SPECIFIC.some(subject => about.has(subject))) about.add('other-member');
  return { clause: lower, about, complains };
}

function namesThatMatch<Name extends string>(
  patterns: Record<Name, readonly RegExp[]>,
  foreign: Partial<Record<Name, RegExp>>,
  text: string,
): ReadonlySet<Name> {
  const names = Object.keys(patterns) as Name[];
  return new Set(
    names.filter(name => patterns[name].some(pattern => pattern.test(text)) || (foreign[name]?.test(text) ?? false)),
  );
}
