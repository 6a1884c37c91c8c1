import { Box, Text } from 'ink';
import { cellWidth, printable, wrapped } from './cells.ts';
import { useLook } from './hooks/use-look.ts';
import { useRoom } from './hooks/use-room.ts';
import { inGlyphs, type Tone } from './look.ts';

export type MarkedProps = {
  mark: string;
  markTone?: Tone | undefined;
  tone?: Tone | undefined;
  children: string;
};

/** A paragraph behind a mark; its further lines stand below the first, not below the mark. */
export function Marked({ mark, markTone = 'dim', tone = 'plain', children }: MarkedProps) {
  const look = useLook();
  const { columns } = useRoom();
  const sign = inGlyphs(look, mark);
  const cells = columns - cellWidth(sign) - 1;
  return (
    <Box flexShrink={0}>
      <Text {...look.tones[markTone]}>{sign} </Text>
      <Box width={cells} flexShrink={0}>
        <Text {...look.tones[tone]}>{wrapped(inGlyphs(look, printable(children)), cells).join('\n')}</Text>
      </Box>
    </Box>
  );
}
