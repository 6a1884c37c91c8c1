import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { cellWidth, cut, fitted, printable, wrapped } from '../cells.ts';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { windowWithMarks } from '../window-around.ts';
import { MoreRows } from './more-rows.tsx';

export type ChoiceItem<V extends string> = {
  value: V;
  label: string;
  /** What it is, in the dim column beside. */
  hint?: string | undefined;
  isDisabled?: boolean | undefined;
};

export type ChoiceProps<V extends string> = {
  /** Said by screen readers; it is not drawn. */
  label: string;
  items: readonly ChoiceItem<V>[];
  onSubmit: (value: V) => void;
  onFocus?: ((value: V) => void) | undefined;
  initial?: V | undefined;
  isActive?: boolean | undefined;
  /** At most so many rows; a longer list scrolls. */
  rows?: number | undefined;
  width?: number | undefined;
  /** Where the hint of the one in focus has no room beside it, the whole of it stands below the list. */
  tellsHints?: boolean | undefined;
  /** Said where there is nothing to choose from. */
  empty?: string | undefined;
};

/** What one row of the list draws. ink-select-input hands all of an item on to the component that draws it. */
type Row = {
  isSelected?: boolean;
  label: string;
  hint?: string;
  isDisabled?: boolean;
  isActive?: boolean;
  usesPageKeys?: boolean;
};

const POINTER_CELLS = 2;
/** Nine items, and a line at each end for what is out of sight of a longer list. */
const MOST_ROWS = 11;

/**
 * One of several. ink-select-input draws the rows that are in sight and no more: its own keys submit at a digit (often
 * one that was left over from typing), move at j and k, submit `undefined` from an empty list, and know no Home, End or
 * disabled items. So it is never focused, never mounted empty, and mounted anew where the focus moves, as it reads
 * `initialIndex` only once.
 */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const { items, label, onSubmit, onFocus, initial, tellsHints = false, empty = 'Nothing to choose from.' } = props;
  const look = useLook();
  const room = useRoom();
  const isActive = (props.isActive ?? true) && !room.isHidden;
  const rows = Math.max(3, props.rows ?? Math.min(MOST_ROWS, room.rows - 1));
  const width = props.width ?? room.columns;
  const { index } = useListFocus({
    values: items.map(item => item.value),
    isDisabled: value => items.some(item => item.value === value && item.isDisabled === true),
    initial,
    pageRows: rows - 2,
    isActive,
    onFocus,
    onSubmit,
  });

  if (items.length === 0) return <Text dimColor>{empty}</Text>;
  const { first, last } = windowWithMarks({ count: items.length, focus: index, rows });
  const labels = labelWidth(items, width);
  const hintCells = width - POINTER_CELLS - labels - 2;
  const whole = printable(items[index]?.hint ?? '');
  const drawn = items.slice(first, last).map(item => ({
    key: item.value,
    value: item.value,
    label: fitted(printable(item.label), labels, look.glyphs.ellipsis),
    hint: cut(printable(item.hint ?? ''), hintCells, look.glyphs.ellipsis),
    isDisabled: item.isDisabled === true || index === -1,
    isActive,
    usesPageKeys: items.length > rows,
  }));
  return (
    <Box
      flexDirection="column"
      flexShrink={0}
      width={width}
      aria-role="listbox"
      aria-label={spoken(label, items[index])}
    >
      <MoreRows count={first} where="above" />
      <SelectInput
        key={`${first} ${index}`}
        items={drawn}
        initialIndex={Math.max(0, index - first)}
        isFocused={false}
        indicatorComponent={NoIndicator}
        itemComponent={ChoiceRow}
      />
      <MoreRows count={items.length - last} where="below" />
      {tellsHints && cellWidth(whole) > hintCells && <WholeHint hint={whole} width={width} />}
    </Box>
  );
}

function labelWidth(items: readonly ChoiceItem<string>[], width: number): number {
  const widest = Math.max(...items.map(item => cellWidth(printable(item.label))));
  const most = items.some(item => item.hint) ? Math.floor((width - POINTER_CELLS) * 0.6) : width - POINTER_CELLS;
  return Math.max(1, Math.min(widest, most));
}

function spoken(label: string, item: ChoiceItem<string> | undefined): string {
  return item === undefined ? label : `${label}: ${item.label}${item.hint ? `, ${item.hint}` : ''}`;
}

function WholeHint({ hint, width }: { hint: string; width: number }) {
  const { tones } = useLook();
  const isTiny = useLayout().kind === 'tiny';
  return (
    <Box marginTop={isTiny ? 0 : 1} flexShrink={0}>
      <Text {...tones.dim}>{wrapped(hint, width).join('\n')}</Text>
    </Box>
  );
}

/** The row draws its own, so that a disabled one has none. */
function NoIndicator() {
  return null;
}

function ChoiceRow({ isSelected = false, label, hint = '', isDisabled = false, isActive = false, usesPageKeys }: Row) {
  const { glyphs, tones } = useLook();
  const isHere = isSelected && !isDisabled;
  const { ref } = useInSight({ isActive: isActive && isHere, usesPageKeys: usesPageKeys === true });
  const tone = isDisabled ? tones.dim : isHere && isActive ? tones.accent : tones.plain;
  return (
    <Box ref={ref} height={1} flexShrink={0}>
      <Text {...tone} wrap="truncate-end">
        {isHere ? glyphs.point : ' '} {label}
      </Text>
      <Text {...tones.dim} wrap="truncate-end">
        {hint === '' ? '' : `  ${hint}`}
      </Text>
    </Box>
  );
}
