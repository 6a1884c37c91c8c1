import { Box, Text } from 'ink';
import { plainText } from '../../domain/plain-text.ts';
import type { Note } from '../../guidance/note.ts';
import type { UpdateRow } from '../../guidance/review/update-words.ts';
import { DefinitionList } from '../components/definition-list.tsx';
import { Findings } from '../components/findings.tsx';
import { FocusLine } from '../focus-line.tsx';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { Marked } from '../marked.tsx';
import { Heading, Paragraph, Prose } from '../prose.tsx';
import { Fact } from '../result/fact.tsx';
import { ADD_LINE, type MemberNote, SEND_LINE, SendLine, toneOf } from './review-list.tsx';

export type UpdateListProps = {
  /** Where the client is. */
  server: string;
  rows: readonly UpdateRow[];
  findings: readonly MemberNote[];
  /** Said before the findings. */
  notes: readonly Note[];
  isBlocked: boolean;
  /** It is all as it should be. */
  isNothing: boolean;
  focus: string;
  onFocus(id: string): void;
  onOpen(id: string): void;
};

/** The client line by line: Update first, then each member that changes, then those that stay as they stand. */
export function UpdateList(props: UpdateListProps) {
  const { server, rows, findings, notes, isBlocked, isNothing, focus, onFocus, onOpen } = props;
  const { tones } = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const values = [SEND_LINE, ...rows.map(row => row.id), ADD_LINE];
  const { focused = SEND_LINE } = useListFocus({ values, initial: focus, onFocus, onSubmit: onOpen });
  const changed = rows.filter(({ isChanged }) => isChanged);
  const standing = rows.filter(({ isChanged }) => !isChanged);
  const said = [...notes, ...findings];
  return (
    <Box flexDirection="column" rowGap={isTiny ? 0 : 1} flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        {!isTiny && <Heading>Read it once more. Enter on a line changes it and comes back here.</Heading>}
        <SendLine
          isFocused={focused === SEND_LINE}
          isBlocked={isBlocked}
          words={isNothing ? 'Finish: nothing will be sent' : `Update this client at ${plainText(server, 200)}`}
        />
      </Box>
      {said.length > 0 && <Findings findings={said} rows={isTiny ? 3 : 5} />}
      {isNothing && (
        <Marked mark="✔" markTone="done">
          It is all as it should be: nothing will be sent
        </Marked>
      )}
      {changed.length > 0 && (
        <Box flexDirection="column" flexShrink={0}>
          <Paragraph tone="strong">
            {`${changed.length === 1 ? '1 member' : `${changed.length} members`} will change`}
          </Paragraph>
          {changed.map(row => (
            <Changed key={row.id} row={row} findings={findings} isFocused={row.id === focused} />
          ))}
        </Box>
      )}
      <Box flexDirection="column" flexShrink={0}>
        {standing.length > 0 && (
          <Prose tone="dim">{changed.length > 0 ? 'The others stay as they stand' : 'As it stands'}</Prose>
        )}
        <DefinitionList
          items={standing.map(({ id, label, says }) => ({ id, label, value: says.now, tone: toneOf(id, findings) }))}
          focus={focused}
        />
        <FocusLine isFocused={focused === ADD_LINE}>
          <Text {...tones.dim}>+ add a member</Text>
        </FocusLine>
      </Box>
    </Box>
  );
}

const LABEL_CELLS = 5;

type ChangedProps = { row: UpdateRow; findings: readonly MemberNote[]; isFocused: boolean };

/** A member that changes: what stands now, and what is asked for. */
function Changed({ row: { id, label, says }, findings, isFocused }: ChangedProps) {
  const { glyphs, tones } = useLook();
  const { ref } = useInSight({ isActive: isFocused, usesPageKeys: true });
  return (
    <Box ref={ref} flexDirection="column" flexShrink={0}>
      <Text wrap="hard">
        <Text {...tones.accent}>{isFocused ? glyphs.point : ' '} </Text>
        <Text {...(isFocused ? tones.accent : tones.strong)}>{label}</Text>
      </Text>
      <Fact label="now" value={says.now} labelWidth={LABEL_CELLS} indent={4} />
      <Fact label="asked" value={says.asked} tone={toneOf(id, findings)} labelWidth={LABEL_CELLS} indent={4} />
    </Box>
  );
}
