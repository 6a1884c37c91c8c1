import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { redirectUriFindings } from '../../../src/domain/metadata/redirect-uri.ts';
import type { Note } from '../../../src/guidance/note.ts';
import { Findings, type FindingsProps } from '../../../src/ui/components/findings.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';

const NOTES: Note[] = [
  { severity: 'done', message: 'removed a leading "Bearer " and a line end' },
  {
    severity: 'refusal-likely',
    message: 'its scope has no admin.api; the server may refuse to mint',
    source: 'RFC 6749',
  },
  { severity: 'cannot-send', message: 'it is empty' },
  { severity: 'hint', message: 'localhost may lead elsewhere' },
];
const drawn = (props: FindingsProps, columns = 60) =>
  renderToString(<Findings width={columns} {...props} />, { columns });

test('each finding has its mark, so that none depends on a colour', () => {
  expect(drawn({ findings: NOTES })).toBe(
    [
      '✔ removed a leading "Bearer " and a line end',
      '▲ its scope has no admin.api; the server may refuse to mint',
      '✖ it is empty',
      '○ localhost may lead elsewhere',
    ].join('\n'),
  );
});

test('the same in ASCII', () => {
  const ascii = renderToString(
    <LookContext value={createLook({ unicode: false, motion: false })}>
      <Findings findings={NOTES} rows={3} width={60} />
    </LookContext>,
  );
  expect(ascii).toMatch(/^[ -~\n]+$/);
});

test('long ones are wrapped beside their mark, and a source stands behind where it is wanted', () => {
  expect(drawn({ findings: NOTES.slice(1, 2), withSource: true }, 40)).toBe(
    ['▲ its scope has no admin.api; the server', '  may refuse to mint (RFC 6749)'].join('\n'),
  );
});

test('many findings never push the rest of the screen away', () => {
  const many = Array.from({ length: 50 }, (_, index): Note => ({ severity: 'hint', message: `finding ${index}` }));
  expect(drawn({ findings: many, rows: 4 }).split('\n')).toEqual([
    '○ finding 0',
    '○ finding 1',
    '○ finding 2',
    '  … 47 more',
  ]);
  const long: Note[] = [{ severity: 'hint', message: 'word '.repeat(200) }];
  const lines = drawn({ findings: long, rows: 3 }, 40).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
});

test('as many as there are rows are all shown', () => {
  expect(drawn({ findings: NOTES, rows: 4 })).not.toContain('more');
});

test('a finding of the domain is shown as it is', () => {
  expect(drawn({ findings: redirectUriFindings('') })).toBe('✖ it is empty');
});

test('words of a server bring neither a link, a colour nor a line of their own', () => {
  const hostile = 'see \u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007\u001b[31m now\n✔ registered';
  const shown = drawn({ findings: [{ severity: 'hint', message: hostile }] });
  expect(shown).not.toMatch(/\u001b/);
  expect(shown.split('\n')).toHaveLength(1);
});
