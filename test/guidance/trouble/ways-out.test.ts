import { expect, test } from 'vitest';
import { catalogue } from '../../../src/diagnosis/catalogue.ts';
import type { Diagnosis } from '../../../src/domain/evidence/evidence.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { reduce } from '../../../src/engine/reduce.ts';
import { dismissal, mintAgain, type Situation, safeRetry, wayOutOf } from '../../../src/guidance/trouble/ways-out.ts';
import { steps } from '../../../src/steps/steps.ts';
import { givenIat, itinerary, later, outcomeUnknown, refusal, unreachable } from '../../support/flow.ts';
import { createWalk, type Walk } from '../../support/walk.ts';

function situation(walk: Walk): Situation {
  const state = walk.state();
  if (state.failure === undefined) throw new Error('nothing failed');
  return { state, failure: state.failure, steps, at: later(60) };
}

function atRegister(failure: Failure, plan = itinerary()): Situation {
  const walk = createWalk(plan);
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: true });
  walk.fail(failure);
  return situation(walk);
}

function atMint(failure: Failure): Situation {
  const walk = createWalk(itinerary());
  walk.goTo('mint');
  walk.tell({ type: 'mint-confirmed', parameters: {} });
  walk.fail(failure);
  return situation(walk);
}

function diagnosis(cause: string, goTo: string | undefined): Diagnosis {
  return { cause, confidence: 0.9, headline: '', evidence: [], try: [], source: '', ...(goTo && { goTo }) };
}

/** Telling it changes where we stand, or sends something. */
function leads({ state, at }: Situation, way: ReturnType<typeof wayOutOf>): boolean {
  if (way === undefined) return true;
  return (
    reduce(steps, state, { type: 'told', step: state.here, happening: way.happening, at, turn: 99 }).state !== state
  );
}

test.each(catalogue.map(({ id, goTo }) => [id, goTo] as const))(
  '%s has a way out that leads somewhere, or none',
  (id, goTo) => {
    const places = [
      atRegister(refusal('register')),
      atRegister(refusal('register'), givenIat()),
      atRegister(refusal('register'), itinerary({ silent: ['server', 'template', 'keys', 'redirect-uris'] })),
      atRegister(refusal('register'), itinerary({ known: { template: 'service', redirectUris: [] } })),
      atRegister(outcomeUnknown()),
      atMint(refusal('mint')),
    ];
    for (const place of places) expect(leads(place, wayOutOf(diagnosis(id, goTo), place))).toBe(true);
  },
);

test('a wrong address leads back to the server, until a client stands there', () => {
  const row = diagnosis('endpoint.wrong_path', 'server');
  expect(wayOutOf(row, atRegister(refusal('register')))?.happening).toEqual({ type: 'jumped', to: 'server' });
  const walk = createWalk(itinerary());
  walk.goTo('hand-over');
  const late = { state: walk.state(), failure: refusal('register'), steps, at: later(60) };
  expect(wayOutOf(row, late)).toBeUndefined();
});

test('a cause that nothing here mends offers to try again, where that is safe', () => {
  const row = diagnosis('server.internal_error', undefined);
  expect(wayOutOf(row, atMint(refusal('mint', 'server_error', 400)))?.happening).toEqual({ type: 'retried' });
  expect(wayOutOf(row, atRegister(outcomeUnknown()))).toBeUndefined();
});

test('trying again is safe after a refusal and without a connection, never without knowing the outcome', () => {
  expect(safeRetry(atRegister(refusal('register')))).toBeDefined();
  expect(safeRetry(atRegister(unreachable('register')))).toBeDefined();
  expect(safeRetry(atRegister(outcomeUnknown()))).toBeUndefined();
  expect(mintAgain(atRegister(outcomeUnknown()))).toBeUndefined();
});

test('a fresh token is minted only where this run can mint', () => {
  expect(mintAgain(atRegister(refusal('register')))?.happening).toEqual({ type: 'jumped', to: 'mint' });
  expect(mintAgain(atRegister(refusal('register'), givenIat()))).toBeUndefined();
  expect(mintAgain(atMint(refusal('mint')))).toBeUndefined();
});

test('Esc leads to the question that stands before the failure', () => {
  expect(dismissal(atRegister(refusal('register'))).happening).toEqual({ type: 'went-back' });
  expect(dismissal(atMint(refusal('mint'))).happening).toEqual({ type: 'jumped', to: 'mint' });
});
