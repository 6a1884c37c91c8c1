import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/diagnosis/catalogue.ts';

const numbers = (first: number, last: number, prefix = '') =>
  Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`);

/** The numbered sections of the documents that are cited, as far down as citations go. */
const CONTENTS: Readonly<Record<string, readonly string[]>> = {
  'RFC 2606': numbers(1, 5),
  'RFC 3986': [
    ...numbers(1, 7),
    ...numbers(1, 5, '3.'),
    ...numbers(1, 3, '3.2.'),
    ...numbers(1, 4, '4.'),
    '5.2',
    '5.2.3',
    '6.2.2',
  ],
  'RFC 5280': [...numbers(1, 8), '4.1.2.5', '6.1'],
  'RFC 6585': numbers(1, 8),
  'RFC 6749': [
    ...numbers(1, 10),
    ...numbers(1, 4, '2.'),
    '2.3.1',
    ...numbers(1, 3, '3.'),
    '3.1.2',
    ...numbers(1, 5, '3.1.2.'),
    '4.1.2.1',
    ...numbers(1, 5, '4.'),
    '5.1',
    '5.2',
  ],
  'RFC 6750': [...numbers(1, 6), ...numbers(1, 3, '2.'), '3.1'],
  'RFC 7517': [...numbers(1, 9), ...numbers(1, 4, '9.')],
  'RFC 7518': [...numbers(1, 8), '6.2.2', '6.3.2', '6.4.1'],
  'RFC 7519': [...numbers(1, 12), '4.1', ...numbers(1, 7, '4.1.'), '7.1', '7.2', '7.3'],
  'RFC 7523': [...numbers(1, 8), '2.1', '2.2', '3.1', '3.2'],
  'RFC 7591': [
    ...numbers(1, 6),
    ...numbers(1, 3, '1.'),
    ...numbers(1, 3, '2.'),
    '3.1',
    '3.1.1',
    '3.2',
    '3.2.1',
    '3.2.2',
  ],
  'RFC 7592': [...numbers(1, 6), ...numbers(1, 3, '1.'), ...numbers(1, 3, '2.')],
  'RFC 8252': [...numbers(1, 9), ...numbers(1, 3, '7.'), ...numbers(1, 12, '8.')],
  'RFC 8414': [...numbers(1, 7), '2.1', ...numbers(1, 3, '3.')],
  'RFC 8446': [...numbers(1, 12), '4.3.1', '4.3.2', '6.1', '6.2'],
  'RFC 8707': ['1', '2', '2.1', '2.2', '3', '4'],
  'RFC 8705': numbers(1, 9),
  'RFC 8725': [...numbers(1, 6), ...numbers(1, 12, '3.')],
  'RFC 9068': [...numbers(1, 8), ...numbers(1, 2, '2.')],
  'RFC 9110': [
    ...numbers(1, 18),
    ...numbers(1, 3, '4.'),
    ...numbers(1, 6, '5.'),
    '7.4',
    ...numbers(1, 3, '9.2.'),
    ...numbers(1, 4, '10.2.'),
    ...numbers(1, 3, '11.6.'),
    ...numbers(1, 3, '11.7.'),
    ...numbers(1, 6, '15.'),
    ...numbers(1, 22, '15.5.'),
    ...numbers(1, 6, '15.6.'),
  ],
  'RFC 9112': [...numbers(1, 12), ...numbers(1, 3, '6.')],
  'RFC 9449': numbers(1, 13),
  'RFC 9525': numbers(1, 7),
  'RFC 9700': [...numbers(1, 5), ...numbers(1, 6, '2.'), '2.1.1', '2.1.2', '2.2.1', '2.2.2'],
  'OpenID Connect Core 1.0': [...numbers(1, 17), '5.4'],
  'OpenID Connect Discovery 1.0': [...numbers(1, 8), ...numbers(1, 3, '4.')],
  'OpenID Connect Registration 1.0': [...numbers(1, 9), ...numbers(1, 4, '4.')],
};

const CITED =
  /(RFC \d{4}|OpenID Connect (?:Core|Discovery|(?:Dynamic Client )?Registration)(?: 1\.0)?) sections? (\d+(?:\.\d+)*)(?:(?:,| and| to) (\d+(?:\.\d+)*))?/g;

function citations(text: string): { document: string; section: string }[] {
  return [...text.matchAll(CITED)].flatMap(([, name = '', ...sections]) => {
    const document = name.replace('Dynamic Client ', '').replace(/(?<=Core|Discovery|Registration)$/, ' 1.0');
    return sections.filter(section => section !== undefined).map(section => ({ document, section }));
  });
}

const sourcesIn = (folder: string) =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8'));

describe('a section that the operator is sent to', () => {
  const everywhere = ['../../src/diagnosis', '../../src/domain'].flatMap(sourcesIn).flatMap(citations);
  const distinct = [...new Map(everywhere.map(one => [`${one.document} section ${one.section}`, one]))];

  it.each(distinct)('%s exists', (_, { document, section }) => {
    expect(CONTENTS[document] ?? []).toContain(section);
  });

  it('is named by most causes, and is found by this test', () => {
    const citing = catalogue.filter(({ source }) => citations(source).length > 0);
    expect(citing.length).toBeGreaterThan(catalogue.length * 0.8);
  });
});
