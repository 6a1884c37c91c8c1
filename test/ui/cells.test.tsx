import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Box, renderToString, Text } from 'ink';
import { expect, test } from 'vitest';
import { cellWidth, cut, fitted, graphemesOf, printable, wrapped } from '../../src/ui/cells.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme-composite' }),
  fc.string(),
  fc.stringMatching(/^([a-z ]{1,12} ?){0,8}$/),
  fc.constantFrom('漢字かな交じり文', 'café', '👩‍👩‍👧‍👦 family', 'ＦＵＬＬ', '한국어', '✔ ● ▲'),
);

// Ink's own measure; this package is a dependency of it, not of ours.
const { default: widthInInk } = await import(createRequire(import.meta.resolve('ink')).resolve('string-width'));

test('whatever is written, its width is the one that Ink counts with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), written => {
      expect(cellWidth(printable(written))).toBe(widthInInk(printable(written)));
    }),
    { numRuns: 500 },
  );
});

test('a width is what Ink lays out, so a caret and a column stand where they should', () => {
  const samples = [
    'plain',
    '漢字',
    'かな',
    '한국어',
    'ＦＵＬＬ',
    'café',
    'cafe\u0301',
    '👩‍👩‍👧‍👦',
    '🇨🇭',
    '✔●○▲✖❯▰▱…─│•',
    '1️⃣',
    '☎️',
    'a\u200bb',
    '‰€→',
  ];
  for (const sample of samples) {
    const line = renderToString(
      <Box>
        <Text>{sample}</Text>
        <Box flexGrow={1} />
        <Text>|</Text>
      </Box>,
      { columns: 40 },
    );
    const filled = line.slice(0, -1).match(/ *$/)?.[0].length ?? 0;
    expect({ sample, width: cellWidth(sample) }).toEqual({ sample, width: 39 - filled });
  }
});

test('what is cut fits, says so, and what fits is left as it is', () => {
  fc.assert(
    fc.property(text, fc.nat({ max: 40 }), fc.constantFrom('end' as const, 'middle' as const), (line, width, at) => {
      const shown = cut(line, width, '…', at);
      expect(cellWidth(shown)).toBeLessThanOrEqual(width);
      if (cellWidth(line) <= width) expect(shown).toBe(line);
      else if (width > 0) expect(shown).toContain('…');
    }),
  );
});

test('a URL that is cut in the middle keeps both its ends', () => {
  expect(cut('https://idp.example/api/oidc/dcr/register', 21, '…', 'middle')).toBe('https://id…r/register');
});

test('a column is always as wide as asked', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (line, width) => {
      expect(cellWidth(fitted(line, width, '…'))).toBe(width);
    }),
  );
});

test('wrapped text fits and loses no character but spaces', () => {
  fc.assert(
    fc.property(text.map(printable), fc.integer({ min: 2, max: 40 }), fc.nat(4), (line, width, hang) => {
      const lines = wrapped(line, width, Math.min(hang, width - 2));
      for (const one of lines) expect(cellWidth(one)).toBeLessThanOrEqual(width);
      expect(lines.join('').replace(/\s/g, '')).toBe(line.replace(/\s/g, ''));
    }),
  );
});

test('words stay whole where they can, and the indentation of JSON stays', () => {
  expect(wrapped('some servers refuse it, most do not', 16)).toEqual(['some servers', 'refuse it, most', 'do not']);
  expect(wrapped('    "jwks": {}', 20)).toEqual(['    "jwks": {}']);
  expect(wrapped('', 20)).toEqual(['']);
});

test('a path or an address is broken behind a slash, and what is left of it stands further in', () => {
  const path = '/home/ada/.local/share/dcr-runbook/clients/7f3a.json';
  expect(wrapped(path, 24, 2)).toEqual(['/home/ada/.local/share/', '  dcr-runbook/clients/', '  7f3a.json']);
  expect(wrapped('https://example.org/a-long-path', 20)).toEqual(['https://example.org/', 'a-long-path']);
  expect(wrapped('https://example.org/a-long-path', 12)).toEqual(['https://exam', 'ple.org/', 'a-long-path']);
});

test('a moment is not torn between its day and its time', () => {
  expect(wrapped('created at 2026-11-23 10:41:07 UTC+1 by us', 28)).toEqual([
    'created at',
    '2026-11-23 10:41:07 UTC+1 by',
    'us',
  ]);
});

test("a server's text can bring no hyperlink, colour, cursor movement or change of direction", () => {
  const hostile = 'a\u001b]8;;https://evil.example\u0007b\u001b[31mc\u001b[2Jd\u202ee\u0000f\u009b1mg';
  const shown = printable(hostile);
  expect([...graphemesOf(shown)].every(sign => sign >= ' ')).toBe(true);
  expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});
