import fc from 'fast-check';
import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { cellWidth } from '../../../src/ui/cells.ts';
import { type Hint, hintsShown, KeyHints } from '../../../src/ui/components/key-hints.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';

const HINTS: Hint[] = [
  { key: 'Enter', does: 'keep', weight: 5, short: '' },
  { key: '↑↓', does: 'move', short: '' },
  { key: 'Ctrl+D', does: 'delete', weight: 2 },
  { key: 'Ctrl+Z', does: 'undo' },
  { key: 'Esc', does: 'back', weight: 4 },
  { key: 'F1', does: 'help', weight: 3 },
];
const line = (columns: number) => renderToString(<KeyHints hints={HINTS} width={columns} />, { columns });

test('all hints where there is room', () => {
  expect(line(78)).toBe('Enter keep   ↑↓ move   Ctrl+D delete   Ctrl+Z undo   Esc back   F1 help');
});

test('in a narrow window hints shorten first, then the least important go', () => {
  expect(line(60)).toBe('Enter  ↑↓  Ctrl+D delete  Ctrl+Z undo  Esc back  F1 help');
  expect(line(46)).toBe('Enter  ↑↓  Ctrl+D delete  Esc back  F1 help');
  expect(line(30)).toBe('Enter  Esc back  F1 help');
  expect(line(10)).toBe('Enter');
  expect(line(3)).toBe('En…');
});

test('keys are spelled in ASCII where Unicode is missing', () => {
  const ascii = renderToString(
    <LookContext value={createLook({ unicode: false, motion: false })}>
      <KeyHints hints={HINTS} width={90} />
    </LookContext>,
    { columns: 90 },
  );
  expect(ascii).toContain('Up/Down move');
});

test('whatever the hints and the width, it stays one line and the weightiest stays', () => {
  const hint = fc.record({
    key: fc.string({ minLength: 1, maxLength: 8 }),
    does: fc.string({ maxLength: 12 }),
    weight: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(hint, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 120 }), (hints, width) => {
      const { hints: shown, gap } = hintsShown(hints, width);
      const cells = shown.reduce(
        (sum, { key, does }) => sum + cellWidth(does === '' ? key : `${key} ${does}`),
        (shown.length - 1) * gap,
      );
      expect(shown.length).toBeGreaterThan(0);
      if (shown.length > 1) expect(cells).toBeLessThanOrEqual(width);
      const most = Math.max(...hints.map(({ weight }) => weight));
      expect(Math.max(...shown.map(({ weight = 1 }) => weight))).toBe(most);
    }),
  );
});
