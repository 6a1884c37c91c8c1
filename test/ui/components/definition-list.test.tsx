import fc from 'fast-check';
import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { cellWidth } from '../../../src/ui/cells.ts';
import {
  type Definition,
  DefinitionList,
  type DefinitionListProps,
} from '../../../src/ui/components/definition-list.tsx';

const ITEMS: Definition[] = [
  { label: 'client_name', value: 'bff-server', note: 'template' },
  { label: 'token_endpoint_auth_method', value: 'private_key_jwt', note: 'template' },
  { label: 'jwks_uri', value: 'https://automate.ocg.labs.empowernow.ai/auth/callback/jwks.json', note: 'typed' },
];
const drawn = (columns: number, props: Partial<DefinitionListProps> = {}) =>
  renderToString(<DefinitionList items={ITEMS} width={columns} {...props} />, { columns });

test('labels, values and where they come from stand in columns, and a URL keeps both its ends', () => {
  expect(drawn(78, { focus: 'jwks_uri' })).toBe(
    [
      '  client_name                 bff-server                              template',
      '  token_endpoint_auth_method  private_key_jwt                         template',
      '❯ jwks_uri                    https://automate.oc…callback/jwks.json  typed',
    ].join('\n'),
  );
});

test('in a narrow window the source goes first, then the value gets a line of its own', () => {
  expect(drawn(50)).toBe(
    [
      '  client_name                 bff-server',
      '  token_endpoint_auth_method  private_key_jwt',
      '  jwks_uri                    https://au…jwks.json',
    ].join('\n'),
  );
  expect(drawn(38)).toBe(
    [
      '  client_name',
      '    bff-server',
      '  token_endpoint_auth_method',
      '    private_key_jwt',
      '  jwks_uri',
      '    https://automate.…llback/jwks.json',
    ].join('\n'),
  );
});

test('a long list keeps the row with the pointer in sight', () => {
  const items = Array.from({ length: 30 }, (_, index) => ({ label: `member_${index}`, value: `value ${index}` }));
  const lines = drawn(60, { items, focus: 'member_20', rows: 7 }).split('\n');
  expect(lines).toHaveLength(7);
  expect(lines[0]).toContain('18 more above');
  expect(lines[3]).toContain('❯ member_20  value 20');
  expect(lines[6]).toContain('7 more below');
});

test('whatever is in it, no row is wider than the window or wraps', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 50 });
  const item = fc.record({ label: words, value: words, note: words });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), fc.integer({ min: 24, max: 120 }), (items, columns) => {
      const list = items.map((one, index) => ({ ...one, id: String(index) }));
      const lines = drawn(columns, { items: list }).split('\n');
      for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
      expect([list.length, list.length * 2]).toContain(lines.length);
    }),
    { numRuns: 50 },
  );
});

test('a value of a server brings neither a link nor a colour along', () => {
  expect(
    drawn(60, { items: [{ label: 'x', value: '\u001b]8;;https://evil.example\u0007y\u001b[31m' }] }),
  ).not.toContain('\u001b');
});
