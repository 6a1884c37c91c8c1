import { describe, expect, it } from 'vitest';
import { itinerary, later, refusal, unreachable } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const BACK = { type: 'went-back' } as const;
const CONFIRMED = { type: 'review-confirmed', sendAnyway: false } as const;

function at(step: Parameters<Walk['goTo']>[0], plan = itinerary()): Walk {
  const walk = createWalk(plan);
  walk.goTo(step);
  return walk;
}

describe('going back', () => {
  it('works at every question until something was done at the server, and keeps every answer', () => {
    const walk = at('review');
    const { answers } = walk.state();
    for (const step of ['redirect-uris', 'keys', 'template']) {
      walk.tell(BACK);
      expect(walk.state().here).toBe(step);
    }
    walk.tell(BACK);
    expect(walk.state().here).toBe('template');
    expect(walk.state().answers).toEqual(answers);
  });

  it('works from the mint to the server while nothing was minted', () => {
    const walk = at('mint');
    walk.tell(BACK);
    expect(walk.state().here).toBe('admin-token');
    walk.tell(BACK);
    expect(walk.state().here).toBe('server');
    walk.tell(BACK);
    expect(walk.state().here).toBe('server');
  });

  it('is no way past a registration: the result stays the result', () => {
    const walk = at('result');
    walk.tell(BACK);
    expect(walk.state().here).toBe('result');
    walk.tell({ type: 'jumped', to: 'template' });
    expect(walk.state().here).toBe('result');
    expect(walk.state().answers.registered).toBeDefined();
  });

  it('leads to the mint again once its IAT has lapsed', () => {
    const walk = at('template');
    walk.now(later(3601));
    walk.tell(BACK);
    expect(walk.state().here).toBe('mint');
  });

  it('leaves out steps that do not apply and steps that are answered without asking', () => {
    const plan = itinerary({ silent: ['redirect-uris'], known: { template: 'web-confidential' } });
    const walk = at('review', plan);
    walk.tell(BACK);
    expect(walk.state().here).toBe('template');
  });

  it('out of a field that is not valid drops the complaint and keeps what stood', () => {
    const walk = at('redirect-uris');
    walk.tell({ type: 'redirect-uris-kept', redirectUris: ['no uri'] });
    expect(walk.state()).toMatchObject({ here: 'redirect-uris', failure: { kind: 'blocked' } });
    walk.tell(BACK);
    expect(walk.state().here).toBe('keys');
    expect(walk.state().failure).toBeUndefined();
    expect(walk.state().answers.redirectUris).toBeUndefined();
  });

  it('out of a mint that failed leads to the admin token', () => {
    const walk = at('mint');
    walk.tell({ type: 'mint-confirmed', parameters: {} });
    walk.fail(unreachable('mint'));
    expect(walk.state()).toMatchObject({ here: 'mint', failure: { kind: 'unreachable' } });
    walk.tell(BACK);
    expect(walk.state().here).toBe('admin-token');
    expect(walk.state().failure).toBeUndefined();
  });

  it('out of a key file that could not be read keeps the keys that were there', () => {
    const walk = at('review');
    const { keys } = walk.state().answers;
    walk.tell({ type: 'jumped', to: 'keys' });
    walk.tell({ type: 'keys-chosen', choice: { from: 'file', path: 'key.pme' } });
    walk.fail({ kind: 'not-valid', problem: 'key.pme does not exist' });
    expect(walk.state()).toMatchObject({ here: 'keys', failure: { kind: 'not-valid' } });
    walk.tell(BACK);
    expect(walk.state().here).toBe('review');
    expect(walk.state().answers.keys).toEqual(keys);
  });

  it('after a refusal leads to the review with everything kept, and a changed answer is sent', () => {
    const walk = at('review');
    walk.tell(CONFIRMED);
    const { iat, ...kept } = walk.state().answers;
    walk.fail(refusal('register'));
    walk.tell(BACK);
    expect(walk.state()).toMatchObject({ here: 'review', answers: kept });
    expect(walk.state().answers.iat?.refused).toBe(1);

    walk.tell({ type: 'member-set', member: 'redirect_uris', value: ['https://new.example.com/cb'] });
    walk.tell(CONFIRMED);
    expect(asked(walk, 'register-client').at(-1)?.effect).toMatchObject({
      asked: { redirect_uris: ['https://new.example.com/cb'] },
    });
  });

  it('does not bring back what the runbook said over what the operator typed since', () => {
    const walk = at('review', itinerary({ silent: ['redirect-uris'] }));
    walk.tell({ type: 'member-set', member: 'scope', value: 'openid' });
    walk.tell({ type: 'member-set', member: 'redirect_uris', value: ['https://typed.example.com/cb'] });
    walk.tell(BACK);
    walk.goTo('review');
    expect(walk.state().answers).toMatchObject({
      metadata: { scope: 'openid' },
      redirectUris: ['https://typed.example.com/cb'],
    });
  });
});
