import { describe, expect, it } from 'vitest';
import { wrapped } from '../../../src/cli/terminal/wrapped.ts';

describe('a line of talk on a terminal', () => {
  it('is broken between words, and goes on under its own beginning', () => {
    expect(wrapped('  1. Restart the BFF and watch its log', 20)).toBe('  1. Restart the BFF\n  and watch its log');
    expect(wrapped('one two three', 7, 2)).toBe('one two\n  three');
  });

  it('keeps its columns where it fits, and its line ends', () => {
    expect(wrapped('list      all of them\nshow CLIENT  one', 40)).toBe('list      all of them\nshow CLIENT  one');
    expect(wrapped('one two three four', Number.POSITIVE_INFINITY)).toBe('one two three four');
    expect(wrapped('', 10)).toBe('');
  });

  it('puts a description below the command where both do not fit, further in', () => {
    expect(wrapped('  tool practice --drill one    the same, with trouble', 30)).toBe(
      '  tool practice --drill one\n      the same, with trouble',
    );
    expect(wrapped('  key   one two three four', 24)).toBe('  key   one two three\n        four');
  });

  it('leaves a path whole, which is to be copied, in a line of its own', () => {
    expect(wrapped('kept in /a/very/long/path/of/a/record.json now', 20)).toBe(
      'kept in\n/a/very/long/path/of/a/record.json\nnow',
    );
  });
});
