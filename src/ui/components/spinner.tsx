import { Text, useAnimation } from 'ink';
import { useLook } from '../hooks/use-look.ts';
import { inGlyphs } from '../look.ts';

const TURN_MS = 100;

/** Something is going on. Without motion it stands still, and the words alone say so. */
export function Spinner({ label }: { label?: string | undefined }) {
  const look = useLook();
  const { frame } = useAnimation({ interval: TURN_MS, isActive: look.motion });
  const { spinner, ellipsis } = look.glyphs;
  const sign = look.motion ? (spinner[frame % spinner.length] ?? '') : ellipsis;
  return (
    <Text wrap="truncate-end" aria-label={label ?? 'working'}>
      <Text {...look.tones.accent}>{sign}</Text>
      {label === undefined ? '' : ` ${inGlyphs(look, label)}`}
    </Text>
  );
}
