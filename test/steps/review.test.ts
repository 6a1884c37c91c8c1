import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { registeredClient } from '../../src/domain/registration/registered-client.ts';
import { askedMetadata } from '../../src/domain/registration/registration-request.ts';
import type { Answers } from '../../src/flow/answers.ts';
import { redirectUris } from '../../src/steps/redirect-uris.ts';
import { blockingFindings, review } from '../../src/steps/review.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { itinerary, later, registration } from '../support/flow.ts';

const confirm = (answers = answersOf(), sendAnyway = false) =>
  review.hear(answers, { type: 'review-confirmed', sendAnyway }, later(1));

describe('the review', () => {
  it('lets a request without findings go', () => {
    expect(confirm()).toEqual({ do: 'next' });
  });

  it('stops what will probably be refused until «send anyway»', () => {
    const http = answersOf({ redirectUris: ['http://app.example.com/cb'] });
    expect(confirm(http)).toMatchObject({
      do: 'fail',
      failure: { kind: 'blocked', passable: true, problems: [expect.stringContaining('redirect_uris[0]: http')] },
    });
    expect(confirm(http, true)).toEqual({ do: 'next' });
  });

  it('stops what cannot be sent, whatever is said', () => {
    const leaking = answersOf({
      metadata: { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
      redirectUris: ['no uri'],
    });
    for (const sendAnyway of [false, true]) {
      expect(confirm(leaking, sendAnyway)).toMatchObject({ do: 'fail', failure: { kind: 'blocked', passable: false } });
    }
  });

  it('stops private_key_jwt without a key, but not where «none» was chosen on purpose', () => {
    const { keys: _, ...keyless } = answersOf();
    expect(confirm(keyless)).toMatchObject({ failure: { kind: 'blocked', passable: true } });
    expect(confirm({ ...keyless, keys: { choice: { from: 'none' } } })).toEqual({ do: 'next' });
  });

  it('finds the same for the operator’s Enter as for --yes', () => {
    const http = answersOf({ redirectUris: ['http://app.example.com/cb'] });
    expect(confirm(http)).toMatchObject({ failure: blockingFindings(http, false) });
    expect(blockingFindings(http, true)).toBeUndefined();
  });

  it('changes one member and stays', () => {
    const set = (member: string, value: string | string[] | null) =>
      review.hear(answersOf({ metadata: { scope: 'a' } }), { type: 'member-set', member, value }, later(1));
    expect(set('scope', 'b')).toMatchObject({ do: 'stay', answers: { metadata: { scope: 'b' } } });
    expect(set('client_name', 'x')).toMatchObject({ answers: { metadata: { scope: 'a', client_name: 'x' } } });
    expect(askedMetadata(set('scope', null).answers ?? answersOf())).not.toHaveProperty('scope');
  });

  it('changes the redirect URIs where they are kept, so that there is one place for them', () => {
    const value = ['https://new.example.com/cb'];
    const { answers } = review.hear(answersOf(), { type: 'member-set', member: 'redirect_uris', value }, later(1));
    expect(answers).toMatchObject({ redirectUris: value, metadata: {} });
  });

  it('leaves the redirect URIs out on demand, is not asked for them then, and takes them in again', () => {
    const set = (answers: Answers, value: Json) =>
      review.hear(answers, { type: 'member-set', member: 'redirect_uris', value }, later(1)).answers ?? answers;
    const without = set(answersOf(), null);
    expect(askedMetadata(without)).not.toHaveProperty('redirect_uris');
    expect(redirectUris.applies?.(without)).toBe(false);
    const again = set(without, ['https://a.example.com/cb']);
    expect(askedMetadata(again)).toMatchObject({ redirect_uris: ['https://a.example.com/cb'] });
    expect(redirectUris.applies?.(again)).toBe(true);
  });

  it('does not hide a member of the wrong type behind the value before', () => {
    const happening = { type: 'member-set', member: 'redirect_uris', value: 'https://a.example.com/cb' } as const;
    const { answers = answersOf() } = review.hear(answersOf(), happening, later(1));
    expect(askedMetadata(answers)).toMatchObject({ redirect_uris: 'https://a.example.com/cb' });
    expect(confirm(answers)).toMatchObject({ do: 'fail', failure: { kind: 'blocked' } });
  });

  it('asks anew at every visit until the client is registered', () => {
    expect(review.standing(answersOf(), later(1))).toBe('open');
    const registered = registeredClient(registration({ asked: {} }));
    expect(review.standing(answersOf({ registered }), later(1))).toBe('done');
  });

  it('is confirmed by --yes alone', () => {
    expect(review.suggest?.(itinerary().known, answersOf())).toMatchObject({ missing: { needs: '--yes' } });
    const { known } = itinerary({ known: { confirmed: true, sendAnyway: true } });
    expect(review.suggest?.(known, answersOf())).toEqual({
      happening: { type: 'review-confirmed', sendAnyway: true },
    });
  });

  it('listens to nothing that is meant for others', () => {
    expect(overheard(review, ['review-confirmed'], answersOf())).toEqual([]);
  });
});
