import { Box, Text } from 'ink';
import type { Note } from '../../guidance/note.ts';
import { cut, printable, wrapped } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs, type Look, type Tone } from '../look.ts';

export type FindingsProps = {
  findings: readonly Note[];
  /** At most so many lines; one of them then says how many findings are left out. 8 where it is left out. */
  rows?: number | undefined;
  width?: number | undefined;
  /** Whether the RFC section or page stands behind the words. */
  withSource?: boolean | undefined;
};

const MARKS: Record<Note['severity'], { glyph: 'done' | 'open' | 'care' | 'trouble'; tone: Tone }> = {
  done: { glyph: 'done', tone: 'done' },
  hint: { glyph: 'open', tone: 'dim' },
  'refusal-likely': { glyph: 'care', tone: 'care' },
  'cannot-send': { glyph: 'trouble', tone: 'trouble' },
};
const MARK_CELLS = 2;

/** The lines of a note, without its mark; at most `most`, the last one cut where there are more. */
export function noteLines(
  look: Look,
  { message, source }: Note,
  width: number,
  most: number,
  withSource = false,
): string[] {
  const words = inGlyphs(look, printable(withSource && source ? `${message} (${source})` : message));
  const lines = wrapped(words, width - MARK_CELLS);
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), cut(rest, width - MARK_CELLS, look.glyphs.ellipsis)];
}

/** Notes one below the other, each with its mark, never more lines than `rows`. */
export function Findings({ findings, rows = 8, width, withSource = false }: FindingsProps) {
  const look = useLook();
  const { columns } = useRoom();
  const cells = width ?? columns;
  const shown = boundedNotes(look, findings, { rows, cells, withSource });
  const left = findings.length - shown.length;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {shown.map(({ key, severity, lines }) => (
        <NoteLines key={key} severity={severity} lines={lines} />
      ))}
      {left > 0 && <Text {...look.tones.dim}>{inGlyphs(look, `  … ${left} more`)}</Text>}
    </Box>
  );
}

/** One note's mark and lines. */
export function NoteLines({ severity, lines }: { severity: Note['severity']; lines: readonly string[] }) {
  const { glyphs, tones } = useLook();
  const { glyph, tone } = MARKS[severity];
  return (
    <Box flexShrink={0}>
      <Text {...tones[tone]}>{glyphs[glyph]} </Text>
      <Text {...(tone === 'dim' ? tones.dim : tones.plain)} wrap="truncate-end">
        {lines.join('\n')}
      </Text>
    </Box>
  );
}

type Bounds = { rows: number; cells: number; withSource: boolean };

function boundedNotes(look: Look, findings: readonly Note[], { rows, cells, withSource }: Bounds) {
  const shown: { key: string; severity: Note['severity']; lines: string[] }[] = [];
  let left = rows;
  for (const [index, note] of findings.entries()) {
    // The last row is kept for «n more», unless this is the last finding.
    const room = left - (index === findings.length - 1 ? 0 : 1);
    if (room <= 0) break;
    const lines = noteLines(look, note, cells, room, withSource);
    shown.push({ key: `${index} ${note.message}`, severity: note.severity, lines });
    left -= lines.length;
  }
  return shown;
}
