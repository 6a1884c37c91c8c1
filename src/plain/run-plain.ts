import type { Instant } from '../domain/instant.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import type { Begun, GuidedEnded } from '../guidance/begun.ts';
import { createPilot } from '../guidance/pilot.ts';
import type { WantedFocus } from '../guidance/trouble/ways-out.ts';
import { type Asker, Gone } from './asker.ts';
import { startCountdown } from './countdown.ts';
import type { Drafts } from './drafts.ts';
import { createInterrupts, type Signal } from './interrupts.ts';
import type { Answer, Asked } from './question.ts';
import { QUESTIONS } from './questions.ts';
import { heading } from './standing.ts';
import { askInTrouble } from './trouble.ts';
import { startWaitingWords } from './waiting-words.ts';

export type PlainParts = {
  begun: Begun;
  steps: Steps;
  asker: Asker;
  clock: { now(): Instant };
  /** What is known is said without asking, up to the review. */
  replay?: boolean;
};

/** A run by numbered questions that has begun. */
export type PlainRun = {
  ended: Promise<GuidedEnded & { state: State }>;
  /** A signal came: it ends the run at once, unless a registration is out. */
  hear(signal: Signal): void;
};

const DEFAULT_TIMEOUT_MS = 60_000;

/** The flow by numbered questions, one after the other; nothing is drawn over what was said. */
export function runPlain(parts: PlainParts): PlainRun {
  const { begun, asker, clock } = parts;
  const { session } = begun;
  const interrupts = createInterrupts(session, asker);
  const countdown = startCountdown(session.state, clock, asker.announce);
  const waiting = startWaitingWords(asker, clock);
  const unsubscribe = session.subscribe(state => {
    // Whatever is typed while a request is out was not meant for the question after it.
    if (state.inFlight === undefined) asker.forget();
    waiting.look(state.inFlight);
    countdown.look();
    interrupts.look(state);
  });
  const ended = Promise.race([walk(parts), interrupts.left]).finally(() => {
    unsubscribe();
    waiting.stop();
    countdown.stop();
    asker.close();
  });
  return { ended, hear: interrupts.hear };
}

/** Question by question, to the end or to where the operator leaves. */
async function walk({
  begun,
  steps,
  asker,
  clock,
  replay = false,
}: PlainParts): Promise<GuidedEnded & { state: State }> {
  const { session, plan, desk, timeoutMs } = begun;
  const pilot = createPilot(session, steps, { replay });
  const drafts: Drafts = {};
  let before: { state: State; arrivedAt: Instant } | undefined;
  let wanted: WantedFocus | undefined;
  try {
    for (;;) {
      const state = await pilot.fly();
      if (state.finished) return { state, ended: 'finished' };
      const { here } = state;
      const isAnew = before?.state.here !== here || before.state.failure !== state.failure;
      const isChanged = before?.state !== state;
      const arrivedAt = isAnew || before === undefined ? clock.now() : before.arrivedAt;
      before = { state, arrivedAt };
      const answer = await askAt({
        ...{ asker, state, desk, plan, steps, clock, drafts, isAnew, isChanged, arrivedAt },
        timeoutMs: timeoutMs?.registration ?? DEFAULT_TIMEOUT_MS,
        wanted: wanted?.step === here ? wanted : undefined,
      });
      wanted = typeof answer === 'object' ? answer.focus : undefined;
      if (answer === 'leave') return left(state);
      if (answer === 'again') continue;
      session.tell(here, answer === 'back' ? { type: 'went-back' } : answer.happening);
      if (answer === 'back' && session.state() === state) asker.say(noWayBack(state));
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    return left(session.state());
  } finally {
    pilot.land();
  }
}

function askAt(asked: Asked): Promise<Answer> {
  const { asker, state, steps, clock, isAnew } = asked;
  if (isAnew) asker.say('');
  if (state.failure) return askInTrouble(asked, state.failure);
  const question = QUESTIONS[state.here];
  // A step that asks nothing is left by the question before it.
  if (question === undefined) return Promise.resolve('back');
  if (isAnew) asker.say(heading(steps, state, question.what(state), clock.now()));
  return question.ask(asked);
}

function noWayBack({ itinerary: { steps }, here }: State): string {
  return here === steps[0] ? 'This is the first step.' : 'There is no way back from here: what is done stands.';
}

/** Who leaves before anything came of it has cancelled the run. */
function left(state: State): GuidedEnded & { state: State } {
  const { failure, answers, itinerary } = state;
  if (failure) return { state, ended: 'left', failure };
  const isDone = answers.registered !== undefined || (!itinerary.known.registers && answers.iat !== undefined);
  if (isDone) return { state, ended: 'left' };
  return { state, ended: 'cancelled', failure: { kind: 'cancelled', signal: 'SIGINT' } };
}
