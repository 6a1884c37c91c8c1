import type { Instant } from '../domain/instant.ts';
import type { Desk } from '../engine/desk.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import type { Happening } from '../flow/event.ts';
import type { StepHelp } from '../guidance/step-help.ts';
import type { WantedFocus } from '../guidance/trouble/ways-out.ts';
import type { Plan } from '../runbook/plan/plan.ts';
import type { Asker } from './asker.ts';
import type { Turn } from './dialogue.ts';
import type { Drafts } from './drafts.ts';

/** What an operator answered: something to tell the engine, a step back, the end, or nothing yet. */
export type Answer = Told | Turn | 'again';
/** `focus`: what is to be asked about first where this leads to. */
export type Told = { happening: Happening; focus?: WantedFocus | undefined };

export type Asked = {
  asker: Asker;
  state: State;
  desk: Desk;
  plan: Plan;
  steps: Steps;
  clock: { now(): Instant };
  /** How long a registration may take. */
  timeoutMs: number;
  drafts: Drafts;
  /** The way led here, it did not stay here: then everything is said, else only what changed. */
  isAnew: boolean;
  /** Something was answered since the question was asked last. */
  isChanged: boolean;
  /** When it led here. */
  arrivedAt: Instant;
  /** What led here is about this member of the request, and this entry of it. */
  wanted?: WantedFocus | undefined;
};

/** How one step is asked in plain lines. It says what was answered, never what comes next. */
export type Question = { what(state: State): string; help: StepHelp; ask(asked: Asked): Promise<Answer> };

export function told(happening: Happening, focus?: WantedFocus): Told {
  return { happening, ...(focus && { focus }) };
}
