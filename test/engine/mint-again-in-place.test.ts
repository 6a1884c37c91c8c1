import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/domain/instant.ts';
import { adminToken, givenIat, initialAccessToken, itinerary, later, refusal } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const CONFIRMED = { type: 'review-confirmed', sendAnyway: false } as const;
const MINT_CONFIRMED = { type: 'mint-confirmed', parameters: { expires_in: 600 } } as const;

function atReview(plan = itinerary(), at: Instant = later(10)): Walk {
  const walk = createWalk(plan);
  walk.goTo('review');
  walk.now(at);
  return walk;
}

describe('an IAT that cannot be used any more', () => {
  it('lapsed while the operator was typing: Enter at the review mints again instead of sending it', () => {
    const walk = atReview(itinerary(), later(3601));
    const { answers } = walk.state();

    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
    expect(asked(walk, 'register-client')).toEqual([]);

    walk.tell(MINT_CONFIRMED);
    walk.replyWell();
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
    const { iat, mint, ...kept } = answers;
    expect(walk.state().answers).toMatchObject(kept);
    expect(walk.state().answers.iat?.receivedAt).toEqual(later(3601));

    walk.tell(CONFIRMED);
    expect(asked(walk, 'register-client')).toHaveLength(1);
  });

  it('is used to its last second, not a moment longer', () => {
    const inTime = atReview(itinerary(), later(3599.9));
    inTime.tell(CONFIRMED);
    expect(asked(inTime, 'register-client')).toHaveLength(1);

    const tooLate = atReview(itinerary(), later(3600));
    tooLate.tell(CONFIRMED);
    expect(tooLate.state().here).toBe('mint');
  });

  it('was used up by the client before: the next one is registered with a fresh IAT', () => {
    const walk = atReview(itinerary({ known: { mint: { expires_in: 3600, max_uses: 1 } } }));
    walk.tell(CONFIRMED);
    walk.replyWell();
    walk.tell({ type: 'another-client-wanted' });
    expect(walk.state().here).toBe('template');

    walk.goTo('review');
    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
  });

  it('asks for the admin token too where that has lapsed as well, then mints, then is back at the review', () => {
    const walk = atReview(itinerary({ known: { adminToken: adminToken(60) } }), later(3601));
    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'admin-token', returnTo: ['review', 'mint'] });

    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
    walk.tell(MINT_CONFIRMED);
    walk.replyWell();
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
  });

  it('lapsed between a refusal and «try again»: it is minted again, and nothing leaves without another Enter', () => {
    const walk = atReview();
    walk.tell(CONFIRMED);
    walk.fail(refusal('register'));
    walk.now(later(3700));
    walk.tell({ type: 'retried' });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
    walk.tell(MINT_CONFIRMED);
    walk.replyWell();
    expect(walk.state().here).toBe('review');
    expect(asked(walk, 'register-client')).toHaveLength(1);
  });

  it('lapsed on a laptop that slept: the clock that went on counts', () => {
    const slept = atReview(itinerary(), { wall: later(4000).wall, mono: later(10).mono });
    slept.tell(CONFIRMED);
    expect(slept.state().here).toBe('mint');

    const setBack = atReview(itinerary(), { wall: later(-4000).wall, mono: later(3601).mono });
    setBack.tell(CONFIRMED);
    expect(setBack.state().here).toBe('mint');
  });

  it('is dead on arrival: that is a failure, not a reason to mint for ever', () => {
    const walk = createWalk(itinerary());
    walk.goTo('mint');
    walk.tell(MINT_CONFIRMED);
    walk.reply({ type: 'iat-minted', iat: initialAccessToken({ lifetimeSeconds: 0 }) });
    expect(walk.state()).toMatchObject({
      here: 'mint',
      failure: { kind: 'iat-unusable', standing: 'expired', deadOnArrival: true },
    });
    expect(asked(walk, 'mint-iat')).toHaveLength(1);
    expect(walk.state().answers.iat).toBeUndefined();
  });

  it('was given by file: nothing can be minted, and the operator is told how it stands', () => {
    const walk = atReview(givenIat({ lifetimeSeconds: 600 }), later(601));
    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({
      here: 'register',
      failure: { kind: 'iat-unusable', standing: 'expired' },
    });
    expect(walk.attempts.map(({ effect }) => effect.type)).toEqual(['obtain-keys']);
    walk.tell({ type: 'went-back' });
    expect(walk.state().here).toBe('review');
  });
});

describe('an IAT that the server refuses although it should be good', () => {
  function refused(lapsesAfter = 7200): Walk {
    const walk = atReview(itinerary({ known: { adminToken: adminToken(lapsesAfter) } }));
    walk.tell(CONFIRMED);
    walk.fail(refusal('register', 'invalid_token', 401));
    walk.now(later(120));
    walk.tell({ type: 'jumped', to: 'mint' });
    return walk;
  }

  it('can be minted again from the failure, and the operator is back at the review', () => {
    const walk = refused();
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
    walk.tell(MINT_CONFIRMED);
    walk.replyWell();
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
    expect(walk.state().answers.iat?.receivedAt).toEqual(later(120));
  });

  it('is minted again, not skipped, when the admin token had to be asked for on the way', () => {
    const walk = refused(60);
    expect(walk.state()).toMatchObject({ here: 'admin-token', returnTo: ['review', 'mint'] });
    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
  });

  it('and the admin token is refused too: another one can be given, and minting goes on', () => {
    const walk = refused();
    walk.tell(MINT_CONFIRMED);
    walk.fail(refusal('mint', 'invalid_token', 401));
    walk.tell({ type: 'jumped', to: 'admin-token' });
    expect(walk.state()).toMatchObject({ here: 'admin-token', returnTo: ['review', 'mint'] });
    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
  });

  it('can be kept: back from minting leads to the review', () => {
    const walk = refused();
    walk.tell({ type: 'went-back' });
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
  });
});

describe('an admin token that lapsed', () => {
  it('while the operator looked at the mint is asked for again, and then there is the mint', () => {
    const walk = createWalk(itinerary({ known: { adminToken: adminToken(60) } }));
    walk.goTo('mint');
    walk.now(later(61));
    walk.tell(MINT_CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'admin-token', returnTo: ['mint'] });
    expect(walk.state().answers.mint).toEqual({ expires_in: 600 });

    walk.tell({ type: 'admin-token-given', adminToken: adminToken(30) });
    expect(walk.state()).toMatchObject({ here: 'admin-token', failure: { kind: 'admin-token-expired' } });
    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: [] });
    expect(walk.state().failure).toBeUndefined();
  });

  it('can be looked for elsewhere: back from being asked again leads to the server, not in a circle', () => {
    const walk = createWalk(itinerary({ known: { adminToken: adminToken(60) } }));
    walk.goTo('mint');
    walk.now(later(61));
    walk.tell(MINT_CONFIRMED);
    walk.tell({ type: 'went-back' });
    expect(walk.state().here).toBe('server');
  });

  it('after minting is nobody’s business: neither a changed answer nor another client asks for it', () => {
    const walk = atReview(itinerary({ known: { adminToken: adminToken(60) } }), later(120));
    walk.tell({ type: 'jumped', to: 'redirect-uris' });
    walk.tell({ type: 'redirect-uris-kept', redirectUris: ['https://other.example.com/cb'] });
    expect(walk.state().here).toBe('review');

    walk.tell(CONFIRMED);
    walk.replyWell();
    walk.tell({ type: 'another-client-wanted' });
    expect(walk.state().here).toBe('template');
  });
});
