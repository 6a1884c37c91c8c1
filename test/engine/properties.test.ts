import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiredSince } from '../../src/domain/mint/access-token.ts';
import { standingOf } from '../../src/domain/mint/initial-access-token.ts';
import { type Attempt, type Reduced, reduce } from '../../src/engine/reduce.ts';
import type { Itinerary, State } from '../../src/engine/state.ts';
import type { Answers } from '../../src/flow/answers.ts';
import type { Reply } from '../../src/flow/effect.ts';
import type { Event, Happening } from '../../src/flow/event.ts';
import type { StepId } from '../../src/flow/step.ts';
import { steps } from '../../src/steps/steps.ts';
import { begun, frozen, goodReply, later, TELLTALE } from '../support/flow.ts';
import { type Chance, chances, itineraries, saying, sensible, someReply } from '../support/random-walks.ts';

const RUNS = { numRuns: 2000, interruptAfterTimeLimit: 5000 };

/** One turn of a walk: what happened, where we stood, and what came of it. */
type Turn = { event: Event; before: State } & Reduced;
type RandomWalk = { turns: Turn[]; state: State; seconds: number; attempts: Attempt[] };

function walked(plan: Itinerary, recipe: Chance[]): RandomWalk {
  const walk: RandomWalk = { turns: [], state: begun(plan), seconds: 0, attempts: [] };
  for (const chance of recipe) happen(walk, chance);
  return walk;
}

function happen(walk: RandomWalk, chance: Chance): void {
  if (chance.chance === 'waited') walk.seconds += chance.seconds;
  const what = chance.chance === 'waited' ? undefined : whatComesOf(walk, chance);
  if (what === undefined) return;
  const before = walk.state;
  const event: Event = frozen({ at: later(walk.seconds), turn: walk.turns.length + 1, ...what });
  const reduced = frozen(reduce(steps, before, event));
  walk.turns.push({ event, before, ...reduced });
  walk.attempts.push(...reduced.attempts);
  walk.state = reduced.state;
}

type What = { type: 'told'; step: StepId; happening: Happening } | { type: 'replied'; attempt: number; reply: Reply };

function whatComesOf(walk: RandomWalk, chance: Exclude<Chance, { chance: 'waited' }>): What | undefined {
  const { here } = walk.state;
  const at = later(walk.seconds);
  const told = (happening: Happening | undefined, step: StepId = here): What | undefined =>
    happening && { type: 'told', step, happening };
  if (chance.chance === 'moved') return told(chance.happening);
  if (chance.chance === 'said') return told(saying(chance.at ?? here, chance.pick), chance.at);
  const isLate = chance.chance === 'answered' && chance.attempt !== undefined;
  const asked = isLate ? walk.attempts[chance.attempt ?? 0] : awaited(walk);
  if (asked) {
    const reply =
      chance.chance === 'answered'
        ? someReply(asked, chance.how, chance.pick, at)
        : goodReply(asked.effect, at, asked.attempt);
    return { type: 'replied', attempt: asked.attempt, reply };
  }
  return chance.chance === 'sensible' ? told(sensible(walk.state, at)) : undefined;
}

function awaited({ state, attempts }: RandomWalk): Attempt | undefined {
  return attempts.find(({ attempt }) => attempt === state.inFlight?.attempt);
}

function always(claim: (walk: RandomWalk) => void): void {
  fc.assert(
    fc.property(itineraries, chances, (plan, recipe) => {
      claim(walked(plan, recipe));
    }),
    RUNS,
  );
}

describe('whatever happens, in whatever order', () => {
  it('an answer that was given stays until its own question is answered anew', () => {
    always(({ turns }) => expect(turns.flatMap(lostAnswers)).toEqual([]));
  });

  it('only a yes to this very registration sends it, and after an unknown outcome only the client’s name', () => {
    always(({ turns }) => {
      for (const { event, before, attempts } of turns) {
        const sent = attempts.filter(({ effect }) => effect.type === 'register-client');
        if (sent.length === 0) continue;
        expect(attempts).toHaveLength(1);
        const said = event.type === 'told' ? event.happening : undefined;
        const { unsettled } = before.answers;
        expect(said?.type).toBeOneOf(unsettled ? ['second-registration-confirmed'] : ['review-confirmed', 'retried']);
        if (said?.type === 'second-registration-confirmed') {
          expect(said.clientName).toBe(unsettled?.client_name ?? '');
        }
      }
    });
  });

  it('no client that the server granted is out of sight', () => {
    always(({ turns, state }) => {
      const granted = turns.flatMap(({ event }) =>
        event.type === 'replied' && event.reply.type === 'client-registered' ? [event.reply.client.client_id] : [],
      );
      const deleted = turns.flatMap(({ before, state: after }) =>
        after.answers.deleted && !before.answers.deleted ? [after.answers.deleted.client.client_id] : [],
      );
      const { registered, earlier } = state.answers;
      const shown = [...earlier, ...(registered ? [registered] : []), ...state.late];
      const standing = granted.filter((id, index) => !(deleted.includes(id) && granted.indexOf(id) === index));
      expect(shown.map(({ client }) => client.client_id).sort()).toEqual(standing.sort());
    });
  });

  it('no token is sent that has lapsed or run out, nor an IAT to another server than the one it came from', () => {
    always(({ turns }) => {
      let mintedAt: string | undefined;
      for (const { event, attempts, before, state } of turns) {
        if (before.inFlight?.effect.type === 'mint-iat' && state.answers.iat !== before.answers.iat) {
          mintedAt = before.inFlight.effect.server.url;
        }
        for (const { effect } of attempts) {
          if (effect.type === 'mint-iat') {
            expect(state.answers.adminToken && expiredSince(state.answers.adminToken, event.at)).toBeUndefined();
          }
          if (effect.type !== 'register-client' || effect.iat === undefined) continue;
          expect(standingOf(effect.iat, event.at)).toBe('usable');
          if (effect.iat.origin === 'minted') expect(effect.server.url).toBe(mintedAt);
        }
      }
    });
  });

  it('there is a way on: to the end, or to the one thing that only another start can give', () => {
    always(walk => {
      for (let moves = 0; !walk.state.finished; moves += 1) {
        const { here, failure, returnTo } = walk.state;
        if (here === 'register' && failure?.kind === 'iat-unusable' && !walk.state.itinerary.steps.includes('mint')) {
          return;
        }
        expect(moves, `${here} ${JSON.stringify({ failure, returnTo })}`).toBeLessThan(60);
        happen(walk, { chance: 'sensible' });
      }
    });
  });

  it('the state holds together', () => {
    always(({ turns }) => expect(turns.filter(turn => !holdsTogether(turn))).toEqual([]));
  });

  it('the same comes of the same, and nothing that was passed in is changed', () => {
    always(({ turns }) => {
      // All of it was frozen deep, so a change would have thrown.
      for (const { event, before, state, attempts } of turns) {
        expect(reduce(steps, before, event)).toEqual({ state, attempts });
      }
    });
  });

  it('no secret is readable in the state, nor in what is asked for', () => {
    always(({ turns, attempts }) => {
      const { length } = turns;
      for (const at of [0, Math.floor(length / 2), length - 1]) {
        expect(JSON.stringify(turns[at]?.state) ?? '').not.toContain(TELLTALE);
      }
      expect(JSON.stringify(attempts)).not.toContain(TELLTALE);
    });
  });
});

