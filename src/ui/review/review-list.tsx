import { Box, Text } from 'ink';
import { plainText } from '../../domain/plain-text.ts';
import type { MemberRow } from '../../guidance/drafts/member-rows.ts';
import type { Note } from '../../guidance/note.ts';
import { cut } from '../cells.ts';
import { type Definition, DefinitionList } from '../components/definition-list.tsx';
import { Findings, noteLines } from '../components/findings.tsx';
import { FocusLine } from '../focus-line.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import type { Look, Tone } from '../look.ts';
import { Heading } from '../prose.tsx';

/** The lines beside the members; no member has such a name. */
export const SEND_LINE = '\nsend';
export const ADD_LINE = '\nadd';

/** The question, Register, and a free line below each. */
const HEAD_ROWS = 4;
/** Of one note, before it is cut. */
const MOST_LINES = 6;

/** A finding as far as a line needs it. */
export type MemberNote = Note & { member?: string };

export type ReviewListProps = {
  /** Where it is registered. */
  server: string;
  rows: readonly MemberRow[];
  findings: readonly MemberNote[];
  /** Said before the findings. */
  notes: readonly Note[];
  isBlocked: boolean;
  focus: string;
  onFocus(id: string): void;
  onOpen(id: string): void;
};

/** The request line by line: Register first, then each member, then the way to add one; what is to be said stands below. */
export function ReviewList(props: ReviewListProps) {
  const { server, findings, isBlocked, focus, onFocus, onOpen } = props;
  const items = props.rows.map(row => definition(row, findings));
  const notes = [...props.notes, ...findings];
  const room = useRoom();
  const look = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const values = [SEND_LINE, ...items.map(item => item.id), ADD_LINE];
  const { focused = SEND_LINE } = useListFocus({ values, initial: focus, onFocus, onSubmit: onOpen });
  const isAdding = focused === ADD_LINE;
  const around = isTiny ? (isAdding ? 2 : 1) : HEAD_ROWS + 1;
  const left = room.rows - around - items.length - 1;
  const noteRows = rowsOfNotes(notes, { left, columns: room.columns, look, isTiny });
  const listed = isTiny && focused === SEND_LINE ? undefined : focused;
  return (
    <>
      {!isTiny && <Heading>Read it once more. Enter on a line changes it and comes back here.</Heading>}
      <SendLine
        isFocused={focused === SEND_LINE}
        isBlocked={isBlocked}
        words={`Register this client at ${plainText(server, 200)}`}
      />
      <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
        <DefinitionList
          items={items}
          focus={listed}
          near={isAdding ? items.at(-1)?.id : listed}
          rows={room.rows - around - (noteRows === 0 ? 0 : noteRows + (isTiny ? 0 : 1))}
        />
        {(!isTiny || isAdding) && (
          <FocusLine isFocused={isAdding}>
            <Text {...look.tones.dim}>+ add a member</Text>
          </FocusLine>
        )}
      </Box>
      {noteRows > 0 && (
        <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
          <Findings findings={notes} rows={noteRows} />
        </Box>
      )}
    </>
  );
}

function definition({ id, label, text, source, value }: MemberRow, findings: readonly MemberNote[]) {
  const tone = value === undefined ? 'dim' : toneOf(id, findings);
  return { id, label, value: text, note: source, tone } satisfies Definition;
}

const TONES = { 'cannot-send': 'trouble', 'refusal-likely': 'care', hint: 'plain', done: 'plain' } as const;

/** The tone of a member's line, by the gravest that is said about it. */
export function toneOf(member: string, findings: readonly MemberNote[]): Tone {
  return TONES[findings.find(finding => finding.member === member)?.severity ?? 'hint'];
}

type RowsOptions = { left: number; columns: number; look: Look; isTiny: boolean };

/** What the members leave over, and a few rows in any case. */
function rowsOfNotes(notes: readonly Note[], { left, columns, look, isTiny }: RowsOptions): number {
  const needed = notes.reduce((sum, note) => sum + noteLines(look, note, columns, MOST_LINES).length, 0);
  return Math.min(needed, isTiny ? 2 : Math.max(3, left));
}

/** The first line of a review: what Enter sends, and whether something keeps it from being sent. */
export function SendLine({ isFocused, isBlocked, words }: { isFocused: boolean; isBlocked: boolean; words: string }) {
  const look = useLook();
  const { columns } = useRoom();
  const { glyphs, tones } = look;
  const mark = isBlocked ? `${glyphs.trouble} ` : '';
  const tone = isBlocked ? tones.dim : { ...tones.accent, ...tones.strong };
  return (
    <FocusLine isFocused={isFocused}>
      <Text {...tones.trouble}>{mark}</Text>
      <Text {...tone} wrap="hard">
        {cut(words, columns - 2 - mark.length, glyphs.ellipsis)}
      </Text>
    </FocusLine>
  );
}
