import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { splitPasted } from '../../guidance/drafts/split-pasted.ts';
import type { Note } from '../../guidance/note.ts';
import { cut, printable } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs, type Look } from '../look.ts';
import { windowWithMarks } from '../window-around.ts';
import { NoteLines, noteLines } from './findings.tsx';
import { useListEditor } from './list-editor-keys.ts';
import type { Entry } from './list-editor-state.ts';
import { MoreRows } from './more-rows.tsx';
import { TextLine } from './text-field.tsx';

export type ListEditorProps = {
  /** What one entry is, for screen readers: «redirect URI». */
  label: string;
  /** The list to begin with; read once. */
  entries: readonly string[];
  onSubmit: (entries: string[]) => void;
  onChange?: ((entries: string[]) => void) | undefined;
  /** What is to be said about an entry. Asked for the ones in sight only. */
  notes?: ((entry: string, index: number, entries: readonly string[]) => readonly Note[]) | undefined;
  split?: ((pasted: string) => string[]) | undefined;
  addLabel?: string | undefined;
  /** The entry to begin at, from 0 on; the row to add one where it is left out. */
  start?: number | undefined;
  isActive?: boolean | undefined;
  rows?: number | undefined;
  width?: number | undefined;
};

/** Pointer, number and the spaces behind them. */
const MARGIN_CELLS = 4;
/** Lines that one note may take at the focused entry; elsewhere it is one. */
const NOTE_ROWS = 2;

/** An editable list of one-line texts. Only what is in sight is drawn and asked about. */
export function ListEditor(props: ListEditorProps) {
  const { label, notes, addLabel = 'add another, or paste many at once' } = props;
  const look = useLook();
  const room = useRoom();
  const isActive = (props.isActive ?? true) && !room.isHidden;
  const rows = Math.max(5, props.rows ?? room.rows - 4);
  const width = props.width ?? room.columns;
  const { entries, focus, caret } = useListEditor({
    entries: props.entries,
    start: props.start,
    onSubmit: props.onSubmit,
    onChange: props.onChange,
    split: props.split ?? splitPasted,
    pageRows: Math.max(1, rows - 3),
    isActive,
  });
  const numberCells = String(entries.length).length;
  const textCells = width - MARGIN_CELLS - numberCells;
  const lines = new NotedLines(look, { entries, focus, cells: textCells, notes });
  const window = { count: entries.length, focus: Math.min(focus, entries.length - 1), rows: rows - 1 };
  const { first, last } = windowWithMarks(window, index => 1 + lines.heightAt(index));

  const field = (text: string, placeholder?: string) => (
    <TextLine
      label={focus < entries.length ? `${label} ${focus + 1} of ${entries.length}` : `another ${label}`}
      state={{ text, caret }}
      placeholder={placeholder}
      isActive={isActive}
      width={textCells}
    />
  );
  return (
    <Box flexDirection="column" flexShrink={0} width={width}>
      <MoreRows count={first} where="above" />
      {entries.slice(first, last).map((entry, index) => (
        <Box key={entry.id} flexDirection="column" flexShrink={0}>
          <Row number={String(first + index + 1).padStart(numberCells)} isFocused={first + index === focus}>
            {first + index === focus ? (
              field(entry.text)
            ) : (
              <Text wrap="truncate-end">{shown(look, entry, textCells)}</Text>
            )}
          </Row>
          <Box flexDirection="column" marginLeft={MARGIN_CELLS + numberCells} flexShrink={0}>
            {lines.at(first + index).map(note => (
              <NoteLines key={note.key} severity={note.severity} lines={note.lines} />
            ))}
          </Box>
        </Box>
      ))}
      <MoreRows count={entries.length - last} where="below" />
      <Row number={'+'.padStart(numberCells)} isFocused={focus === entries.length}>
        {focus === entries.length ? (
          field('', inGlyphs(look, addLabel))
        ) : (
          <Text {...look.tones.dim} wrap="truncate-end">
            {cut(inGlyphs(look, addLabel), textCells, look.glyphs.ellipsis)}
          </Text>
        )}
      </Row>
    </Box>
  );
}

function shown(look: Look, { text }: Entry, cells: number): string {
  return cut(printable(text), cells, look.glyphs.ellipsis, 'middle') || ' ';
}

function Row({ number, isFocused, children }: { number: string; isFocused: boolean; children: ReactNode }) {
  const { glyphs, tones } = useLook();
  return (
    <Box height={1} flexShrink={0}>
      <Text {...(isFocused ? tones.accent : tones.dim)} wrap="truncate-end">
        {`${isFocused ? glyphs.point : ' '} ${number}  `}
      </Text>
      {children}
    </Box>
  );
}

type Noted = { key: string; severity: Note['severity']; lines: string[] };
type NotedOptions = {
  entries: readonly Entry[];
  focus: number;
  cells: number;
  notes: ListEditorProps['notes'];
};

/** The notes of the entries in one drawing, each asked for once. */
class NotedLines {
  readonly #look: Look;
  readonly #options: NotedOptions;
  readonly #texts: readonly string[];
  readonly #known = new Map<number, Noted[]>();

  constructor(look: Look, options: NotedOptions) {
    this.#look = look;
    this.#options = options;
    this.#texts = options.notes === undefined ? [] : options.entries.map(entry => entry.text);
  }

  at(index: number): Noted[] {
    const known = this.#known.get(index) ?? this.#asked(index);
    this.#known.set(index, known);
    return known;
  }

  heightAt(index: number): number {
    return this.at(index).reduce((sum, note) => sum + note.lines.length, 0);
  }

  #asked(index: number): Noted[] {
    const { focus, cells, notes } = this.#options;
    const most = index === focus ? NOTE_ROWS : 1;
    return (notes?.(this.#texts[index] ?? '', index, this.#texts) ?? []).map((note, at) => ({
      key: `${at} ${note.message}`,
      severity: note.severity,
      lines: noteLines(this.#look, note, cells, most),
    }));
  }
}
