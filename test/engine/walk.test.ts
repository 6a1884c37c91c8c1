import { describe, expect, it } from 'vitest';
import { STEP_IDS, type StepId } from '../../src/flow/step.ts';
import { adminToken, givenIat, itinerary, SERVER } from '../support/flow.ts';
import { asked, createWalk, obvious, type Walk } from '../support/walk.ts';

/** The questions that are asked on the way to the end, in order. */
function questionsOf(walk: Walk): StepId[] {
  const questions: StepId[] = [];
  while (!walk.state().finished) {
    const { here, inFlight } = walk.state();
    if (inFlight) {
      walk.replyWell();
      continue;
    }
    questions.push(here);
    walk.tell(obvious(walk.state()));
    if (questions.length > 20) throw new Error(`going in a circle: ${questions.join(' ')}`);
  }
  return questions;
}

describe('the way through a flow', () => {
  it('asks every question once, in order, and registers between the review and the result', () => {
    const walk = createWalk(itinerary());
    expect(questionsOf(walk)).toEqual(STEP_IDS.filter(id => id !== 'register'));
    expect(walk.attempts.map(({ effect }) => effect.type)).toEqual(['mint-iat', 'obtain-keys', 'register-client']);
    expect(walk.state().answers.registered?.client.client_id).toBe('client-3');
  });

  it('with an IAT given by file asks for no admin token and mints nothing', () => {
    const walk = createWalk(givenIat());
    const questions = questionsOf(walk);
    expect(questions).not.toContain('admin-token');
    expect(questions).not.toContain('mint');
    expect(walk.attempts.map(({ effect }) => effect.type)).toEqual(['obtain-keys', 'register-client']);
    expect(asked(walk, 'register-client')[0]?.effect).toMatchObject({ iat: { origin: 'given' } });
    expect(walk.state().answers.iat?.registered).toBe(1);
  });

  it('only to an IAT ends after the hand-over, with nothing registered', () => {
    const steps = ['server', 'admin-token', 'mint', 'hand-over'] as const;
    const handOver = [{ to: 'dotenv', file: '.env', set: { DCR_IAT: 'initial_access_token' } }] as const;
    const walk = createWalk(itinerary({ steps, known: { registers: false, handOver: [...handOver] } }));
    expect(questionsOf(walk)).toEqual(steps);
    expect(walk.attempts.map(({ effect }) => effect.type)).toEqual(['mint-iat', 'hand-over']);
    const handedOver = asked(walk, 'hand-over')[0]?.effect;
    expect(handedOver).toMatchObject({ values: { initial_access_token: walk.state().answers.iat?.token } });
  });

  it('with open registration sends no token at all', () => {
    const steps = STEP_IDS.filter(id => id !== 'admin-token' && id !== 'mint');
    const walk = createWalk(itinerary({ steps, known: { openRegistration: true } }));
    expect(questionsOf(walk)).toEqual(steps.filter(id => id !== 'register'));
    expect(asked(walk, 'register-client')[0]?.effect).not.toHaveProperty('iat');
  });

  it('leaves out the keys of a client with a secret, and the redirect URIs of a service', () => {
    expect(questionsOf(createWalk(itinerary({ known: { template: 'web-confidential' } })))).not.toContain('keys');
    const service = questionsOf(createWalk(itinerary({ known: { template: 'service' } })));
    expect(service).not.toContain('keys');
    expect(service).not.toContain('redirect-uris');
  });

  it('looks for the registration endpoint only where nobody named it and somebody will need it', () => {
    const { registration_endpoint: _, ...server } = SERVER;
    const unnamed = createWalk(itinerary({ known: { server } }));
    unnamed.goTo('admin-token');
    expect(asked(unnamed, 'discover-endpoints')).toHaveLength(1);
    expect(unnamed.state().answers.server?.registration_endpoint).toBe(SERVER.registration_endpoint);

    const mintOnly = createWalk(itinerary({ known: { server, registers: false } }));
    mintOnly.goTo('admin-token');
    expect(mintOnly.attempts).toEqual([]);

    const named = createWalk(itinerary());
    named.goTo('admin-token');
    expect(named.attempts).toEqual([]);
  });

  it('does not look again when the operator comes back to a server whose endpoints were found', () => {
    const { registration_endpoint: _, ...server } = SERVER;
    const walk = createWalk(itinerary({ known: { server } }));
    walk.goTo('admin-token');
    walk.tell({ type: 'went-back' });
    walk.goTo('admin-token');
    expect(asked(walk, 'discover-endpoints')).toHaveLength(1);
  });

  it('needs no token where there is none, and says how to give one', () => {
    const steps = STEP_IDS.filter(id => id !== 'admin-token' && id !== 'mint');
    const walk = createWalk(itinerary({ steps }));
    walk.goTo('review');
    walk.tell({ type: 'review-confirmed', sendAnyway: false });
    expect(walk.state()).toMatchObject({
      here: 'register',
      failure: { kind: 'missing-answer', needs: expect.stringContaining('--iat-file') },
    });
  });
});

describe('another client with the same IAT', () => {
  it('starts anew from the template, keeps server and token, and remembers the first', () => {
    const walk = createWalk(itinerary({ known: { adminToken: adminToken(9000) } }));
    walk.goTo('result');
    const first = walk.state().answers;
    walk.tell({ type: 'another-client-wanted' });

    const { answers, here } = walk.state();
    expect(here).toBe('template');
    expect(answers.earlier).toEqual([first.registered]);
    expect(answers).toMatchObject({ server: first.server, iat: { registered: 1 }, metadata: {} });
    for (const gone of ['template', 'keys', 'redirectUris', 'registered', 'resultRead']) {
      expect(answers).not.toHaveProperty(gone);
    }

    walk.finish();
    expect(asked(walk, 'mint-iat')).toHaveLength(1);
    expect(asked(walk, 'register-client')).toHaveLength(2);
    expect(walk.state().answers.iat?.registered).toBe(2);
    expect(walk.state().answers.earlier).toHaveLength(1);
  });

  it.each([{ type: 'went-back' }, { type: 'jumped', to: 'result' }] as const)(
    'is also there after looking at the hand-over and then at the result again ($type)',
    there => {
      const walk = createWalk(itinerary());
      walk.goTo('hand-over');
      walk.tell(there);
      expect(walk.state().here).toBe('result');
      walk.tell({ type: 'another-client-wanted' });
      expect(walk.state()).toMatchObject({ here: 'template', returnTo: [] });
      walk.finish();
      expect(asked(walk, 'register-client')).toHaveLength(2);
    },
  );
});
