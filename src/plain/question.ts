import type { Desk } from '../engine/desk.ts';
import type { State } from '../engine/state.ts';
import type { Happening } from '../flow/event.ts';
import type { Asker } from './asker.ts';

/** What an operator answered: something to tell the engine, a step back, the end, nothing yet, or the step's own question. */
export type Answer = { happening: Happening } | 'back' | 'leave' | 'again' | 'question';

export type Asked = { asker: Asker; state: State; desk: Desk };

/** How one step is asked in plain lines. It says what was answered, never what comes next. */
export type Question = { what: string; ask(asked: Asked): Promise<Answer> };

export function told(happening: Happening): Answer {
  return { happening };
}
