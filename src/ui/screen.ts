import type { Instant } from '../domain/instant.ts';
import type { Desk } from '../engine/desk.ts';
import type { State } from '../engine/state.ts';
import type { Happening } from '../flow/event.ts';

/**
 * What every screen of a step is given. It draws the step we stand at and tells what the operator said; what comes next
 * is the engine's business. A draft is the screen's own until Enter makes it a happening.
 */
export type ScreenProps = {
  state: State;
  clock: { now(): Instant };
  /** Said at the step we stand at. */
  tell(happening: Happening): void;
  desk: Desk;
  /** Ends the run from here: what is done stays done. */
  leave(): void;
};
