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
/** A value below its label stands further in than that, and what is left of a path further in than its beginning. */
const HANG = 2;
/** In less than that a value that does not fit is torn to pieces; then it stands below its label. */
const LEAST_VALUE = 24;

/** A name and its value. */
export function Fact({ label, value, note = '', tone = 'plain', labelWidth, indent = 2 }: FactProps) {
  const look = useLook();
  const { columns } = useRoom();
  const beside = columns - indent - labelWidth - GAP;
  const text = printable(value);
  const isBeside = beside >= LEAST_VALUE || cellWidth(text) <= beside;
  const width = isBeside ? beside : columns - indent - HANG;
  const said = inGlyphs(look, note);
  const fits = isBeside && cellWidth(text) + cellWidth(said) + GAP <= beside;
  return (
    <Box flexDirection={isBeside ? 'row' : 'column'} marginLeft={indent} flexShrink={0}>
      <Text {...look.tones.dim} wrap="hard">
        {isBeside ? fitted(label, labelWidth + GAP, look.glyphs.ellipsis) : label}
      </Text>
      <Box flexDirection="column" width={width} marginLeft={isBeside ? 0 : HANG} flexShrink={0}>
        <Text wrap="hard">
          <Text {...look.tones[tone]}>{wrapped(text, width, isList(text) ? 0 : HANG).join('\n')}</Text>
          {fits && said !== '' && <Text {...look.tones.dim}>{`  ${said}`}</Text>}
        </Text>
        {!fits && said !== '' && <Text {...look.tones.dim}>{said}</Text>}
      </Box>
    </Box>
  );
}

/** Its next line is the next of several values, not the rest of one. */
function isList(text: string): boolean {
  return text.includes(' ');
}
