import { Text } from 'ink';
import { useLook } from '../hooks/use-look.ts';
import { inGlyphs } from '../look.ts';

/** Says how much of a list or text is out of sight at one of its ends; nothing where all of it is in sight. */
export function MoreRows({ count, where, of = '' }: { count: number; where: 'above' | 'below'; of?: string }) {
  const look = useLook();
  if (count <= 0) return null;
  return (
    <Text {...look.tones.dim} wrap="truncate-end">
      {inGlyphs(look, `  … ${count} more${of && ` ${of}`} ${where}`)}
    </Text>
  );
}
