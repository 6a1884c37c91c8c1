import type { Instant } from '../domain/instant.ts';
import { registeredClient } from '../domain/registration/registered-client.ts';
import type { Answers } from '../flow/answers.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import type { Event, Happening } from '../flow/event.ts';
import type { Move, Step, StepId } from '../flow/step.ts';
import { leftTrouble, puttingDown } from './left-trouble.ts';
import type { State } from './state.ts';

/** An effect with the number of the attempt that its reply will name. */
export type Attempt = { attempt: number; effect: Effect };
export type Reduced = { state: State; attempts: Attempt[] };
export type Steps = Record<StepId, Step>;

/**
 * The whole flow as one pure function: where we stand and what happened, to where we stand then and what is to be done.
 * It knows how steps follow each other, and nothing of what they are about.
 */
export function reduce(steps: Steps, state: State, event: Event): Reduced {
  const walk: Walk = { steps, at: event.at, turn: event.turn };
  if (event.type === 'replied') return replied(walk, state, event.attempt, event.reply);
  // Whatever was typed for another step, or while a request was out, was not meant for this one.
  if (state.finished || event.step !== state.here || state.inFlight) return still(state);
  const told = hear(walk, state, event.happening);
  const left = told.state.failure === state.failure ? state.left : leftTrouble(state, event.happening);
  return left === state.left ? told : { ...told, state: { ...told.state, ...(left && { left }) } };
}

function hear(walk: Walk, state: State, happening: Happening): Reduced {
  if (happening.type === 'went-back') return back(walk, state);
  if (happening.type === 'jumped') return jump(walk, state, happening.to);
  const heard = walk.steps[state.here].hear(state.answers, happening, walk.at);
  // What the step could not use says nothing about its failure either.
  if (heard.do === 'stay' && heard.answers === undefined) return still(state);
  return follow(walk, withoutFailure(state), heard);
}

type Walk = { steps: Steps; at: Instant; turn: number };

function replied(walk: Walk, state: State, attempt: number, reply: Reply): Reduced {
  if (state.inFlight?.attempt !== attempt) return still(lateClient(state, reply));
  const { inFlight, ...landed } = state;
  const move = walk.steps[inFlight.step].settle?.(state.answers, reply, walk.at) ?? { do: 'stay' };
  return follow(walk, landed, move);
}

/** Nobody waits for this answer any more; a client in it stands at the server all the same, so it is kept in sight. */
function lateClient(state: State, reply: Reply): State {
  return reply.type === 'client-registered' ? { ...state, late: [...state.late, registeredClient(reply)] } : state;
}

function follow(walk: Walk, before: State, move: Move): Reduced {
  const state = move.answers ? { ...before, answers: move.answers } : before;
  switch (move.do) {
    case 'stay':
      return still(state);
    case 'fail':
      return still({ ...state, failure: move.failure });
    case 'ask':
      return ask(walk, state, move.effect);
    case 'next':
      return next(walk, state);
    case 'restart':
      return arrive(walk, { ...state, returnTo: [] }, firstOpen(walk, state, state.itinerary.steps));
  }
}

function ask(walk: Walk, state: State, effect: Effect): Reduced {
  const detour = lacking(walk, state, state.here);
  if (detour) return detour;
  const { at, turn } = walk;
  const inFlight = { attempt: turn, step: state.here, effect, since: at };
  return { state: { ...state, inFlight }, attempts: [{ attempt: turn, effect }] };
}

function next(walk: Walk, state: State): Reduced {
  const place = state.returnTo.at(-1);
  if (place === undefined) {
    const ahead = state.itinerary.steps.slice(position(state, state.here) + 1);
    const following = ahead.find(id => applies(walk, state.answers, id));
    return arrive(walk, state, following);
  }
  const open = firstOpen(walk, state, before(state, place));
  if (open !== undefined) return arrive(walk, state, open);
  return arrive(walk, { ...state, returnTo: state.returnTo.slice(0, -1) }, place);
}

/** Enters a step: its needs are met first, and a step that asks nothing begins to work. */
function arrive(walk: Walk, state: State, id: StepId | undefined): Reduced {
  if (id === undefined) return still({ ...state, finished: true });
  const detour = lacking(walk, state, id);
  if (detour) return detour;
  const arrived = { ...state, here: id };
  const move = walk.steps[id].arrive?.(arrived.answers);
  return move ? follow(walk, arrived, move) : still(arrived);
}

