import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registeredClient } from '../../src/domain/registration/registered-client.ts';
import { resumedState } from '../../src/engine/resumed-state.ts';
import { createSession } from '../../src/engine/session.ts';
import type { State } from '../../src/engine/state.ts';
import type { Answers } from '../../src/flow/answers.ts';
import { STEP_IDS } from '../../src/flow/step.ts';
import { steps } from '../../src/steps/steps.ts';
import {
  adminToken,
  givenIat,
  itinerary,
  keyMaterial,
  later,
  outcomeUnknown,
  REDIRECT_URIS,
  registration,
  SERVER,
} from '../support/flow.ts';
import { scriptedPorts } from '../support/scripted-ports.ts';
import { obvious } from '../support/walk.ts';

const ALL: Partial<Answers> = {
  server: SERVER,
  mint: { max_uses: 3 },
  template: 'bff-server',
  metadata: { scope: 'openid' },
  keys: keyMaterial(),
  redirectUris: REDIRECT_URIS,
};

function resumed(said: Partial<Answers>, plan = itinerary()): State {
  return resumedState(steps, plan, said, later(0));
}

/** Where an operator comes who objects to nothing. */
async function stations(state: State): Promise<string[]> {
  const { ports } = scriptedPorts();
  const session = createSession({ itinerary: state.itinerary, steps, ports, identity: { run: 'run-1' }, state });
  const seen: string[] = [];
  for (let now = session.state(); !now.finished; now = await session.whenIdle()) {
    seen.push(now.here);
    if (seen.length > 20) throw new Error(seen.join(' '));
    session.tell(now.here, obvious(now));
  }
  return seen;
}

describe('a run that an earlier process began', () => {
  it('in which nothing was said begins at its beginning', async () => {
    expect(await stations(resumed({}))).toEqual(STEP_IDS.filter(id => id !== 'register'));
  });

  it('asks for the tokens again, and then the first question that has no answer', async () => {
    const { redirectUris: _, ...said } = ALL;
    expect(await stations(resumed(said))).toEqual([
      ...['admin-token', 'mint', 'redirect-uris', 'review', 'result', 'hand-over'],
    ]);
  });

  it('keeps every other answer', () => {
    expect(resumed(ALL)).toMatchObject({ here: 'admin-token', answers: ALL });
  });

  it('with an IAT that was given anew goes straight to the review', () => {
    expect(resumed(ALL, givenIat())).toMatchObject({ here: 'review', returnTo: [] });
  });

  it('that had registered goes on behind that, without any token', async () => {
    const registered = registeredClient(registration({ asked: {} }));
    expect(await stations(resumed({ ...ALL, registered }))).toEqual(['result', 'hand-over']);
    expect(await stations(resumed({ ...ALL, registered, resultRead: true }))).toEqual(['hand-over']);
    expect(resumed({ ...ALL, registered, resultRead: true, handedOver: [] }).finished).toBe(true);
  });

  it('that only mints mints again before it hands over', async () => {
    const plan = itinerary({ steps: ['server', 'admin-token', 'mint', 'hand-over'], known: { registers: false } });
    expect(await stations(resumed({ server: SERVER, mint: {} }, plan))).toEqual(['admin-token', 'mint', 'hand-over']);
  });

  it('whose registration has no known outcome says so before all else, and sends nothing', async () => {
    const unsettled = { client_name: 'bff-server', failure: outcomeUnknown() };
    const state = resumed({ ...ALL, unsettled });
    expect(state).toMatchObject({ here: 'register', failure: { kind: 'outcome-unknown' } });
    const { ports, calls } = scriptedPorts();
    const session = createSession({ itinerary: state.itinerary, steps, ports, identity: { run: 'run-1' }, state });
    session.tell('register', { type: 'retried' });
    session.tell('register', { type: 'second-registration-confirmed', clientName: 'another' });
    await session.whenIdle();
    expect(calls).toEqual([]);
    // Only by name, and then the token is made first.
    session.tell('register', { type: 'second-registration-confirmed', clientName: 'bff-server' });
    expect((await session.whenIdle()).here).toBe('admin-token');
  });

  it('can be left and gone back in like any other', async () => {
    const state = resumed(ALL);
    const { ports } = scriptedPorts();
    const session = createSession({ itinerary: state.itinerary, steps, ports, identity: { run: 'run-1' }, state });
    session.tell('admin-token', { type: 'went-back' });
    expect(session.state().here).toBe('review');
    session.tell('review', { type: 'review-confirmed', sendAnyway: false });
    session.tell('admin-token', { type: 'admin-token-given', adminToken: adminToken() });
    expect(session.state()).toMatchObject({ here: 'mint', answers: ALL });
  });

  it('stands somewhere sensible, whatever was said', () => {
    const some = fc.record(Object.fromEntries(Object.entries(ALL).map(([name, value]) => [name, fc.constant(value)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(some, said => {
        const state = resumed(said as Partial<Answers>);
        expect(state.finished).toBeUndefined();
        expect(state.returnTo).not.toContain(state.here);
        expect(steps[state.here].standing(state.answers, later(0))).toBe('open');
      }),
    );
  });
});
