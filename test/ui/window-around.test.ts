import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowAround, windowWithMarks } from '../../src/ui/window-around.ts';

test('what is focused is in sight, what is in sight fits, and nothing more would fit', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(heights, fc.nat(60), fc.integer({ min: 3, max: 30 }), (list, focus, rows) => {
      const at = Math.min(focus, list.length - 1);
      const { first, last } = windowAround({ count: list.length, focus, rows }, index => list[index] ?? 0);
      const height = list.slice(first, last).reduce((sum, more) => sum + more, 0);
      expect(first).toBeLessThanOrEqual(at);
      expect(last).toBeGreaterThan(at);
      expect(height).toBeLessThanOrEqual(rows);
      for (const beside of [list[first - 1], list[last]])
        if (beside !== undefined) expect(height + beside).toBeGreaterThan(rows);
    }),
  );
});

test('the marks of what is out of sight have rows of their own', () => {
  expect(windowWithMarks({ count: 9, focus: 0, rows: 9 })).toEqual({ first: 0, last: 9 });
  expect(windowWithMarks({ count: 10, focus: 0, rows: 9 })).toEqual({ first: 0, last: 7 });
  expect(windowWithMarks({ count: 0, focus: 0, rows: 9 })).toEqual({ first: 0, last: 0 });
});

test('of a thousand entries only those around the focus are looked at', () => {
  let asked = 0;
  windowAround({ count: 1000, focus: 500, rows: 10 }, () => {
    asked += 1;
    return 1;
  });
  expect(asked).toBeLessThan(60);
});
