import fc from 'fast-check';
import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { cellWidth } from '../../../src/ui/cells.ts';
import { type FrameStep, positionOf, StepColumn, StepLine } from '../../../src/ui/components/step-list.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';

const TITLES = [
  'Server',
  'Admin token',
  'Mint',
  'Template',
  'Keys',
  'Redirect URIs',
  'Review',
  'Register',
  'Result',
  'Hand over',
];
const stepsAt = (at: number, titles: readonly string[] = TITLES): FrameStep[] =>
  titles.map((title, index) => ({
    id: String(index),
    title,
    state: index < at ? (index === 2 ? 'sealed' : 'done') : index === at ? 'here' : 'open',
    answer: index < at ? `answer ${index}` : undefined,
  }));
const line = (at: number, columns: number) =>
  renderToString(<StepLine steps={stepsAt(at)} width={columns} />, { columns });

test('all the steps where there is room', () => {
  expect(line(1, 120)).toBe(
    '✔ Server ● Admin token ○ Mint ○ Template ○ Keys ○ Redirect URIs ○ Review ○ Register ○ Result ○ Hand over',
  );
});

test('where there is none, the ones around the current step', () => {
  expect(line(0, 58)).toBe('● Server ○ Admin token ○ Mint ○ Template ○ Keys …');
  expect(line(5, 58)).toBe('… ✔ Template ✔ Keys ● Redirect URIs ○ Review ○ Register …');
  expect(line(9, 58)).toBe('… ✔ Redirect URIs ✔ Review ✔ Register ✔ Result ● Hand over');
});

test('the same in ASCII', () => {
  const ascii = renderToString(
    <LookContext value={createLook({ unicode: false, motion: false })}>
      <StepLine steps={stepsAt(5)} width={58} />
    </LookContext>,
  );
  expect(ascii).toBe('~ v Template v Keys * Redirect URIs o Review o Register ~');
});

test('whatever the steps are called and however many there are, the line never wraps and has the current one', () => {
  const titles = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), {
    minLength: 1,
    maxLength: 14,
  });
  fc.assert(
    fc.property(titles, fc.nat(13), fc.integer({ min: 20, max: 120 }), (names, at, columns) => {
      const steps = stepsAt(Math.min(at, names.length - 1), names);
      const drawn = renderToString(<StepLine steps={steps} width={columns} />, { columns });
      expect(drawn.split('\n')).toHaveLength(1);
      expect(cellWidth(drawn)).toBeLessThanOrEqual(columns);
      expect(drawn).toContain('●');
    }),
    { numRuns: 60 },
  );
});

test('where nothing is current, the place is the first open step, or the last when all are done', () => {
  expect(positionOf(stepsAt(-1))).toBe(0);
  expect(positionOf(stepsAt(99))).toBe(9);
});

test('in a column the steps stand with their answers, around the current one where rows are few', () => {
  const column = (rows: number) =>
    renderToString(<StepColumn steps={stepsAt(5)} width={33} rows={rows} />, { columns: 33 }).split('\n');
  expect(column(10).slice(3, 6)).toEqual(['✔ Template       answer 3', '✔ Keys           answer 4', '● Redirect URIs']);
  expect(column(5)).toEqual([
    '  … 4 more above',
    '✔ Keys           answer 4',
    '● Redirect URIs',
    '○ Review',
    '  … 3 more below',
  ]);
});
