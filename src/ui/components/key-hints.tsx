import { Text } from 'ink';
import { cellWidth, cut } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';

export type Hint = {
  key: string;
  does: string;
  /** What it does, for narrow windows; '' leaves the key alone. */
  short?: string | undefined;
  /** The lightest is dropped first, and of two the later one. 1 where it is left out. */
  weight?: number | undefined;
  /** It leads to the step before: not shown where there is no way back. */
  stepsBack?: boolean | undefined;
};

export function stepBack(weight: number): Hint {
  return { key: 'Esc', does: 'back', weight, stepsBack: true };
}

type Shown = { hints: readonly Hint[]; gap: number };

/** The hints that fit into one line of `width` cells: all of them, all of them shortened, or the weightiest. */
export function hintsShown(hints: readonly Hint[], width: number): Shown {
  const long = { hints, gap: 3 };
  if (lineWidth(long) <= width) return long;
  let shown: Shown = { hints: hints.map(hint => ({ ...hint, does: hint.short ?? hint.does })), gap: 2 };
  while (shown.hints.length > 1 && lineWidth(shown) > width) {
    const lightest = Math.min(...shown.hints.map(weightOf));
    const dropped = shown.hints.findLastIndex(hint => weightOf(hint) === lightest);
    shown = { ...shown, hints: shown.hints.toSpliced(dropped, 1) };
  }
  return shown;
}

const weightOf = ({ weight = 1 }: Hint) => weight;
const wordsOf = ({ key, does }: Hint) => (does === '' ? key : `${key} ${does}`);

function lineWidth({ hints, gap }: Shown): number {
  return hints.reduce((sum, hint) => sum + cellWidth(wordsOf(hint)), (hints.length - 1) * gap);
}

/** The keys that work now, in one line. */
export function KeyHints({ hints, width }: { hints: readonly Hint[]; width?: number | undefined }) {
  const look = useLook();
  const { columns } = useRoom();
  const cells = width ?? columns;
  const spelled = hints.map(hint => ({
    ...hint,
    key: inGlyphs(look, hint.key),
    does: inGlyphs(look, hint.does),
    short: hint.short === undefined ? undefined : inGlyphs(look, hint.short),
  }));
  const shown = hintsShown(spelled, cells);
  if (lineWidth(shown) > cells) {
    return <Text wrap="truncate-end">{cut(shown.hints.map(wordsOf).join(''), cells, look.glyphs.ellipsis)}</Text>;
  }
  return (
    <Text wrap="truncate-end">
      {shown.hints.map(({ key, does }, index) => (
        <Text key={`${key} ${does}`}>
          {' '.repeat(index === 0 ? 0 : shown.gap)}
          <Text {...look.tones.accent}>{key}</Text>
          <Text {...look.tones.dim}>{does === '' ? '' : ` ${does}`}</Text>
        </Text>
      ))}
    </Text>
  );
}
