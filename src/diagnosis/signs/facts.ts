import type { AnswerFact } from './answer-facts.ts';
import type { Fact } from './fact.ts';
import type { LocalFact } from './local-facts.ts';
import type { NamedMemberFact } from './named-members.ts';
import type { RequestFact } from './request-facts.ts';

export type FactName = AnswerFact | RequestFact | LocalFact | NamedMemberFact;

/** Everything that was seen, by name. */
export type Facts = ReadonlyMap<FactName, Fact>;
