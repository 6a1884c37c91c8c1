import { describe, expect, it } from 'vitest';
import { autopilot } from '../../src/engine/autopilot.ts';
import { createSession, type Session } from '../../src/engine/session.ts';
import type { Itinerary } from '../../src/engine/state.ts';
import { steps } from '../../src/steps/steps.ts';
import { givenIat, itinerary, later, TELLTALE } from '../support/flow.ts';
import { answered, type Script, scriptedPorts, unanswered } from '../support/scripted-ports.ts';

const YES = { confirmed: true };

function begun(plan: Itinerary, script: Script = {}): { session: Session; calls(): string[] } {
  const scripted = scriptedPorts(script);
  const session = createSession({ itinerary: plan, steps, ports: scripted.ports, identity: { run: 'run-1' } });
  return { session, calls: () => scripted.calls };
}

const isSending = (call: string) => call === 'registerClient' || call === 'mintInitialAccessToken';

describe('a headless run', () => {
  it('goes to the end when everything is known', async () => {
    const { session, calls } = begun(itinerary({ known: YES }));
    const { state, failure } = await autopilot(session, steps);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({
      finished: true,
      answers: { registered: { client: { client_id: 'client-1' } }, handedOver: [], resultRead: true },
    });
    expect(calls().filter(isSending)).toEqual(['mintInitialAccessToken', 'registerClient']);
  });

  it('stops at the question that nothing answers, and names it', async () => {
    const { redirectUris: _, ...known } = itinerary({ known: YES }).known;
    const { session } = begun({ ...itinerary(), known });
    expect(await autopilot(session, steps)).toMatchObject({
      state: { here: 'redirect-uris' },
      failure: { kind: 'missing-answer', needs: expect.stringContaining('--redirect-uri') },
    });
  });

  it('without --yes stops at the review, and sends no registration', async () => {
    const { session, calls } = begun(itinerary());
    expect(await autopilot(session, steps)).toMatchObject({
      state: { here: 'review' },
      failure: { kind: 'missing-answer', needs: '--yes' },
    });
    expect(calls()).not.toContain('registerClient');
  });

  it('stops at a refusal and does not try again', async () => {
    const { session, calls } = begun(itinerary({ known: YES }), {
      registerClient: async request => answered(request, 400, { error: 'invalid_redirect_uri' }),
    });
    expect(await autopilot(session, steps)).toMatchObject({
      state: { here: 'register' },
      failure: { kind: 'oauth-error', error: 'invalid_redirect_uri' },
    });
    expect(calls().filter(isSending)).toEqual(['mintInitialAccessToken', 'registerClient']);
  });

  it('stops at an unknown outcome and does not try again', async () => {
    const { session, calls } = begun(itinerary({ known: YES }), {
      registerClient: async request => unanswered(request, true),
    });
    expect((await autopilot(session, steps)).failure).toMatchObject({ kind: 'outcome-unknown' });
    expect(await autopilot(session, steps)).toMatchObject({ failure: { kind: 'outcome-unknown' } });
    expect(calls().filter(call => call === 'registerClient')).toHaveLength(1);
  });

  it('stops at a finding that blocks with nothing sent, and --send-anyway passes it', async () => {
    const redirectUris = ['http://app.example.com/cb'];
    const blocked = begun(itinerary({ known: { ...YES, redirectUris } }));
    expect((await autopilot(blocked.session, steps)).failure).toMatchObject({
      kind: 'blocked',
      passable: true,
      problems: [expect.stringContaining('redirect_uris[0]')],
    });
    expect(blocked.calls()).not.toContain('registerClient');

    const passed = begun(itinerary({ known: { ...YES, redirectUris, sendAnyway: true } }));
    expect((await autopilot(passed.session, steps)).state.finished).toBe(true);
  });

  it('mints again where the IAT lapsed on the way, like the wizard does', async () => {
    let seconds = 0;
    const { session, calls } = begun(itinerary({ known: YES }), {
      now: () => later(seconds),
      obtainKeys: async choice => {
        seconds = 4000;
        return { ok: true, value: { choice, jwks_uri: 'https://app.example.com/jwks' } };
      },
    });
    expect((await autopilot(session, steps)).state.finished).toBe(true);
    expect(calls().filter(isSending)).toEqual(['mintInitialAccessToken', 'mintInitialAccessToken', 'registerClient']);
  });

  it('ends where each IAT lapses before it can be used, instead of minting for ever', async () => {
    let seconds = 0;
    const { session, calls } = begun(itinerary({ known: YES }), {
      now: () => {
        seconds += 2;
        return later(seconds);
      },
      mintInitialAccessToken: async request =>
        answered(request, 201, { token: `brief-${TELLTALE}`, expires_in: 3, max_uses: 1 }),
    });
    const { failure } = await autopilot(session, steps);
    expect(failure).toMatchObject({ kind: 'iat-unusable', standing: 'expired' });
    expect(calls()).not.toContain('registerClient');
    expect(calls().filter(isSending).length).toBeLessThanOrEqual(3);
  });

  it('ends where the server mints IATs that are dead already', async () => {
    const { session, calls } = begun(itinerary({ known: YES }), {
      mintInitialAccessToken: async request =>
        answered(request, 201, { token: `dead-${TELLTALE}`, expires_at: '2026-11-23T09:00:00Z' }),
    });
    const { failure, state } = await autopilot(session, steps);
    expect(state.here).toBe('mint');
    expect(failure).toEqual({ kind: 'iat-unusable', standing: 'expired', deadOnArrival: true });
    expect(calls().filter(isSending)).toEqual(['mintInitialAccessToken']);
  });

  it('with a lapsed IAT from a file says so, and sends nothing', async () => {
    const { session, calls } = begun(givenIat({ lifetimeSeconds: 30 }, YES));
    expect((await autopilot(session, steps)).failure).toEqual({ kind: 'iat-unusable', standing: 'expired' });
    expect(calls().filter(isSending)).toEqual([]);
  });
});

describe('a replay in a terminal', () => {
  it('goes to the review by itself and leaves the rest to the operator', async () => {
    const { session, calls } = begun(itinerary({ known: YES }));
    const { state, failure } = await autopilot(session, steps, id => id === 'review');
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ here: 'review', answers: { template: 'bff-server' } });
    expect(calls()).not.toContain('registerClient');
  });

  it('answers silent steps and pauses at the others', async () => {
    const plan = itinerary({ silent: ['server', 'admin-token'] });
    const { session } = begun(plan);
    const { state } = await autopilot(session, steps, id => !plan.silent.includes(id));
    expect(state.here).toBe('mint');
  });
});
