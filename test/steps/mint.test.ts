import { describe, expect, it } from 'vitest';
import { mint } from '../../src/steps/mint.ts';
import { answersOf, NOTHING, overheard } from '../support/answers.ts';
import { adminToken, initialAccessToken, itinerary, later, refusal, SERVER } from '../support/flow.ts';

const READY = { ...NOTHING, server: SERVER, adminToken: adminToken() };

describe('minting an IAT', () => {
  it('asks the server for what was confirmed', () => {
    const parameters = { label: 'x', expires_in: 60, max_uses: 1 };
    expect(mint.hear(READY, { type: 'mint-confirmed', parameters }, later(1))).toEqual({
      do: 'ask',
      answers: { ...READY, mint: parameters },
      effect: { type: 'mint-iat', server: SERVER, adminToken: READY.adminToken.token, parameters },
    });
  });

  it('once more asks for the same', () => {
    const parameters = { expires_in: 60 };
    expect(mint.hear({ ...READY, mint: parameters }, { type: 'retried' }, later(1))).toMatchObject({
      do: 'ask',
      effect: { parameters },
    });
  });

  it.each([
    ['expires_in', 0],
    ['expires_in', -1],
    ['expires_in', 1.5],
    ['expires_in', Number.NaN],
    ['max_uses', 0],
    ['max_uses', Number.POSITIVE_INFINITY],
    ['max_uses', 2 ** 60],
  ])('with %s = %d is stopped here, and nothing is sent', (member, value) => {
    expect(mint.hear(READY, { type: 'mint-confirmed', parameters: { [member]: value } }, later(1))).toMatchObject({
      do: 'fail',
      failure: { kind: 'not-valid', problem: expect.stringContaining(member) },
    });
  });

  it('needs an admin token that has not lapsed', () => {
    expect(mint.needs?.(READY, later(1))).toBeUndefined();
    expect(mint.needs?.({ ...READY, adminToken: adminToken(60) }, later(61))).toMatchObject({
      product: 'admin-token',
      otherwise: { kind: 'admin-token-expired', expiredAt: later(60).wall },
    });
    expect(mint.needs?.(NOTHING, later(1))).toMatchObject({ otherwise: { kind: 'missing-answer' } });
  });

  it('is sealed while the IAT is usable, and open again when it lapsed or ran out', () => {
    const iat = initialAccessToken({ lifetimeSeconds: 60, maxUses: 1 });
    expect(mint.standing(answersOf({ iat }), later(59))).toBe('sealed');
    expect(mint.standing(answersOf({ iat }), later(60))).toBe('open');
    expect(mint.standing(answersOf({ iat: { ...iat, registered: 1 } }), later(1))).toBe('open');
    expect(mint.standing(answersOf(), later(1))).toBe('open');
  });

  it('that failed, or gave an IAT that is of no use, leaves the one that was there', () => {
    const before = { ...READY, iat: initialAccessToken() };
    const failure = refusal('mint');
    expect(mint.settle?.(before, { type: 'failed', failure }, later(1))).toEqual({ do: 'fail', failure });
    const dead = initialAccessToken({ lifetimeSeconds: -5 });
    expect(mint.settle?.(before, { type: 'iat-minted', iat: dead }, later(1))).toEqual({
      do: 'fail',
      failure: { kind: 'iat-unusable', standing: 'expired', deadOnArrival: true },
    });
  });

  it('is suggested as the operator had it last, else as it is known', () => {
    const { known } = itinerary();
    expect(mint.suggest?.(known, READY)).toEqual({ happening: { type: 'mint-confirmed', parameters: known.mint } });
    expect(mint.suggest?.(known, { ...READY, mint: { max_uses: 3 } })).toEqual({
      happening: { type: 'mint-confirmed', parameters: { max_uses: 3 } },
    });
  });

  it('happens here only', () => {
    expect(overheard(mint, ['mint-confirmed', 'retried'], READY)).toEqual([]);
  });
});
