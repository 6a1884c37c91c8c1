import type { AnswerFact } from './answer-facts.ts';
import type { LocalFact } from './local-facts.ts';
import type { NamedMemberFact } from './named-members.ts';
import type { RequestFact } from './request-facts.ts';

export type FactName = AnswerFact | RequestFact | LocalFact | NamedMemberFact;

/** Something seen, with the sentence that says so. */
export type Fact = {
  sentence: string;
  /** The client metadata member it is about. */
  member?: string;
};

export type Facts = ReadonlyMap<FactName, Fact>;
