import { Box, Text } from 'ink';
import { sourceAddress } from '../../diagnosis/source-address.ts';
import type { TroubleRow } from '../../guidance/trouble/trouble-rows.ts';
import { cellWidth, cut, wrapped } from '../cells.ts';
import { NARROW } from '../diagnosis/cause-lines.tsx';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs, linked, type Tone } from '../look.ts';

const MARGIN = 5;
const MOST_EVIDENCE = 4;
const MOST_TRIES = 3;

/** The causes, the focused one with its evidence and what helps; the others in a line each. */
export function CauseRows({ rows, focused }: { rows: readonly TroubleRow[]; focused: string | undefined }) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map((row, index) => (
        <CauseRow key={row.id} row={row} number={index + 1} isFocused={row.id === focused} />
      ))}
    </Box>
  );
}

function CauseRow({ row, number, isFocused }: { row: TroubleRow; number: number; isFocused: boolean }) {
  const isTiny = useLayout().kind === 'tiny';
  const { ref } = useInSight({ isActive: isFocused });
  const head = row.headline === undefined ? null : <CauseHead row={row} number={number} isFocused={isFocused} />;
  if (!isFocused) return head;
  // A small window shows what to do before it shows why.
  return isTiny ? (
    <>
      <Box ref={ref} flexDirection="column" flexShrink={0}>
        {head}
      </Box>
      <Way row={row} />
      <Backing row={row} />
      <Source row={row} />
    </>
  ) : (
    <Box ref={ref} flexDirection="column" flexShrink={0}>
      {head}
      <Backing row={row} />
      <Source row={row} />
      <Way row={row} />
    </Box>
  );
}

function CauseHead({ row, number, isFocused }: { row: TroubleRow; number: number; isFocused: boolean }) {
  const look = useLook();
  const { glyphs, tones } = look;
  const { columns } = useRoom();
  const likelihood = columns < NARROW ? '' : (row.likelihood ?? '');
  const headline = inGlyphs(look, row.headline ?? '');
  const room = columns - MARGIN - cellWidth(likelihood) - 2;
  const lines = isFocused ? wrapped(headline, room) : [cut(headline, room, glyphs.ellipsis)];
  return (
    <Box justifyContent="space-between" width={columns} flexShrink={0}>
      <Box flexShrink={0}>
        <Text {...tones.accent}>{isFocused ? glyphs.point : ' '}</Text>
        <Text {...tones.dim}>{` ${number}  `}</Text>
        <Text {...(isFocused ? tones.strong : tones.plain)} wrap="hard">
          {lines.join('\n')}
        </Text>
      </Box>
      <Text {...tones.dim} wrap="hard">
        {likelihood}
      </Text>
    </Box>
  );
}

/** What speaks for a cause, and what helps. */
function Backing({ row: { evidence, tries } }: { row: TroubleRow }) {
  const look = useLook();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Lines mark={inGlyphs(look, '·')} tone="dim" texts={evidence.slice(0, MOST_EVIDENCE)} />
      <Lines mark={inGlyphs(look, '→')} tone="plain" texts={tries.slice(0, MOST_TRIES)} />
    </Box>
  );
}

/** Where one can read on: a link where the terminal has them, else the address in plain. */
function Source({ row: { source } }: { row: TroubleRow }) {
  const look = useLook();
  if (source === undefined) return null;
  const address = sourceAddress(source);
  // A sentence of its own, and nothing to look at.
  const see = source.startsWith('no RFC') ? '' : 'see ';
  if (address === undefined || !look.links) {
    return <Lines mark={inGlyphs(look, '·')} tone="dim" texts={[see === '' ? source : `${see}${address ?? source}`]} />;
  }
  return (
    <Text {...look.tones.dim} wrap="truncate">
      {`${' '.repeat(MARGIN - 2)}${inGlyphs(look, '·')} ${see}${linked(inGlyphs(look, source), address)}`}
    </Text>
  );
}

function Way({ row: { way } }: { row: TroubleRow }) {
  const look = useLook();
  const { columns } = useRoom();
  if (way === undefined) return null;
  const key = inGlyphs(look, '→ Enter  ');
  const margin = MARGIN - 2;
  const [first = '', ...rest] = wrapped(inGlyphs(look, way.does), columns - margin - cellWidth(key));
  const indent = ' '.repeat(margin + cellWidth(key));
  return (
    <Text {...look.tones.accent} wrap="hard">
      {[`${' '.repeat(margin)}${key}${first}`, ...rest.map(line => indent + line)].join('\n')}
    </Text>
  );
}

function Lines({ mark, texts, tone }: { mark: string; texts: readonly string[]; tone: Tone }) {
  const look = useLook();
  const { columns } = useRoom();
  return texts.map(text => {
    const [first = '', ...rest] = wrapped(inGlyphs(look, text), columns - MARGIN);
    return (
      <Text key={text} {...look.tones[tone]} wrap="hard">
        {[`${' '.repeat(MARGIN - 2)}${mark} ${first}`, ...rest.map(line => ' '.repeat(MARGIN) + line)].join('\n')}
      </Text>
    );
  });
}
