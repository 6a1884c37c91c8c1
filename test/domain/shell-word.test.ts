import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/domain/shell-word.ts';

test('whatever a server calls a client, the command that is copied names it and runs nothing else', () => {
  const telling = fc.constantFrom('$(id)', '`id`', '; id', '"', "'", '\\', '$HOME', '!!', '*', '~', '-', '=', ' ', 'a');
  const text = fc
    .array(fc.oneof(telling, fc.string()), { maxLength: 6 })
    .map(parts => parts.join('').replaceAll('\0', ''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), texts => {
      const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(texts);
    }),
    { numRuns: 60 },
  );
});

test('a plain id stays as it is, and a name of several words stands in quotes that every shell knows', () => {
  expect(['c-1', 'https://a.example/c', 'My BFF', '-Wq3', ''].map(shellWord)).toEqual([
    'c-1',
    'https://a.example/c',
    '"My BFF"',
    '"-Wq3"',
    '""',
  ]);
});
