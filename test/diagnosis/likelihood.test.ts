import { expect, test } from 'vitest';
import { likelihood } from '../../src/diagnosis/likelihood.ts';

test('how sure a cause is, in words', () => {
  const words = [0.92, 0.8, 0.5, 0.25, 0.2].map(likelihood);
  expect(words).toEqual(['very likely', 'very likely', 'likely', 'possible', 'less likely']);
});
