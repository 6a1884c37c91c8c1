import { describe, expect, it } from 'vitest';
import { goodReply, itinerary, keyMaterial, later, outcomeUnknown, refusal } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const CONFIRMED = { type: 'review-confirmed', sendAnyway: false } as const;

function sent(): Walk {
  const walk = createWalk(itinerary());
  walk.goTo('review');
  walk.tell(CONFIRMED);
  return walk;
}

describe('keys that were pressed too often or too early', () => {
  it('Enter twice on «Register» registers once', () => {
    const walk = sent();
    walk.tell(CONFIRMED, 'review');
    walk.tell(CONFIRMED, 'register');
    walk.replyWell();
    walk.tell(CONFIRMED, 'review');
    expect(asked(walk, 'register-client')).toHaveLength(1);
    expect(walk.state().here).toBe('result');
  });

  it('Enter twice on «mint» mints once, also where it was typed before the answer came', () => {
    const walk = createWalk(itinerary());
    walk.goTo('mint');
    walk.tell({ type: 'mint-confirmed', parameters: {} });
    walk.tell({ type: 'mint-confirmed', parameters: {} });
    walk.replyWell();
    walk.tell({ type: 'mint-confirmed', parameters: {} }, 'mint');
    expect(asked(walk, 'mint-iat')).toHaveLength(1);
  });

  it('what was typed for another step changes nothing, not even the object', () => {
    const walk = createWalk(itinerary());
    walk.goTo('template');
    const before = walk.state();
    walk.tell({ type: 'redirect-uris-kept', redirectUris: [] }, 'redirect-uris');
    walk.tell({ type: 'went-back' }, 'keys');
    walk.tell({ type: 'result-read' });
    expect(walk.state()).toBe(before);
  });

  it('«back» and «jump» while the request is out wait for its answer', () => {
    const walk = sent();
    const before = walk.state();
    walk.tell({ type: 'went-back' });
    walk.tell({ type: 'jumped', to: 'template' });
    walk.tell({ type: 'retried' });
    expect(walk.state()).toBe(before);
  });

  it('a key that means nothing at a failure does not wipe it away', () => {
    const walk = sent();
    walk.fail(refusal('register'));
    const before = walk.state();
    walk.tell({ type: 'result-read' });
    walk.tell({ type: 'second-registration-confirmed', clientName: 'bff-server' });
    expect(walk.state()).toBe(before);
  });

  it('nothing happens after the end', () => {
    const walk = createWalk(itinerary());
    walk.finish();
    const before = walk.state();
    walk.tell({ type: 'went-back' });
    walk.tell({ type: 'hand-over-confirmed', targets: [] });
    expect(walk.state()).toBe(before);
  });
});

describe('answers that come when nobody waits for them', () => {
  it('a client in a late answer is shown, whatever is being done meanwhile', () => {
    const walk = sent();
    const [first] = asked(walk, 'register-client');
    if (first === undefined) throw new Error('nothing was sent');
    walk.fail(refusal('register'));
    walk.tell({ type: 'went-back' });
    walk.reply(goodReply(first.effect, later(70), 7), first.attempt);
    expect(walk.state()).toMatchObject({ here: 'review', late: [{ client: { client_id: 'client-7' } }] });
    expect(walk.state().answers.registered).toBeUndefined();
  });

  it('a late client does not take the place of the one that is awaited', () => {
    const walk = sent();
    const [first] = asked(walk, 'register-client');
    if (first === undefined) throw new Error('nothing was sent');
    walk.fail(refusal('register'));
    walk.tell({ type: 'retried' });
    walk.reply(goodReply(first.effect, later(70), 1), first.attempt);
    expect(walk.state().inFlight).toMatchObject({ step: 'register' });
    walk.reply(goodReply(first.effect, later(71), 2));
    expect(walk.state()).toMatchObject({
      here: 'result',
      answers: { registered: { client: { client_id: 'client-2' } } },
      late: [{ client: { client_id: 'client-1' } }],
    });
  });

  it('a late failure, key pair or IAT says nothing any more', () => {
    const walk = sent();
    const stale = asked(walk, 'mint-iat')[0]?.attempt;
    const before = walk.state();
    walk.reply({ type: 'failed', failure: outcomeUnknown() }, stale);
    walk.reply({ type: 'keys-obtained', keys: keyMaterial() }, stale);
    walk.reply(
      goodReply(
        { type: 'discover-endpoints', server: { url: '', wire: { request: {}, answer: { token: '' } } } },
        later(0),
      ),
      999,
    );
    expect(walk.state()).toBe(before);
  });
});
