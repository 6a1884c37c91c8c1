import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Typed, TypedKeys } from '../../src/ui/typed-keys.ts';
import { KEY } from '../support/ink.ts';

const known = { marksPastes: true };
const unknown = { marksPastes: false };
const pasted = (text: string) => `\u001b[200~${text}\u001b[201~`;
const kinds = (typed: Typed[]) => typed.map(({ kind, bytes }) => [kind, bytes]);
const of = (terminal: { marksPastes: boolean }, ...chunks: string[]) => {
  const keys = new TypedKeys(terminal);
  return kinds(chunks.flatMap(chunk => keys.push(chunk)));
};

describe('what a terminal sends in one read', () => {
  it.each([
    [
      'abc\t',
      [
        ['text', 'abc'],
        ['key', '\t'],
      ],
    ],
    [
      '12\u001534',
      [
        ['text', '12'],
        ['key', '\u0015'],
        ['text', '34'],
      ],
    ],
    [
      'text\r',
      [
        ['text', 'text'],
        ['key', '\r'],
      ],
    ],
    [
      '\r\rx',
      [
        ['key', '\r'],
        ['key', '\r'],
        ['text', 'x'],
      ],
    ],
    [
      `a${KEY.up}${KEY.altUp}${KEY.f1}b`,
      [
        ['text', 'a'],
        ['key', KEY.up],
        ['key', KEY.altUp],
        ['key', KEY.f1],
        ['text', 'b'],
      ],
    ],
    [
      `${KEY.alt('f')}\u001b\u001b[A`,
      [
        ['key', '\u001bf'],
        ['key', '\u001b\u001b[A'],
      ],
    ],
  ])('is taken for keys: %j', (chunk, expected) => {
    expect(of(known, chunk)).toEqual(expected);
    expect(of(unknown, chunk)).toEqual(expected);
  });

  it.each(['https://a.example\nhttps://b.example', 'token\n', 'one\r\ntwo\r\n', 'a\tb\n'])(
    'is a paste where it has text and a line feed, which no key sends: %j',
    chunk => {
      expect(of(known, chunk)).toEqual([['paste', pasted(chunk)]]);
      expect(of(unknown, chunk)).toEqual([['paste', pasted(chunk)]]);
    },
  );

  it('is a paste where lines come from a terminal that is not known to mark them, until it has marked one', () => {
    expect(of(unknown, 'one\rtwo\r')).toEqual([['paste', pasted('one\rtwo\r')]]);
    expect(of(known, 'one\rtwo')).toEqual([
      ['text', 'one'],
      ['key', '\r'],
      ['text', 'two'],
    ]);
    expect(of(unknown, pasted('x'), 'one\rtwo')).toEqual([
      ['paste', pasted('x')],
      ['text', 'one'],
      ['key', '\r'],
      ['text', 'two'],
    ]);
  });

  it('is typed where it has a key that no paste holds', () => {
    expect(of(unknown, `one\r${KEY.down}two\r`)).toEqual([
      ['text', 'one'],
      ['key', '\r'],
      ['key', KEY.down],
      ['text', 'two'],
      ['key', '\r'],
    ]);
  });
});

it('Ctrl+C gets through also where the end of a paste got lost', () => {
  expect(of(known, '\u001b[200~half a paste', '\u0003', 'x')).toEqual([
    ['key', '\u0003'],
    ['text', 'x'],
  ]);
});

const SEQUENCES = [KEY.up, KEY.altUp, KEY.ctrlDown, KEY.f1, KEY.f4, KEY.shiftTab, KEY.delete, KEY.alt('b')];
const CONTROLS = ['\r', '\t', '\u007f', KEY.ctrl('u'), KEY.ctrl('d'), '\u0000'];
const text = fc.string({ unit: 'grapheme', maxLength: 6 });
const bytes = fc
  .array(
    fc.oneof(text, fc.constantFrom(...SEQUENCES, ...CONTROLS), text.map(pasted), fc.constant(pasted('a\r\nb\n'))),
    {
      maxLength: 12,
    },
  )
  .map(pieces => pieces.join(''));

/** One piece for each character and key, wherever the reads ended. */
function heard(typed: readonly Typed[]): string[] {
  return typed.flatMap(({ kind, bytes }) => (kind === 'text' ? [...bytes] : [bytes]));
}

it('gives the same keys and pastes wherever the reads end', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(), { maxLength: 12 }), (sent, cuts) => {
      const points = [...sent];
      const ends = [...new Set(cuts.map(cut => cut % (points.length + 1)))].sort((a, b) => a - b);
      const chunks = [...ends, points.length].map((end, index) => points.slice(ends[index - 1] ?? 0, end).join(''));
      const keys = new TypedKeys(known);
      const typed = chunks.flatMap(chunk => keys.push(chunk));
      expect(joined(heard(typed))).toEqual(heard(new TypedKeys(known).push(sent)));
    }),
    { numRuns: 2000 },
  );
});

/** What was begun in one read and ended in another is one key to Ink, which waits for the rest. */
function joined(keys: readonly string[]): string[] {
  const [first, ...rest] = keys;
  if (first === undefined) return [];
  const next = rest[0];
  const isBegun = /^\u001b{1,2}(?:\[\[?[0-?]*[ -/]*|O[\d;]*)?$/.test(first) && next !== undefined;
  return isBegun ? joined([first + next, ...rest.slice(1)]) : [first, ...joined(rest)];
}
