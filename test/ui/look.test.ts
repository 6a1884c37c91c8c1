import { expect, test } from 'vitest';
import { createLook, gauge, inGlyphs } from '../../src/ui/look.ts';

const unicode = createLook({ unicode: true, motion: true });
const ascii = createLook({ unicode: false, motion: true });

test('a terminal without Unicode is never sent a character outside ASCII by the look itself', () => {
  const drawn = [...Object.values(ascii.glyphs).flat(), gauge(ascii, 0.4)].join('');
  expect(drawn).toMatch(/^[ -~]+$/);
});

test('a gauge in both sets of signs', () => {
  expect(gauge(unicode, 0.9)).toBe('▰▰▰▰▰▰▰▰▰▱');
  expect(gauge(ascii, 0.4)).toBe('[####------]');
});

test('a gauge is full only at the beginning and empty only at the end', () => {
  expect(gauge(unicode, 1)).toBe('▰'.repeat(10));
  expect(gauge(unicode, 0.999)).toBe(`${'▰'.repeat(9)}▱`);
  expect(gauge(unicode, 0.001)).toBe(`▰${'▱'.repeat(9)}`);
  expect(gauge(unicode, 0)).toBe('▱'.repeat(10));
  expect(gauge(unicode, 1.5)).toBe('▰'.repeat(10));
  expect(gauge(unicode, -1)).toBe('▱'.repeat(10));
});

test('our own words are spelled in ASCII where Unicode is missing, and left alone where it is not', () => {
  const words = '↑↓ choose · Ctrl+↑ up → «done» …';
  expect(inGlyphs(ascii, words)).toBe('Up/Down choose, Ctrl+Up up -> "done" ...');
  expect(inGlyphs(unicode, words)).toBe(words);
});
