import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../src/runbook/file/yaml-document.ts';

const MEBIBYTE = 1024 * 1024;
const fill = (piece: string) => piece.repeat(Math.floor(MEBIBYTE / piece.length));

function trouble(text: string): string[] {
  const read = readYaml(text);
  return 'problems' in read ? read.problems.map(p => `${p.line}:${p.column} ${p.path} ${p.message}`) : [];
}

function value(text: string): unknown {
  const read = readYaml(text);
  return 'json' in read ? read.json : read.problems;
}

test('YAML 1.2 of the core schema becomes JSON: yes is a text, 010 is ten, and a date is a text', () => {
  expect(value('a: yes\nb: 010\nc: 0o10\nd: 2026-11-23\ne: ~\nf: {g: [1.5, true]}\n7: seven\n')).toEqual({
    a: 'yes',
    b: 10,
    c: 8,
    d: '2026-11-23',
    e: null,
    f: { g: [1.5, true] },
    7: 'seven',
  });
});

test('a file that calls itself YAML 1.1 is read by the same rules', () => {
  expect(value('%YAML 1.1\n---\na: yes\nb: 1_000\n')).toEqual({ a: 'yes', b: '1_000' });
});

test('a byte order mark and Windows line ends are no trouble', () => {
  expect(value('\ufeffa: 1\r\nb:\r\n  - x\r\n')).toEqual({ a: 1, b: ['x'] });
});

test('an anchor used once or twice is followed', () => {
  expect(value('a: &x [1]\nb: *x\n')).toEqual({ a: [1], b: [1] });
});

describe('what another reader would understand differently is refused, with its place', () => {
  test.each([
    ['a: 1\nb: 2\na: 3\n', '3:1 a stands here a second time'],
    ['x:\n  "a": 1\n  a: 3\n', '3:3 x.a stands here a second time'],
    ['a: &x {b: 1}\nc:\n  <<: *x\n', '3:3 c.<< is a merge key, which is not read: write the members out'],
    ['a: !mine x\n', '1:4  Unresolved tag: !mine'],
    ['a: !!binary aGk=\n', '1:4  Unresolved tag: tag:yaml.org,2002:binary'],
    ['a: 1\n---\nb: 2\n', '2:1  a second document begins: a file holds one runbook'],
    ['a: .inf\n', '1:4 a is no value that JSON has (text, number, true, false, null)'],
    ['? [a]\n: b\n', '1:3  has a key that is no text'],
    ['__proto__: {a: 1}\n', '1:1 __proto__ is no key that anything here may have'],
    ['a: *nothing\n', '1:4 a is an alias of nothing'],
    ['a: [1, 2\nb: 3\n', '2:1  Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['', '1:1  the file is empty'],
    ['# only a comment\n', '1:1  the file is empty'],
  ])('%j', (text, first) => {
    expect(trouble(text)[0]).toBe(first);
  });
});

describe('a file made to exhaust the reader is refused before it can', () => {
  test('a billion laughs', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(',')}]\n`;
    const bomb = `${level('a', 'ha')}${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((name, index) => level(name, `*${'abcdefgh'[index]}`))
      .join('')}`;
    expect(trouble(bomb)[0]).toBe('2:8 c[0][0] is alias number 11: a runbook has no use for so many');
    expect(trouble('a: &a [*a]')[0]).toContain('is alias number 11');
  });

  test('ten megabytes are not even looked at', () => {
    expect(trouble('x'.repeat(10_000_000))).toEqual(['1:1  the file is larger than 1 MiB (9.5 MiB)']);
    expect(trouble('ü'.repeat(600_000))).toEqual(['1:1  the file is larger than 1 MiB (1.1 MiB)']);
  });

  test.each(['[', '[ ', '- ', '? ', '{', '{a: ', ': ', 'a: b: '])('a mebibyte of %j', piece => {
    expect(trouble(fill(piece))).toEqual(['1:1  the file is nested more than 40 levels deep']);
  });

  test.each(['&a ', '*a ', '!a ', '---\n', '-\n', '\n', '#\n', '...\n', '%a\n'])('a mebibyte of %j', piece => {
    expect(trouble(fill(piece))).toEqual(['1:1  the file is too long for a runbook']);
  });

  test('a hundred thousand keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(trouble(keys)[0]).toMatch(/too long/);
  });

  test('depth by indentation', () => {
    const deep = (levels: number) => Array.from({ length: levels }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    expect(trouble(deep(60))).toEqual(['1:1  the file is nested more than 40 levels deep']);
    expect(trouble(deep(30))).toEqual([]);
  });
});

test('ten thousand redirect URIs are read', () => {
  const uris = Array.from({ length: 10_000 }, (_, index) => `  - https://host-${index}.example/cb`).join('\n');
  expect(trouble(`redirect_uris:\n${uris}\n`)).toEqual([]);
});

test('any text is read or refused, and never throws', () => {
  const yamlish = fc
    .array(
      fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '- ',
        '  ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '|',
        '>',
        '&x',
        '*x',
        '!',
        '#',
        '?',
        '%',
        '---',
        '\t',
        '\r',
        '\u0000',
        '<<',
        '1e999',
        '\ud800',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), yamlish), text => {
      const read = readYaml(text);
      if ('json' in read) JSON.stringify(read.json);
      else
        for (const { line, column, message } of read.problems)
          expect([(line ?? 0) > 0, (column ?? 0) > 0, message !== '']).toEqual([true, true, true]);
    }),
    { numRuns: 300 },
  );
});
