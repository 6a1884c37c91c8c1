import { describe, expect, it } from 'vitest';
import { triedBefore } from '../../src/engine/left-trouble.ts';
import { adminToken, itinerary, refusal, unreachable } from '../support/flow.ts';
import { createWalk, type Walk } from '../support/walk.ts';

const REFUSED = refusal('mint', 'invalid_token', 401);
const MINT = { type: 'mint-confirmed', parameters: {} } as const;

/** The mint was refused, and the operator went for another admin token. */
function refusedOnce(): Walk {
  const walk = createWalk(itinerary());
  walk.goTo('mint');
  walk.tell(MINT);
  walk.fail(REFUSED);
  expect(triedBefore(walk.state())).toEqual([]);
  walk.tell({ type: 'jumped', to: 'admin-token' });
  return walk;
}

describe('a trouble that comes back', () => {
  it('is known with all that was tried against it, as long as nothing else changed', () => {
    const walk = refusedOnce();
    const same = walk.state().left?.answers.adminToken;
    if (same === undefined) throw new Error('the walk has no admin token');
    walk.tell({ type: 'admin-token-given', adminToken: same });
    walk.tell(MINT);
    walk.fail(REFUSED);
    expect(triedBefore(walk.state())).toEqual([{ type: 'jumped', to: 'admin-token' }]);
    walk.tell({ type: 'retried' });
    walk.fail(REFUSED);
    expect(triedBefore(walk.state())).toEqual([{ type: 'jumped', to: 'admin-token' }, { type: 'retried' }]);
  });

  it('is another one with another token', () => {
    const walk = refusedOnce();
    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    walk.tell(MINT);
    walk.fail(REFUSED);
    expect(triedBefore(walk.state())).toEqual([]);
  });

  it('is another one where the server answers otherwise, or not at all', () => {
    const walk = refusedOnce();
    const same = walk.state().left?.answers.adminToken;
    if (same === undefined) throw new Error('the walk has no admin token');
    walk.tell({ type: 'admin-token-given', adminToken: same });
    walk.tell(MINT);
    walk.fail(unreachable('mint'));
    expect(triedBefore(walk.state())).toEqual([]);
  });

  it('is never what was noticed here, before anything was sent', () => {
    const walk = createWalk(itinerary({ known: { redirectUris: ['http://app.example.com/cb'] } }));
    walk.goTo('review');
    for (const _ of [1, 2]) {
      walk.tell({ type: 'review-confirmed', sendAnyway: false });
      expect(walk.state().failure?.kind).toBe('blocked');
      expect(triedBefore(walk.state())).toEqual([]);
      walk.tell({ type: 'jumped', to: 'review' });
    }
  });
});

describe('a refused admin token', () => {
  it('is put down by whoever goes for another one: Esc leads to the server, and no Enter mints with it', () => {
    const walk = refusedOnce();
    const { attempts } = walk;
    const sent = attempts.length;
    walk.tell({ type: 'went-back' });
    expect(walk.state().here).toBe('server');
    const { server } = walk.state().answers;
    if (server === undefined) throw new Error('the walk has no server');
    walk.tell({ type: 'server-chosen', server, allowedOrigins: [], registers: true });
    if (walk.state().inFlight) walk.replyWell();
    expect(walk.state().here).toBe('admin-token');
    expect(attempts.slice(sent).filter(({ effect }) => effect.type === 'mint-iat')).toEqual([]);
    walk.tell({ type: 'admin-token-given', adminToken: adminToken(9000) });
    expect(walk.state().here).toBe('mint');
  });
});
