import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { editCompose } from '../../../src/store/hand-over/compose.ts';

const FILE = `# the stack
x-common: &common
    TZ: UTC

services:
    bff:   # the bff
        image: "bff:1.0"   # pinned
        command: >
            serve
            --now
        ports:
        - "8080:80"
        environment:
            # who we are
            AUTH_CLIENT_ID: old   # by hand
            EMPTY:
            <<: *common
            # end of environment

    # the database
    db: {image: pg, environment: [POSTGRES_DB=app, PASS]}
    bare:
        image: x
    list:
        environment:
        - A=1   # one
        - PASS_THROUGH
        - "Q=it's"
volumes: {}
`;

function edited(text: string, service: string, values: Record<string, string>): string {
  const result = editCompose(
    text,
    service,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  );
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

function problemOf(text: string | undefined, service: string): string {
  const result = editCompose(text, service, [{ key: 'A', value: 'x' }]);
  return 'problem' in result ? result.problem : 'none';
}

describe('a compose file that values are handed over to', () => {
  it('changes in the lines at stake and nowhere else', () => {
    const after = FILE.replace('AUTH_CLIENT_ID: old ', 'AUTH_CLIENT_ID: "new" ').replace(
      '            <<: *common\n',
      '            <<: *common\n            OIDC_KID: "k1"\n',
    );
    expect(edited(FILE, 'bff', { AUTH_CLIENT_ID: 'new', OIDC_KID: 'k1' })).toBe(after);
  });

  it('gives a variable that was empty its value', () => {
    expect(edited(FILE, 'bff', { EMPTY: 'full' })).toBe(FILE.replace('EMPTY:\n', 'EMPTY: "full"\n'));
  });

  it('keeps the list form, and takes a passed-through variable over', () => {
    const after = FILE.replace('- A=1 ', '- "A=2" ')
      .replace('- PASS_THROUGH\n', '- "PASS_THROUGH=y"\n')
      .replace(`- "Q=it's"\n`, `- "Q=it's"\n        - "NEW=n"\n`);
    expect(edited(FILE, 'list', { A: '2', PASS_THROUGH: 'y', NEW: 'n' })).toBe(after);
  });

  it('keeps a service that is written on one line on one line', () => {
    const after = FILE.replace('[POSTGRES_DB=app, PASS]', '["POSTGRES_DB=b", PASS, "NEW=n"]');
    expect(edited(FILE, 'db', { POSTGRES_DB: 'b', NEW: 'n' })).toBe(after);
  });

  it('gives an environment to a service that has none, indented as the file is', () => {
    const after = FILE.replace('        image: x\n', '        image: x\n        environment:\n            A: "1"\n');
    expect(edited(FILE, 'bare', { A: '1' })).toBe(after);
  });

  it('fills an environment that is empty', () => {
    expect(edited('services:\n  a:\n    environment: # none yet\n    image: x\n', 'a', { A: '1', B: '2' })).toBe(
      'services:\n  a:\n    environment: # none yet\n      A: "1"\n      B: "2"\n    image: x\n',
    );
    expect(edited('services: {a: {environment: {}}}', 'a', { A: '1' })).toBe(
      'services: {a: {environment: { A: "1" }}}',
    );
  });

  it('doubles the $ that compose would replace', () => {
    const after = edited(FILE, 'bff', { SECRET: 'a$b$$c' });
    expect(parse(after, { merge: true }).services.bff.environment.SECRET).toBe('a$$b$$$$c');
  });

  it('says so when nothing changes, and changes nothing', () => {
    const result = editCompose(FILE, 'bff', [{ key: 'AUTH_CLIENT_ID', value: 'old' }]);
    expect(result).toEqual({ text: FILE, changes: [{ key: 'AUTH_CLIENT_ID', change: 'unchanged' }] });
  });

  it('is read without a word on standard error, however strange it is', () => {
    const warned = vi.spyOn(process, 'emitWarning');
    edited('? {tops3cret: 1}\n: !odd x\nservices: {a: !reset {}}\n', 'a', { A: '1' });
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it('is not made where there is none', () => {
    expect(problemOf(undefined, 'bff')).toMatch(/no such file/);
  });

  it.each([
    ['names the services there are, where the one wanted is not', FILE, 'frontend', /bff, db, bare, list/],
    ['is no compose file', 'a: 1', 'bff', /no services/],
    ['is empty', '', 'bff', /no services/],
    ['is two documents', 'services: {a: {}}\n---\nservices: {a: {}}', 'a', /no services/],
    ['is broken, and says where', 'services:\n  a: [\n', 'a', /line \d+, column \d+/],
    ['has the key twice', 'services:\n  a:\n    environment:\n      A: 1\n      A: 2\n', 'a', /line 5.*unique/],
    ['shares its environment by an alias', 'x: &e {B: 1}\nservices: {a: {environment: *e}}', 'a', /alias \*e/],
    ['gets its environment by a merge', 'x: &s {environment: {B: 1}}\nservices: {a: {<<: *s}}', 'a', /merge/],
    ['is shared whole', 'services: {b: &b {image: x}, a: *b}', 'a', /alias/],
    [
      'gives its environment to others',
      'services:\n  a: {environment: &e {A: 1}}\n  b: {environment: *e}',
      'a',
      /more than that \(.*anchor &e\)/,
    ],
    ['has an environment of another kind', 'services: {a: {environment: 7}}', 'a', /neither a map nor a list/],
  ])('is left alone where it %s', (_, text, service, why) => {
    expect(problemOf(text, service)).toMatch(why);
  });

  it('is left alone where its aliases would grow without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [before, name] of ['ab', 'bc', 'cd', 'de'].map(pair => [...pair])) {
      bomb.push(`${name}: &${name} [*${before}, *${before}, *${before}, *${before}, *${before}, *${before}]`);
    }
    expect(problemOf(`${bomb.join('\n')}\nservices: {s: {}}\n`, 's')).toMatch(/aliases/);
  });

  const key = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,6}$/);
  const value = fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0') && text.isWellFormed());
  const values = fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 });
  const oldValue = fc.oneof(
    fc.string(),
    fc.constantFrom('yes', 'no', '1', '', '~', 'two\nlines\n', ' x '),
    fc.integer(),
  );
  const oldEnvironment = fc.oneof(
    fc.dictionary(key, fc.option(oldValue), { maxKeys: 4 }),
    fc.array(
      fc.tuple(key, fc.string()).map(([name, text]) => `${name}=${text}`),
      { maxLength: 4 },
    ),
    fc.constant(null),
    fc.constant(undefined),
  );
  const layout = fc.record({
    indent: fc.constantFrom(2, 3, 4, 8),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom<'any' | 'flow'>('any', 'flow'),
    defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_SINGLE' | 'BLOCK_LITERAL'>(
      'PLAIN',
      'QUOTE_SINGLE',
      'BLOCK_LITERAL',
    ),
    end: fc.constantFrom('\n', '\r\n'),
    comments: fc.boolean(),
  });

  function written(environment: unknown, { end, comments, ...style }: { end: string; comments: boolean }): string {
    const bff = environment === undefined ? { image: 'x' } : { image: 'x', environment, labels: ['a=b'] };
    const text = stringify({ services: { first: { image: 'y' }, bff, last: { environment: ['A=1'] } } }, style);
    const commented = comments
      ? text.replaceAll(/^( *)(services|image|environment|labels|last):/gm, '$1# about $2\n$&')
      : text;
    return commented.replaceAll('\n', end);
  }

  function asMap(environment: unknown): Record<string, unknown> {
    if (!Array.isArray(environment)) return { ...(environment as object | null) };
    return Object.fromEntries(
      environment.map(line => [String(line).split('=')[0], String(line).slice(String(line).indexOf('=') + 1)]),
    );
  }

  it('survives any environment, any layout and any values, and every comment with it', () => {
    fc.assert(
      fc.property(oldEnvironment, layout, values, (environment, style, wanted) => {
        const before = written(environment, style);
        const after = edited(before, 'bff', wanted);
        const [old, now] = [parse(before), parse(after)];
        const doubled = Object.entries(wanted).map(([name, text]) => [name, text.replaceAll('$', '$$$$')]);
        expect(asMap(now.services.bff.environment)).toEqual({
          ...asMap(old.services.bff.environment),
          ...Object.fromEntries(doubled),
        });
        expect({ ...now.services, bff: 0 }).toEqual({ ...old.services, bff: 0 });
        expect(after.match(/# about \w+/g)).toEqual(before.match(/# about \w+/g));
      }),
      { numRuns: 500 },
    );
  });

  it('answers any text at all with a file that reads right, or with a problem', () => {
    const anyFile = fc.string({
      unit: fc.constantFrom(
        'services:',
        'bff:',
        'environment:',
        'A',
        ': ',
        '- ',
        '\n',
        '  ',
        '    ',
        '#',
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        '&x ',
        '*x',
        '|',
        '>',
      ),
      maxLength: 25,
    });
    fc.assert(
      fc.property(anyFile, anyFile, (head, tail) => {
        const result = editCompose(`${head}\nservices:\n  bff:\n    ${tail}\n`, 'bff', [{ key: 'A', value: 'x' }]);
        if ('text' in result) expect(asMap(parse(result.text).services.bff.environment)).toMatchObject({ A: 'x' });
      }),
      { numRuns: 1500 },
    );
  });
});
