import { expect, it } from 'vitest';
import { killMany } from '../support/kill-many.ts';

// `npm run bench:kill` kills hundreds, at other moments each time.
it.each([
  ['headless', 8],
  ['guided', 3],
] as const)(
  'a %s run that is killed at any moment loses no client and registers none twice',
  {
    timeout: 120_000,
  },
  async (how, kills) => {
    const { wrong, fell } = await killMany(how, kills, 20_261_124);
    expect(wrong).toEqual([]);
    expect(Object.values(fell).reduce((sum, count) => sum + count, 0)).toBe(kills);
  },
);
