import { Box, Text } from 'ink';
import { cellWidth, cut, fitted, printable } from '../cells.ts';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import type { Tone } from '../look.ts';
import { type Window, windowWithMarks } from '../window-around.ts';
import { MoreRows } from './more-rows.tsx';

export type Definition = {
  /** Names the row for `focus`; the label where it is left out. */
  id?: string | undefined;
  label: string;
  value: string;
  /** Where the value comes from, say; the first to go where the window is narrow. */
  note?: string | undefined;
  tone?: Tone | undefined;
};

export type DefinitionListProps = {
  items: readonly Definition[];
  /** The row that the pointer stands at. */
  focus?: string | undefined;
  /** The row to be shown while the pointer stands at none of them. */
  near?: string | undefined;
  /** At most so many rows, around the focus; all where it is left out. */
  rows?: number | undefined;
  width?: number | undefined;
};

/** Widths of the columns, in cells. `label` 0: there is no room beside, so the value stands in a line of its own. */
type Columns = { label: number; value: number; note: number };

const POINTER_CELLS = 2;
const GAP = 2;
const LEAST_VALUE = 16;
const MOST_NOTE = 20;

/** Labels, values and notes in columns, a row each. What is too long is cut in the middle, so a URL keeps both ends. */
export function DefinitionList({ items, focus, near = focus, rows, width }: DefinitionListProps) {
  const room = useRoom();
  const columns = columnsOf(items, width ?? room.columns);
  const height = columns.label === 0 ? 2 : 1;
  const at = Math.max(
    0,
    items.findIndex(item => idOf(item) === near),
  );
  const { first, last }: Window =
    rows === undefined
      ? { first: 0, last: items.length }
      : windowWithMarks({ count: items.length, focus: at, rows: Math.max(height, rows) }, () => height);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <MoreRows count={first} where="above" />
      {items.slice(first, last).map(item => (
        <DefinitionRow key={idOf(item)} item={item} columns={columns} isFocused={idOf(item) === focus} />
      ))}
      <MoreRows count={items.length - last} where="below" />
    </Box>
  );
}

const idOf = ({ id, label }: Definition) => id ?? label;

function columnsOf(items: readonly Definition[], width: number): Columns {
  const widest = (texts: readonly (string | undefined)[]) =>
    Math.max(0, ...texts.map(text => cellWidth(printable(text ?? ''))));
  const room = Math.max(LEAST_VALUE, width - POINTER_CELLS);
  const label = widest(items.map(item => item.label));
  const note = Math.min(MOST_NOTE, widest(items.map(item => item.note)));
  const beside = room - label - GAP;
  if (beside < LEAST_VALUE) return { label: 0, value: room - GAP, note: 0 };
  const left = beside - note - GAP;
  return note === 0 || left < LEAST_VALUE ? { label, value: beside, note: 0 } : { label, value: left, note };
}

function DefinitionRow({ item, columns, isFocused }: { item: Definition; columns: Columns; isFocused: boolean }) {
  const { glyphs, tones } = useLook();
  const { ref } = useInSight({ isActive: isFocused, usesPageKeys: true });
  const value = printable(item.value);
  const pointer = `${isFocused ? glyphs.point : ' '} `;
  const tone = tones[item.tone ?? 'plain'];
  const head = isFocused ? tones.accent : tones.plain;
  const room = columns.value + GAP;
  if (columns.label === 0) {
    return (
      <Box ref={ref} flexDirection="column" flexShrink={0}>
        <Text {...head} wrap="truncate-end">
          {pointer + cut(printable(item.label), room, glyphs.ellipsis)}
        </Text>
        <Text {...tone} wrap="truncate-end">
          {`    ${cut(value, columns.value, glyphs.ellipsis, 'middle')}`}
        </Text>
      </Box>
    );
  }
  return (
    <Box ref={ref} height={1} flexShrink={0}>
      <Text {...head} wrap="truncate-end">
        {pointer + fitted(printable(item.label), columns.label + GAP, glyphs.ellipsis)}
      </Text>
      <Text {...tone} wrap="truncate-end">
        {fitted(
          cut(value, columns.value, glyphs.ellipsis, 'middle'),
          columns.note === 0 ? columns.value : room,
          glyphs.ellipsis,
        )}
      </Text>
      <Text {...tones.dim} wrap="truncate-end">
        {columns.note === 0 ? '' : cut(printable(item.note ?? ''), columns.note, glyphs.ellipsis)}
      </Text>
    </Box>
  );
}