/** What a step needs and has not: the way to the step of this plan that makes it, and back here afterwards. */
function lacking(walk: Walk, state: State, id: StepId): Reduced | undefined {
  const need = walk.steps[id].needs?.(state.answers, walk.at);
  if (need === undefined) return undefined;
  const maker = state.itinerary.steps.find(candidate => walk.steps[candidate].makes === need.product);
  if (maker === undefined) return still({ ...state, here: id, failure: need.otherwise });
  return arrive(walk, comingBack(walk, state, id), maker);
}

function back(walk: Walk, state: State): Reduced {
  const unfailed = withoutFailure(state);
  const level = state.returnTo.findLastIndex(place => mayReturn(walk, state, place));
  if (level >= 0) return arrive(walk, { ...unfailed, returnTo: state.returnTo.slice(0, level) }, state.returnTo[level]);
  for (const id of before(state, state.here).reverse()) {
    if (!applies(walk, state.answers, id) || isSilent(state, id)) continue;
    if (sealedFrom(walk, state, id).length > 0) break;
    return still({ ...unfailed, here: id });
  }
  return still(state);
}

/** Going back there neither skips a question that has no answer yet nor leads straight here again. */
function mayReturn(walk: Walk, state: State, place: StepId): boolean {
  const lacks = walk.steps[place].needs?.(state.answers, walk.at) !== undefined;
  return !lacks && firstOpen(walk, state, before(state, place)) === undefined;
}

function jump(walk: Walk, state: State, to: StepId): Reduced {
  const isAhead = position(state, to) > position(state, state.here);
  const isThere = state.itinerary.steps.includes(to) && applies(walk, state.answers, to);
  if (isAhead || !isThere || walk.steps[to].arrive || isShut(walk, state, to)) return still(state);
  const unfailed = withoutFailure(puttingDown(state, walk.steps[to].makes));
  if (to === state.here) return still(unfailed);
  return arrive(walk, comingBack(walk, unfailed, state.here, to), to);
}

/** What was done at the server stands, and so does all it was done with. But a product can always be made afresh. */
function isShut(walk: Walk, state: State, to: StepId): boolean {
  return sealedFrom(walk, state, to).some(done => walk.steps[done].makes === undefined);
}

/** The same with a way back to `id`, unless that is just where the way leads. */
function comingBack(walk: Walk, state: State, id: StepId, to?: StepId): State {
  const place = placeToReturn(walk, state, id);
  return place === to || place === state.returnTo.at(-1) ? state : { ...state, returnTo: [...state.returnTo, place] };
}

/** A step that works by itself is no place to come back to: the question before it is. */
function placeToReturn(walk: Walk, state: State, id: StepId): StepId {
  const until = [...before(state, id), id].reverse();
  return until.find(candidate => !walk.steps[candidate].arrive && applies(walk, state.answers, candidate)) ?? id;
}

/** The first question without an answer. A product is no question: the step that needs it asks for it in time. */
function firstOpen(walk: Walk, { answers }: State, among: readonly StepId[]): StepId | undefined {
  return among.find(
    id =>
      walk.steps[id].makes === undefined &&
      applies(walk, answers, id) &&
      walk.steps[id].standing(answers, walk.at) === 'open',
  );
}

function applies(walk: Walk, answers: Answers, id: StepId): boolean {
  return walk.steps[id].applies?.(answers) ?? true;
}

/** The steps from this one on that are done at the server, wherever we stand. */
function sealedFrom(walk: Walk, state: State, id: StepId): StepId[] {
  const { steps } = state.itinerary;
  return steps.slice(position(state, id)).filter(one => walk.steps[one].standing(state.answers, walk.at) === 'sealed');
}

function isSilent(state: State, id: StepId): boolean {
  return state.itinerary.silent.includes(id);
}

function position(state: State, id: StepId): number {
  return state.itinerary.steps.indexOf(id);
}

function before(state: State, id: StepId): StepId[] {
  return state.itinerary.steps.slice(0, position(state, id));
}

function withoutFailure(state: State): State {
  if (state.failure === undefined) return state;
  const { failure: _, ...rest } = state;
  return rest;
}

function still(state: State): Reduced {
  return { state, attempts: [] };
}
