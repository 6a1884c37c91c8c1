import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Answers, Known } from './answers.ts';
import type { Effect, Reply } from './effect.ts';
import type { Happening } from './event.ts';

export { type RegistrationStepId, STEP_IDS, type StepId, UPDATE_STEP_IDS } from './step-id.ts';

/** What one step makes and another needs, so that neither has to know the other. */
type Product = 'admin-token' | 'iat';

/** `sealed`: done at the server. Going back stops here; a jump does too, unless a product was made: that can be made afresh. */
type Standing = 'open' | 'done' | 'sealed';

/** What a step wants to happen next. `answers`, where given, replace the ones that stand. */
export type Move =
  | { do: 'stay' | 'next'; answers?: Answers }
  | { do: 'ask'; effect: Effect; answers?: Answers }
  | { do: 'fail'; failure: Failure; answers?: Answers }
  /** Begin anew at the first step that these answers leave open. */
  | { do: 'restart'; answers: Answers };

/** What would answer a step: something known, or the name of what is missing and how to give it. */
type Suggestion = { happening: Happening } | { missing: Missing };
export type Missing = { question: string; needs: string };

/** A step of the flow. It says of itself only what this asks, and names no other step. */
export type Step = {
  /** Left out: always. */
  applies?(answers: Answers): boolean;
  standing(answers: Answers, at: Instant): Standing;
  makes?: Product;
  /** A product that has to be usable before this step may act, and what to say where no step of the plan makes it. */
  needs?(answers: Answers, at: Instant): { product: Product; otherwise: Failure } | undefined;
  /** The step works without a question: what it does on arrival. */
  arrive?(answers: Answers): Move;
  /** What was said before, else what the plan knows; what that comes to is up to `hear`. Left out where `arrive` does all. */
  suggest?(known: Known, answers: Answers): Suggestion;
  hear(answers: Answers, happening: Happening, at: Instant): Move;
  /** Its effect came back. */
  settle?(answers: Answers, reply: Reply, at: Instant): Move;
};
