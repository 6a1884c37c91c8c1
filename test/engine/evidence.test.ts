import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../src/engine/evidence.ts';
import { exchange, itinerary, later, outcomeUnknown, refusal, TELLTALE, unreachable } from '../support/flow.ts';
import { createWalk } from '../support/walk.ts';

function stateAt(step: 'mint' | 'review') {
  const walk = createWalk(itinerary());
  walk.goTo(step);
  return walk.state();
}

describe('the evidence about a failure', () => {
  it('of a refused registration has the request, the answer, our ledger and a look at the IAT', () => {
    const failure = {
      ...refusal('register'),
      exchange: {
        ...exchange('register'),
        status: 400,
        headers: { date: new Date(later(90).wall).toUTCString() },
        body: '{"error":"invalid_redirect_uri"}',
      },
    };
    expect(evidenceOf(stateAt('review'), failure, later(61))).toMatchObject({
      stage: 'register',
      request: { method: 'POST', url: exchange('register').request.url },
      status: 400,
      body: '{"error":"invalid_redirect_uri"}',
      clockDifferenceSeconds: 30,
      sent: true,
      ledger: { ageSeconds: 61, secondsLeft: 3539, maxUses: 10, registered: 0, refused: 0, origin: 'minted' },
      token: { form: 'opaque' },
    });
  });

  it('of a refused mint looks at the admin token and has no ledger', () => {
    const evidence = evidenceOf(stateAt('mint'), refusal('mint', 'invalid_token', 401), later(5));
    expect(evidence).toMatchObject({ stage: 'mint', token: { form: 'jwt' } });
    expect(evidence).not.toHaveProperty('ledger');
    expect(evidence).not.toHaveProperty('clockDifferenceSeconds');
  });

  it('of a server that was not reached says that nothing was sent', () => {
    expect(evidenceOf(stateAt('mint'), unreachable('discover'), later(5))).toMatchObject({
      stage: 'network',
      sent: false,
      errorCode: 'ECONNREFUSED',
      errorMessage: 'connection refused',
    });
    const unknown = { ...outcomeUnknown(), code: 'ECONNRESET' };
    expect(evidenceOf(stateAt('review'), unknown, later(5))).toMatchObject({ sent: true, errorCode: 'ECONNRESET' });
  });

  it('of a failure that never got to the server is none', () => {
    expect(evidenceOf(stateAt('mint'), { kind: 'not-valid', problem: 'no' }, later(5))).toBeUndefined();
    expect(evidenceOf(stateAt('mint'), { kind: 'iat-unusable', standing: 'expired' }, later(5))).toBeUndefined();
  });

  it('holds no secret', () => {
    const evidence = evidenceOf(stateAt('review'), refusal('register'), later(61));
    expect(JSON.stringify(evidence)).not.toContain(TELLTALE);
  });
});
