import { Box, Text } from 'ink';
import { cellWidth, fitted } from './cells.ts';
import { TextField, type TextFieldProps } from './components/text-field.tsx';
import { useLook } from './hooks/use-look.ts';
import { useRoom } from './hooks/use-room.ts';
import { inGlyphs } from './look.ts';

export type FieldRowProps = TextFieldProps & {
  isActive: boolean;
  /** Cells of the label's column. */
  labelWidth: number;
  /** Said behind the value; the first to go where the window is narrow. `width` has it stand closer. */
  aside?: string | undefined;
};

const POINTER_CELLS = 2;
const GAP = 2;
const LEAST_VALUE = 16;

/** `❯ Lifetime  3600▏  seconds (1 hour)`: a text field with its label. */
export function FieldRow({ labelWidth, aside = '', width, ...field }: FieldRowProps) {
  const look = useLook();
  const { columns } = useRoom();
  const { glyphs, tones } = look;
  const said = inGlyphs(look, aside);
  const beside = columns - POINTER_CELLS - labelWidth - GAP;
  const asideCells = said === '' ? 0 : cellWidth(said) + GAP;
  const hasAside = asideCells > 0 && beside - asideCells >= Math.min(width ?? LEAST_VALUE, LEAST_VALUE);
  const room = hasAside ? beside - asideCells : beside;
  return (
    <Box height={1} flexShrink={0}>
      <Text {...(field.isActive ? tones.accent : tones.plain)} wrap="hard">
        {field.isActive ? glyphs.point : ' '} {fitted(field.label, labelWidth + GAP, glyphs.ellipsis)}
      </Text>
      <TextField {...field} width={Math.min(width ?? room, room)} />
      {hasAside && (
        <Text {...tones.dim} wrap="hard">
          {'  '}
          {said}
        </Text>
      )}
    </Box>
  );
}
