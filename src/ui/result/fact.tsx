import { Box, Text } from 'ink';
import { cellWidth, fitted, printable, wrapped } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs, type Tone } from '../look.ts';

export type FactProps = {
  label: string;
  /** Shown whole, over several lines where it has to be: somebody may type it off. */
  value: string;
  note?: string | undefined;
  tone?: Tone | undefined;
  labelWidth: number;
  /** Cells that are left free before it. */
  indent?: number | undefined;
};

const GAP = 2;
/** What is left of a long value stands a little further in, so that it is no value of its own. */
const HANG = 2;
/** In less than that a value is torn to pieces; then it stands below its label. */
const LEAST_VALUE = 24;

/** A name and its value. */
export function Fact({ label, value, note = '', tone = 'plain', labelWidth, indent = 2 }: FactProps) {
  const look = useLook();
  const { columns } = useRoom();
  const beside = columns - indent - labelWidth - GAP;
  const isBeside = beside >= LEAST_VALUE;
  const text = printable(value);
  const said = inGlyphs(look, note);
  const fits = isBeside && cellWidth(text) + cellWidth(said) + GAP <= beside;
  return (
    <Box flexDirection={isBeside ? 'row' : 'column'} marginLeft={indent} flexShrink={0}>
      <Text {...look.tones.dim} wrap="hard">
        {isBeside ? fitted(label, labelWidth + GAP, look.glyphs.ellipsis) : label}
      </Text>
      <Box flexDirection="column" width={isBeside ? beside : columns - indent} flexShrink={0}>
        <Text wrap="hard">
          <Text {...look.tones[tone]}>{wrapped(text, isBeside ? beside : columns - indent, HANG).join('\n')}</Text>
          {fits && said !== '' && <Text {...look.tones.dim}>{`  ${said}`}</Text>}
        </Text>
        {!fits && said !== '' && <Text {...look.tones.dim}>{said}</Text>}
      </Box>
    </Box>
  );
}
