import { describe, expect, it } from 'vitest';
import { itinerary, later, outcomeUnknown, unreachable } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const CONFIRMED = { type: 'review-confirmed', sendAnyway: false } as const;
const second = (clientName: string) => ({ type: 'second-registration-confirmed', clientName }) as const;

function unknown(plan = itinerary()): Walk {
  const walk = createWalk(plan);
  walk.goTo('review');
  walk.tell(CONFIRMED);
  walk.fail(outcomeUnknown());
  return walk;
}

describe('a registration whose outcome nobody knows', () => {
  it('is not sent again by «try again»', () => {
    const walk = unknown();
    walk.tell({ type: 'retried' });
    expect(asked(walk, 'register-client')).toHaveLength(1);
    expect(walk.state()).toMatchObject({ here: 'register', failure: { kind: 'outcome-unknown' } });
  });

  it('is not sent again by a wrong name, and the operator still sees why', () => {
    const walk = unknown();
    for (const name of ['', 'bff', 'BFF-SERVER', 'bff-server ']) walk.tell(second(name));
    expect(asked(walk, 'register-client')).toHaveLength(1);
    expect(walk.state().failure).toEqual(outcomeUnknown());
  });

  it('is sent again by the client’s name', () => {
    const walk = unknown();
    walk.tell(second('bff-server'));
    expect(asked(walk, 'register-client')).toHaveLength(2);
    walk.replyWell();
    expect(walk.state().here).toBe('result');
    expect(walk.state().answers.unsettled).toBeUndefined();
  });

  it('is not sent again by going back, changing the name and confirming the review', () => {
    const walk = unknown();
    walk.tell({ type: 'went-back' });
    expect(walk.state()).toMatchObject({ here: 'review', answers: { unsettled: { client_name: 'bff-server' } } });
    walk.tell({ type: 'member-set', member: 'client_name', value: 'other' });
    walk.tell(CONFIRMED);
    expect(asked(walk, 'register-client')).toHaveLength(1);
    expect(walk.state(), 'it says again what happened').toMatchObject({
      here: 'register',
      failure: { kind: 'outcome-unknown' },
    });
    walk.tell(second('other'));
    expect(asked(walk, 'register-client')).toHaveLength(1);
    walk.tell(second('bff-server'));
    expect(asked(walk, 'register-client').at(-1)?.effect).toMatchObject({ asked: { client_name: 'other' } });
  });

  it('mints nothing for a registration that is not going to be sent', () => {
    const walk = unknown();
    walk.tell({ type: 'went-back' });
    walk.now(later(3601));
    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'register', failure: { kind: 'outcome-unknown' } });
    walk.tell(second('bff-server'));
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
  });

  it('leaves the uses uncertain: at most as many as before, and one may be gone', () => {
    expect(unknown().state().answers.iat).toMatchObject({ registered: 0, refused: 1 });
  });
});

describe('a registration that never left', () => {
  it('is tried again by one key, with the same keys, and costs no use', () => {
    const walk = createWalk(itinerary());
    walk.goTo('review');
    walk.tell(CONFIRMED);
    walk.fail(unreachable('register'));
    expect(walk.state().answers.iat).toMatchObject({ registered: 0, refused: 0 });
    walk.tell({ type: 'retried' });
    const [first, again] = asked(walk, 'register-client');
    expect(again?.effect).toEqual(first?.effect);
    expect(again?.attempt).not.toBe(first?.attempt);
  });

  it('keeps the key pair that is on disk already for the next try', () => {
    const walk = createWalk(itinerary());
    walk.goTo('review');
    walk.tell(CONFIRMED);
    const { keys } = walk.state().answers;
    if (keys === undefined) throw new Error('no keys were made');
    const kept = { ...keys, privateKeyFile: 'keys/sig-1.pem' };
    walk.reply({ type: 'failed', failure: unreachable('register'), keys: kept });
    walk.tell({ type: 'retried' });
    expect(asked(walk, 'register-client').at(-1)?.effect).toMatchObject({
      keys: { privateKeyFile: 'keys/sig-1.pem', kid: 'sig-1' },
    });
  });
});