function lostAnswers({ event, before, state }: Turn): string[] {
  const allowed = mayChange(event, before);
  if (allowed === 'all') return [];
  const names = Object.keys(before.answers) as (keyof Answers)[];
  return names
    .filter(name => !allowed.includes(name) && state.answers[name] !== before.answers[name])
    .map(name => `${name} by ${JSON.stringify(event)}`);
}

function holdsTogether({ state, before, event, attempts }: Turn): boolean {
  const { itinerary, here, returnTo, failure, inFlight, finished } = state;
  const places = [...returnTo, here].map(id => itinerary.steps.indexOf(id));
  const leadsEverFurtherBack = places.every((place, level) => place >= 0 && place < (places[level - 1] ?? 99));
  const isOneThing = !(failure && inFlight) && (inFlight === undefined || inFlight.step === here);
  const isNumbered = attempts.every(({ attempt }) => attempt === event.turn && attempt === inFlight?.attempt);
  const isPutAway = event.type === 'told' && event.happening.type === 'jumped';
  const changed = here !== before.here || state.answers !== before.answers || inFlight !== undefined;
  const isFailureAnswered = !before.failure || failure !== undefined || changed || isPutAway;
  const staysFinished = finished === true || !before.finished;
  return leadsEverFurtherBack && isOneThing && isNumbered && isFailureAnswered && staysFinished;
}

/** The answers that this event is about. */
function mayChange(event: Event, before: State): (keyof Answers)[] | 'all' {
  if (event.type === 'replied') {
    if (event.attempt !== before.inFlight?.attempt) return [];
    const { type } = event.reply;
    if (type === 'endpoints-discovered') return ['server', 'iat'];
    if (type === 'iat-minted') return ['iat'];
    if (type === 'keys-obtained') return before.here === 'keys' ? ['keys'] : [];
    if (type === 'client-registered') return ['registered', 'iat', 'keys', 'deleted'];
    if (type === 'client-read') return ['reading', 'target', 'unsettled'];
    if (type === 'client-updated') return ['updated', 'target'];
    if (type === 'client-deleted') return ['registered', 'deleted', 'deletionUnknown'];
    if (type === 'handed-over') return ['handedOver'];
    if (before.here === 'result') return ['deletionUnknown'];
    return before.here === 'register' || before.here === 'update' ? ['iat', 'keys', 'unsettled'] : [];
  }
  if (event.step !== before.here || before.inFlight) return [];
  switch (event.happening.type) {
    case 'server-chosen':
      return ['server', 'allowedOrigins', 'iat'];
    case 'admin-token-given':
      return ['adminToken'];
    case 'mint-confirmed':
      return ['mint'];
    case 'template-chosen':
      return ['template', 'metadata'];
    case 'keys-chosen':
      return before.answers.keys?.jwks ? [] : ['keys'];
    case 'redirect-uris-kept':
      return ['redirectUris'];
    case 'member-set':
      if (before.here === 'review-update') return ['changes'];
      return event.happening.member === 'redirect_uris' ? ['metadata', 'redirectUris'] : ['metadata'];
    case 'second-registration-confirmed':
      return ['unsettled'];
    case 'hand-over-confirmed':
      return ['handedOver'];
    case 'another-client-wanted':
      return 'all';
    case 'client-chosen':
      return ['target', 'server', 'allowedOrigins'];
    case 'update-confirmed':
      return ['updated'];
    case 'undo-confirmed':
    case 'review-confirmed':
    case 'retried':
    case 'result-read':
    case 'went-back':
    case 'jumped':
      return [];
  }
}
