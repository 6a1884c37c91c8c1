import type { Evidence } from '../domain/evidence/evidence.ts';
import type { CauseId } from './catalogue.ts';
import type { Complaint } from './signs/complaints.ts';
import type { FactName } from './signs/facts.ts';
import type { Subject } from './signs/subjects.ts';

/** One pattern, or several of which one is enough. */
export type Words = RegExp | readonly RegExp[];

/** A status, a class of them, or 'none' where no answer came (or nobody says which). */
export type StatusWanted = number | '2xx' | '3xx' | '4xx' | '5xx' | 'none';

/** What has to hold. Every member that is given must hold; within a list one is enough, but for `facts`. */
export type Condition = {
  stage?: readonly Evidence['stage'][];
  status?: readonly StatusWanted[];
  /** OAuth error codes, wherever they stand: in the body, in the challenge, in prose. */
  code?: readonly string[];
  /** Over everything the answer (or the error text) says, in lower case. */
  says?: Words;
  /** One clause of the answer speaks of one of these subjects … */
  about?: readonly Subject[];
  /** … of all of these … */
  aboutAll?: readonly Subject[];
  /** … complains like this … */
  complains?: readonly Complaint[];
  /** … and has these words, in lower case. */
  clause?: Words;
  /** Codes of the error chain (Node, undici, OpenSSL, curl), or OpenSSL's and curl's words in their place. */
  fails?: readonly string[];
  /** Answer headers by lower-case name. */
  header?: { readonly [name: string]: RegExp };
  /** All of them. */
  facts?: readonly FactName[];
  anyFact?: readonly FactName[];
  /** Over the free text that describes the request, in lower case, and its URL. */
  requested?: Words;
  preset?: readonly string[];
  any?: readonly Condition[];
  all?: readonly Condition[];
  not?: Condition;
};

/** One row: what must hold for a cause to be named, and how sure that makes us. */
export type Rule = {
  id: string;
  cause: CauseId;
  when: Condition;
  /** 0 to 1, where `when` holds and nothing of `shift` does. */
  confidence: number;
  /** What raises (or, negative, lowers) it. */
  shift?: readonly { when: Condition; by: number }[];
  /** The client metadata member at fault, where the facts do not name it. */
  member?: string;
  /** In place of the catalogue's headline, where this row knows better what is missing. */
  headline?: string;
  /** No step of the flow mends it, nor does what helps against the cause otherwise: only this row's own advice holds. */
  isBeyond?: true;
  /** Said before the catalogue's own advice: mostly what would tell causes apart. */
  try?: readonly string[];
};
