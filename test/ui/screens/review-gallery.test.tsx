import { expect, test } from 'vitest';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { TELLTALE } from '../../support/flow.ts';
import { show } from '../../support/ink.ts';
import { exhibits } from '../gallery/review.tsx';
import { exhibits as updates } from '../gallery/update.tsx';

const SIZES = [
  [80, 24],
  [120, 30],
  [40, 12],
] as const;

test.each([...exhibits, ...updates])(
  '$name fits every window, with Unicode and without, and shows no secret',
  async ({ element }) => {
    for (const [columns, rows] of SIZES) {
      for (const unicode of [true, false]) {
        const look = createLook({ unicode, motion: false });
        const screen = await show(<LookContext value={look}>{element}</LookContext>, { columns, rows });
        const lines = screen.lastFrame().split('\n');
        expect(lines.length).toBeLessThan(rows);
        // The terminal would have wrapped a longer one into two.
        expect(lines.at(-1)).toMatch(/Enter|Esc|leave/);
        if (!unicode) expect(screen.lastFrame()).toMatch(/^[\n\u0020-\u007e]*$/);
        expect(screen.frames.join('')).not.toContain(TELLTALE);
        screen.unmount();
      }
    }
  },
);

test('what is typed survives a window that is too small for anything', async () => {
  const review = exhibits.find(({ name }) => name === 'review-member');
  const screen = await show(review?.element, { columns: 80, rows: 24 });
  await screen.press(' refresh_token');
  await screen.resize(30, 8);
  await screen.untilShown('Make this window larger');
  await screen.press('x');
  await screen.resize(40, 12);
  await screen.untilShown('authorization_code refresh_token');
  expect(screen.lastFrame()).not.toContain('refresh_tokenx');
});
