import { describe, expect, it } from 'vitest';
import { askedMetadata } from '../../src/domain/registration/registration-request.ts';
import { foresee, stepsToTake } from '../../src/engine/foresee.ts';
import type { Itinerary } from '../../src/engine/state.ts';
import { STEP_IDS } from '../../src/flow/step.ts';
import { steps } from '../../src/steps/steps.ts';
import { adminToken, begun, givenIat, itinerary, later, SERVER } from '../support/flow.ts';

const foreseen = (plan: Itinerary, at = later(0)) => foresee(steps, begun(plan), at);

describe('what can be said before anything is sent', () => {
  it('is nothing bad where everything is known', () => {
    const { missing, failure, answers } = foreseen(itinerary({ known: { confirmed: true } }));
    expect(missing).toEqual([]);
    expect(failure).toBeUndefined();
    expect(askedMetadata(answers)).toMatchObject({ client_name: 'bff-server', scope: 'openid profile' });
  });

  it('names all missing answers at once, in the order of the steps', () => {
    const { server: _, adminToken: __, redirectUris: ___, ...known } = itinerary().known;
    const { missing } = foreseen({ ...itinerary(), known });
    expect(missing.map(({ needs }) => needs.split(' ')[0]?.replace(',', ''))).toEqual([
      '--server',
      '--admin-token-file',
      '--redirect-uri',
      '--yes',
    ]);
  });

  it('counts a missing IAT as a missing answer, and asks for an admin token only where one is used', () => {
    const plan = givenIat({}, { confirmed: true });
    const { iat: _, adminToken: __, ...known } = plan.known;
    expect(foreseen({ ...plan, known })).toMatchObject({
      missing: [{ question: 'an initial access token', needs: expect.stringContaining('--iat-file') }],
    });
  });

  it('finds the first failure: a lapsed admin token before redirect URIs that cannot be sent', () => {
    const plan = itinerary({ known: { confirmed: true, adminToken: adminToken(-1), redirectUris: ['javascript:1'] } });
    expect(foreseen(plan).failure).toMatchObject({ kind: 'admin-token-expired' });
    const later_ = itinerary({ known: { confirmed: true, redirectUris: ['javascript:1'] } });
    expect(foreseen(later_).failure).toMatchObject({ kind: 'blocked', passable: false });
  });

  it('finds an IAT from a file that has lapsed by then', () => {
    const plan = givenIat({ lifetimeSeconds: 60 }, { confirmed: true });
    expect(foreseen(plan, later(59)).failure).toBeUndefined();
    expect(foreseen(plan, later(61)).failure).toEqual({ kind: 'iat-unusable', standing: 'expired' });
  });

  it('finds a mint endpoint elsewhere, also where the registration endpoint is still to be found', () => {
    const { registration_endpoint: _, ...server } = SERVER;
    const elsewhere = { ...server, initial_access_token_endpoint: 'https://elsewhere.example.com/mint' };
    expect(foreseen(itinerary({ known: { confirmed: true, server: elsewhere } })).failure).toMatchObject({
      kind: 'origin-not-allowed',
      origin: 'https://elsewhere.example.com',
    });
  });

  it('takes keys that are still to be made for keys, and no keys for none', () => {
    expect(foreseen(itinerary({ known: { confirmed: true, keys: { from: 'generate', alg: 'RS256' } } })).failure).toBe(
      undefined,
    );
    const none = foreseen(itinerary({ known: { confirmed: true, keys: { from: 'none' } } }));
    expect(none.failure, 'sent as documented, on purpose').toBeUndefined();
  });

  it('asks nothing about steps that do not apply', () => {
    const { redirectUris: _, ...known } = itinerary({ known: { confirmed: true, template: 'service' } }).known;
    expect(foreseen({ ...itinerary(), known })).toMatchObject({ missing: [] });
  });

  it('leaves the state as it was', () => {
    const state = begun(itinerary());
    const before = structuredClone(JSON.parse(JSON.stringify(state)));
    foresee(steps, state, later(0));
    expect(JSON.parse(JSON.stringify(state))).toEqual(before);
  });
});

describe('the list of steps', () => {
  it('has the steps of the plan that the answers so far leave in it', () => {
    expect(stepsToTake(steps, begun(itinerary({ known: { template: 'service' } })))).toEqual(
      STEP_IDS.filter(id => id !== 'keys'),
    );
    const { answers } = foreseen(itinerary({ known: { template: 'service' } }));
    const state = { ...begun(itinerary()), answers };
    expect(stepsToTake(steps, state)).toEqual(STEP_IDS.filter(id => id !== 'keys' && id !== 'redirect-uris'));
  });
});
