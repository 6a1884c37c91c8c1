import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from '../../../src/store/hand-over/json.ts';

function edited(text: string | undefined, values: Record<string, string>): string {
  const result = editJson(
    text,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  );
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

describe('a JSON file that values are handed over to', () => {
  it('is made where there is none', () => {
    expect(edited(undefined, { client_id: 'c1', kid: 'k' })).toBe('{\n  "client_id": "c1",\n  "kid": "k"\n}\n');
  });

  it('keeps indentation, inline lists and the spelling of numbers', () => {
    const before = '{\n\t"big": 12345678901234567890,\n\t"list": [1.0, 2],\n\t"client_id": "old"\n}';
    const after = '{\n\t"big": 12345678901234567890,\n\t"list": [1.0, 2],\n\t"client_id": "new",\n\t"kid": "k"\n}';
    expect(edited(before, { client_id: 'new', kid: 'k' })).toBe(after);
  });

  it('stays on one line where it was', () => {
    expect(edited('{"a":1}', { b: 'x' })).toBe('{"a":1,"b":"x"}');
    expect(edited('{"a": 1, "b": {"b": 2}}\n', { b: 'x', c: 'y' })).toBe('{"a": 1, "b": "x", "c": "y"}\n');
  });

  it('replaces a key that stands twice at both places', () => {
    expect(edited('{"a": 1, "a": 2}', { a: 'x' })).toBe('{"a": "x", "a": "x"}');
  });

  it.each([
    ['a list', '[1]', /no object/],
    ['comments', '{ // why\n "a": 1 }', /not valid JSON/],
    ['half a file', '{"a": ', /not valid JSON/],
  ])('is left alone where it holds %s', (_, text, why) => {
    expect(editJson(text, [{ key: 'a', value: 'x' }])).toEqual({ problem: expect.stringMatching(why) });
  });

  it('survives any object, any layout and any values', () => {
    const object = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 }));
    const layout = fc.constantFrom<string | number | undefined>(undefined, 1, 2, 4, '\t');
    const values = fc.dictionary(fc.string({ maxLength: 5 }), fc.string(), { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(object, layout, values, fc.constantFrom('\n', '\r\n'), (before, indent, wanted, end) => {
        const text = JSON.stringify(before, null, indent).replaceAll('\n', end);
        const after = edited(text, wanted);
        const own = [...Object.entries(JSON.parse(JSON.stringify(before))), ...Object.entries(wanted)];
        expect(JSON.parse(after)).toEqual(Object.fromEntries(own));
      }),
      { numRuns: 500 },
    );
  });
});
