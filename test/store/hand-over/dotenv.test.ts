import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDotenv } from '../../../src/store/hand-over/dotenv.ts';

function edited(text: string | undefined, values: Record<string, string>): string {
  const result = editDotenv(
    text,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  );
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

const key = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const awkward = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    '0',
    ' ',
    '\t',
    '$',
    '#',
    '=',
    '\\',
    '\\n',
    '{',
    '}',
    '"',
    "'",
    '!',
    ';',
    '&',
    'é',
    '😀',
  ),
  maxLength: 12,
});
const lineless = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter(text => !/[\r\n\0]/.test(text) && text.isWellFormed());
const value = fc.oneof(awkward, lineless, fc.base64String(), fc.webUrl());
const values = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 });

const plainWord = fc.stringMatching(/^[a-z0-9:/.]{0,10}$/);
const oldLine = fc.oneof(
  fc.tuple(key, plainWord).map(([name, word]) => `${name}=${word}`),
  fc.tuple(key, plainWord).map(([name, word]) => `export ${name}="${word}"`),
  fc.tuple(key, plainWord).map(([name, word]) => `${name}='${word} x'  # why ${word}`),
  fc.tuple(key, plainWord).map(([name, word]) => `  ${name} = ${word} # old`),
  fc.tuple(key, plainWord).map(([name, word]) => `${name}="one\n${word}\nthree"`),
  key.map(name => `${name}= `),
  plainWord.map(word => `# ${word}=${word} "it's`),
  fc.constant(''),
);
const oldFile = fc
  .tuple(fc.array(oldLine, { maxLength: 10 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join('\n').replaceAll('\n', end) + (isEnded && lines.length > 0 ? end : ''));

describe('a dotenv file that values are handed over to', () => {
  it('keeps comments, order, export and the rest of the line', () => {
    const before = "# BFF\nexport OIDC_CLIENT_ID='old' # by hand\nOTHER=1\n\n# end";
    const after = '# BFF\nexport OIDC_CLIENT_ID=new # by hand\nOTHER=1\n\n# end\nOIDC_KID=k1\n';
    expect(edited(before, { OIDC_CLIENT_ID: 'new', OIDC_KID: 'k1' })).toBe(after);
  });

  it('has the new value at each place where a key stands twice, so that no reader finds the old one', () => {
    expect(edited('A=1\nB=2\nA=3\n', { A: 'x' })).toBe('A=x\nB=2\nA=x\n');
  });

  it('leaves a commented-out assignment alone', () => {
    expect(edited('#A=1\n', { A: 'x' })).toBe('#A=1\nA=x\n');
  });

  it('replaces a value that goes over lines as a whole', () => {
    expect(edited('A="one\nB=2\nthree" # c\nC=3\n', { A: 'x' })).toBe('A=x # c\nC=3\n');
  });

  it('puts a value where there was none, before the comment', () => {
    expect(edited('A= # to be filled in\nB=\n', { A: 'x', B: 'y' })).toBe('A=x # to be filled in\nB=y\n');
  });

  it('keeps the line ends of Windows', () => {
    expect(edited('A=1\r\nB=2\r\n', { A: 'x', C: 'z' })).toBe('A=x\r\nB=2\r\nC=z\r\n');
    // One stray line end of the other kind says nothing of the rest.
    expect(edited('A=1\nB=2\r\nD=3\n', { C: 'z' })).toBe('A=1\nB=2\r\nD=3\nC=z\n');
  });

  it('single-quotes what docker compose and shells would expand', () => {
    expect(edited('', { A: 'pa$$word #1', B: 'a\\b', C: 'https://idp.example.com/reg?id=1' })).toBe(
      "A='pa$$word #1'\nB='a\\b'\nC='https://idp.example.com/reg?id=1'\n",
    );
  });

  it('says when a value reads differently in docker compose', () => {
    const result = editDotenv('', [{ key: 'SECRET', value: "it's $5" }]);
    expect(result).toMatchObject({ warnings: [expect.stringContaining('docker compose')] });
  });

  it('says so when nothing changes, and changes nothing', () => {
    const text = 'A="1"\nB = 2 \n';
    expect(editDotenv(text, [{ key: 'A', value: '1' }])).toEqual({
      text,
      changes: [{ key: 'A', change: 'unchanged' }],
    });
  });

  it('names which keys are added and changed', () => {
    const result = editDotenv('A=1\n', [
      { key: 'A', value: '2' },
      { key: 'B', value: '3' },
    ]);
    expect(result).toMatchObject({
      changes: [
        { key: 'A', change: 'changed' },
        { key: 'B', change: 'added' },
      ],
    });
  });

  it.each([
    ['a line end', { A: 'one\ntwo' }, /line end/],
    ['a carriage return', { A: 'one\rtwo' }, /line end/],
    ['a NUL', { A: 'one\0two' }, /no variable can/],
    ['half a surrogate pair', { A: 'x\ud800' }, /no variable can/],
    ['all quotes at once', { A: '\'"`$ ' }, /every kind of quote/],
    ['a name with a blank', { 'A B': 'x' }, /name of a variable/],
    ['a name that would be another line', { 'A=1\nB': 'x' }, /name of a variable/],
  ])('refuses %s instead of writing something else', (_, bad, why) => {
    const entries = Object.entries(bad).map(([name, text]) => ({ key: name, value: String(text) }));
    expect(editDotenv('', entries)).toEqual({ problem: expect.stringMatching(why) });
  });

  it('does not touch a file in which a quote stays open over the new line', () => {
    const result = editDotenv('A="never closed\n', [{ key: 'B', value: 'x "y' }]);
    expect('problem' in result ? 'refused' : parseEnv(result.text)['B']).toSatisfy(
      outcome => outcome === 'refused' || outcome === 'x "y',
    );
    expect(editDotenv("A='never closed\n", [{ key: 'B', value: '$x' }])).toEqual({
      problem: expect.stringContaining('edited safely'),
    });
  });

  it('reads back through util.parseEnv exactly as written, whatever the values are', () => {
    fc.assert(
      fc.property(values, wanted => {
        const entries = Object.entries(wanted).map(([name, text]) => ({ key: name, value: text }));
        const result = editDotenv(undefined, entries);
        if ('problem' in result) {
          expect(entries.some(({ value: text }) => text.includes("'") && text.includes('`'))).toBe(true);
        } else expect({ ...parseEnv(result.text) }).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes only what was asked, in any file that people write', () => {
    fc.assert(
      fc.property(oldFile, values, (before, wanted) => {
        fc.pre(Object.values(wanted).every(text => !text.includes('`')));
        // What parseEnv reads where a blank follows `KEY=` is the next line; the editor takes the blank away first.
        const old = parseEnv(before.replaceAll(/^([^#\n]*=) +(\r?)$/gm, '$1$2'));
        expect({ ...parseEnv(edited(before, wanted)) }).toEqual({ ...old, ...wanted });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads an empty value that is there already, also where a blank follows its =', () => {
    const text = edited("S= \nA=' x'  # why ", { S: '' });
    expect({ ...parseEnv(text) }).toEqual({ S: '', A: ' x' });
  });

  it('keeps every comment and every line of another key', () => {
    fc.assert(
      fc.property(oldFile, value, (before, text) => {
        fc.pre(!text.includes('`'));
        const after = edited(before, { NEW_KEY_OF_OURS: text });
        const kept = before.replaceAll(/^([^#\n]*=) +(\r?)$/gm, '$1$2');
        expect(after.startsWith(kept)).toBe(true);
      }),
    );
  });

  it('answers any text at all with a file that reads right, or with a problem', () => {
    const anyFile = fc.string({
      unit: fc.constantFrom('A', 'B', '=', '"', "'", '`', '#', ' ', '\n', '\r', '\t', 'export ', 'x', '\\'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyFile, fc.record({ A: value }), (before, wanted) => {
        const result = editDotenv(before, [{ key: 'A', value: wanted.A }]);
        if ('text' in result) expect(parseEnv(result.text)['A']).toBe(wanted.A);
      }),
      { numRuns: 5000 },
    );
  });
});
