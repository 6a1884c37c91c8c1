import { expect, test } from 'vitest';
import { initialState, type State } from '../../src/engine/state.ts';
import { STEP_IDS } from '../../src/flow/step.ts';
import { steps } from '../../src/steps/steps.ts';
import { frameSteps } from '../../src/ui/frame-steps.ts';
import { itinerary, later } from '../support/flow.ts';
import { createWalk } from '../support/walk.ts';

function listed(state: State, at = later(60)): string {
  const signs = { done: '+', sealed: '#', here: '@', open: '-' };
  return frameSteps(state, steps, at)
    .map(step => signs[step.state] + step.id)
    .join(' ');
}

test('at the beginning everything is to come, keys only where they are needed', () => {
  const { state, goTo } = createWalk(itinerary());
  expect(listed(state())).toBe('@server -admin-token -mint -template -redirect-uris -review -register -hand-over');
  goTo('keys');
  expect(listed(state())).toBe(
    '+server +admin-token #mint +template @keys -redirect-uris -review -register -hand-over',
  );
});

test('who registers has passed the review, and with the result only the hand-over is to come', () => {
  const walk = createWalk(itinerary());
  walk.goTo('register');
  expect(listed(walk.state())).toBe(
    '+server +admin-token #mint +template +keys +redirect-uris +review @register -hand-over',
  );
  walk.goTo('result');
  expect(listed(walk.state())).toBe(
    '+server +admin-token #mint +template +keys +redirect-uris +review #register -hand-over',
  );
});

test('the steps that are counted at the beginning are those at the end, the hand-over among them', () => {
  const walk = createWalk(itinerary({ known: { template: 'web-confidential' } }));
  const count = () => frameSteps(walk.state(), steps, later(60)).length;
  const planned = count();
  for (const step of ['mint', 'review', 'result', 'hand-over'] as const) {
    walk.goTo(step);
    expect(count()).toBe(planned);
  }
  expect(listed(walk.state())).toContain('#register @hand-over');
});

test('a run that hands nothing over does not list it', () => {
  const { state } = createWalk(itinerary({ steps: STEP_IDS.filter(id => id !== 'hand-over') }));
  expect(listed(state())).toMatch(/-register$/);
});

test('a token that lapsed is open again, until there is a client', () => {
  const { state, goTo } = createWalk(itinerary());
  goTo('review');
  expect(listed(state(), later(4000))).toContain('+admin-token -mint +template');
  goTo('result');
  expect(listed(state(), later(4000))).toContain('+admin-token +mint +template');
});

test('steps that ask nobody are not listed, and a run that only mints ends with the hand-over', () => {
  const silent = initialState(itinerary({ silent: ['server'] }));
  expect(listed({ ...silent, here: 'admin-token' })).toMatch(/^@admin-token -mint/);
  const minting = itinerary({
    steps: STEP_IDS.filter(id => ['server', 'admin-token', 'mint', 'hand-over'].includes(id)),
  });
  expect(listed(initialState(minting))).toBe('@server -admin-token -mint -hand-over');
});

test('what was answered stands beside it in a few words', () => {
  const { state, goTo } = createWalk(itinerary());
  goTo('review');
  const answers = Object.fromEntries(frameSteps(state(), steps, later(60)).map(({ id, answer }) => [id, answer]));
  expect(answers).toMatchObject({
    server: 'idp.example.com',
    'admin-token': 'a JWT',
    mint: '10 uses',
    template: 'bff-server',
    keys: 'sig-1',
    'redirect-uris': '1 URI',
    review: undefined,
  });
});
