import { describe, expect, it } from 'vitest';
import { itinerary, refusal, SERVER } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const BACK = { type: 'went-back' } as const;
const OTHER = {
  url: 'https://other.example.com',
  initial_access_token_endpoint: 'https://other.example.com/mint',
  registration_endpoint: 'https://other.example.com/register',
  wire: SERVER.wire,
};
const CONFIRMED = { type: 'review-confirmed', sendAnyway: false } as const;

function at(step: Parameters<Walk['goTo']>[0], plan = itinerary()): Walk {
  const walk = createWalk(plan);
  walk.goTo(step);
  return walk;
}

describe('jumping from the review to an answer', () => {
  it('comes back to the review once it is changed', () => {
    const walk = at('review');
    walk.tell({ type: 'jumped', to: 'redirect-uris' });
    expect(walk.state()).toMatchObject({ here: 'redirect-uris', returnTo: ['review'] });
    walk.tell({ type: 'redirect-uris-kept', redirectUris: ['https://b.example.com/cb'] });
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
    expect(walk.state().answers.redirectUris).toEqual(['https://b.example.com/cb']);
  });

  it('comes back by «back» as well, with nothing changed', () => {
    const walk = at('review');
    const { answers } = walk.state();
    walk.tell({ type: 'jumped', to: 'template' });
    walk.tell(BACK);
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [], answers });
  });

  it('asks for what a changed template now needs before it comes back', () => {
    const walk = at('review', itinerary({ known: { template: 'spa-pkce' } }));
    expect(asked(walk, 'obtain-keys')).toEqual([]);
    walk.tell({ type: 'jumped', to: 'template' });
    walk.tell({ type: 'template-chosen', template: 'bff-server', metadata: {} });
    expect(walk.state()).toMatchObject({ here: 'keys', returnTo: ['review'] });

    walk.tell(BACK);
    expect(walk.state(), 'the review would be without keys').toMatchObject({ here: 'template', returnTo: ['review'] });
    walk.tell({ type: 'template-chosen', template: 'bff-server', metadata: {} });
    walk.tell({ type: 'keys-chosen', choice: { from: 'generate', alg: 'ES256' } });
    walk.replyWell();
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
  });

  it('asks nothing about keys or redirect URIs that a changed template has no use for', () => {
    const walk = at('review');
    walk.tell({ type: 'jumped', to: 'template' });
    walk.tell({ type: 'template-chosen', template: 'service', metadata: {} });
    expect(walk.state().here).toBe('review');
    walk.tell(CONFIRMED);
    expect(asked(walk, 'register-client')[0]?.effect, 'the keys are kept, not used').not.toHaveProperty('keys');
    expect(walk.state().answers.keys).toBeDefined();
  });

  it('works from a failure too: the field at fault, then the review', () => {
    const walk = at('review');
    walk.tell(CONFIRMED);
    walk.fail(refusal('register'));
    walk.tell({ type: 'jumped', to: 'redirect-uris' });
    expect(walk.state()).toMatchObject({ here: 'redirect-uris', returnTo: ['review'] });
    expect(walk.state().failure).toBeUndefined();
  });

  it('to the step that failed only puts its failure away', () => {
    const walk = at('mint');
    walk.tell({ type: 'mint-confirmed', parameters: {} });
    walk.fail(refusal('mint', 'invalid_request'));
    walk.tell({ type: 'jumped', to: 'mint' });
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: [] });
    expect(walk.state().failure).toBeUndefined();
  });

  it('to where the operator is changes nothing', () => {
    const walk = at('template');
    const before = walk.state();
    walk.tell({ type: 'jumped', to: 'template' });
    expect(walk.state()).toBe(before);
  });

  it('to the registration that failed is no way to wipe its failure away', () => {
    const walk = at('review');
    walk.tell(CONFIRMED);
    walk.fail(refusal('register'));
    const before = walk.state();
    walk.tell({ type: 'jumped', to: 'register' });
    expect(walk.state()).toBe(before);
  });

  it('within a jump comes back step by step', () => {
    const walk = at('review');
    walk.tell({ type: 'jumped', to: 'redirect-uris' });
    walk.tell({ type: 'jumped', to: 'template' });
    expect(walk.state().returnTo).toEqual(['review', 'redirect-uris']);
    walk.tell(BACK);
    expect(walk.state().here).toBe('redirect-uris');
    walk.tell(BACK);
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
  });

  it('to a server whose registration endpoint was wrong keeps the IAT', () => {
    const walk = at('review');
    walk.tell(CONFIRMED);
    walk.fail(refusal('register', 'not_found', 404));
    const { iat } = walk.state().answers;
    walk.tell({ type: 'jumped', to: 'server' });
    expect(walk.state()).toMatchObject({ here: 'server', returnTo: ['review'] });
    const mended = { ...SERVER, registration_endpoint: 'https://idp.example.com/register' };
    walk.tell({ type: 'server-chosen', server: mended, allowedOrigins: [], registers: true });
    expect(walk.state()).toMatchObject({ here: 'review', answers: { server: mended, iat } });
  });

  it('to another server leaves behind the IAT that the first one minted: the next Enter mints there', () => {
    const walk = at('review');
    walk.tell({ type: 'jumped', to: 'server' });
    walk.tell({ type: 'server-chosen', server: OTHER, allowedOrigins: [], registers: true });
    expect(walk.state().here).toBe('review');
    walk.tell(CONFIRMED);
    expect(walk.state()).toMatchObject({ here: 'mint', returnTo: ['review'] });
    expect(asked(walk, 'register-client')).toEqual([]);
  });

  it.each(['register', 'result', 'hand-over'] as const)('to %s is no shortcut past the consent', to => {
    const walk = at('review');
    walk.tell({ type: 'jumped', to });
    expect(walk.state().here).toBe('review');
    expect(asked(walk, 'register-client')).toEqual([]);
  });

  it('to a step that this run does not have goes nowhere', () => {
    const walk = at('review', itinerary({ known: { template: 'spa-pkce' } }));
    walk.tell({ type: 'jumped', to: 'keys' });
    expect(walk.state()).toMatchObject({ here: 'review', returnTo: [] });
  });
});
