import { describe, expect, it } from 'vitest';
import { adminToken as step } from '../../src/steps/admin-token.ts';
import { NOTHING, overheard } from '../support/answers.ts';
import { adminToken, itinerary, later } from '../support/flow.ts';

describe('giving an admin token', () => {
  it('is done until it lapses by its own exp', () => {
    const given = adminToken(60);
    const move = step.hear(NOTHING, { type: 'admin-token-given', adminToken: given }, later(1));
    expect(move).toEqual({ do: 'next', answers: { ...NOTHING, adminToken: given } });
    expect(step.standing({ ...NOTHING, adminToken: given }, later(59))).toBe('done');
    expect(step.standing({ ...NOTHING, adminToken: given }, later(60))).toBe('open');
  });

  it('that has lapsed already says when, and does not replace the one that was given before', () => {
    const before = { ...NOTHING, adminToken: adminToken(9000) };
    expect(step.hear(before, { type: 'admin-token-given', adminToken: adminToken(60) }, later(61))).toEqual({
      do: 'fail',
      failure: { kind: 'admin-token-expired', expiredAt: later(60).wall },
    });
  });

  it('whose exp nobody can read, or is 0, does not lapse here', () => {
    const opaque = { ...adminToken(), look: { form: 'opaque' } } as const;
    const never = { ...adminToken(), look: { form: 'jwt', exp: 0 } } as const;
    for (const given of [opaque, never]) {
      expect(step.standing({ ...NOTHING, adminToken: given }, later(1e9))).toBe('done');
    }
  });

  it('is named by its flag where there is none', () => {
    const { adminToken: _, ...known } = itinerary().known;
    expect(step.suggest?.(known, NOTHING)).toMatchObject({
      missing: { question: 'the admin access token', needs: expect.stringContaining('--admin-token-file') },
    });
  });

  it('happens here only', () => {
    expect(overheard(step, ['admin-token-given'], NOTHING)).toEqual([]);
  });
});
