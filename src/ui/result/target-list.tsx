import { Box, Text } from 'ink';
import type { FileTarget } from '../../domain/hand-over.ts';
import type { Note } from '../../guidance/note.ts';
import type { Expected } from '../../guidance/result/expected-changes.ts';
import { targetPlace } from '../../guidance/result/hand-over-words.ts';
import { cut } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { FocusLine } from '../focus-line.tsx';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading, Prose } from '../prose.tsx';
import { Checklist } from './checklist.tsx';
import { TargetChanges } from './target-view.tsx';

/** The lines beside the files. */
export const WRITE_LINE = 'write';
export const ADD_LINE = 'add';

export type TargetListProps = {
  rows: readonly { id: string; target: FileTarget; isWanted: boolean; changed: Expected | undefined }[];
  /** About all of them together. */
  notes: readonly Note[];
  checklist: readonly string[];
  /** A client was registered, so that all there is lies in its record. */
  isRecorded: boolean;
  /** Of a row, or one of the lines above. */
  focus: string;
  onFocus(id: string): void;
  onSubmit(id: string): void;
};

/** The files that would be written, each with what it would get, and what is to be done by hand. */
export function TargetList({ rows, notes, checklist, isRecorded, focus, onFocus, onSubmit }: TargetListProps) {
  const { tones } = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const values = [WRITE_LINE, ...rows.map(({ id }) => id), ADD_LINE];
  const count = rows.filter(({ isWanted }) => isWanted).length;
  const { focused } = useListFocus({ values, initial: focus, onFocus, onSubmit });
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Heading
        about={`Everything else in a file stays as it is.${isRecorded ? ' The record has it all anyway.' : ' Nothing else here keeps the token.'}`}
      >
        {isTiny ? 'Hand over' : 'Where does your application look for it?'}
      </Heading>
      <Box marginBottom={isTiny ? 0 : 1} flexShrink={0}>
        <FocusLine isFocused={focused === WRITE_LINE}>
          <Text {...tones.accent} {...tones.strong}>
            {count === 0 ? 'Finish without writing' : count === 1 ? 'Write this file' : `Write these ${count} files`}
          </Text>
        </FocusLine>
      </Box>
      {rows.map(row => (
        <TargetRow key={row.id} {...row} isFocused={focused === row.id} isOpen={!isTiny || focused === row.id} />
      ))}
      <FocusLine isFocused={focused === ADD_LINE}>
        <Text {...tones.dim}>+ add a file</Text>
      </FocusLine>
      {notes.length > 0 && <Findings findings={notes} />}
      {checklist.length > 0 && (
        <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
          <Prose>Afterwards, by hand</Prose>
          <Checklist items={checklist} />
        </Box>
      )}
    </Box>
  );
}

type RowProps = Omit<TargetListProps['rows'][number], 'id'> & { isFocused: boolean; isOpen: boolean };

function TargetRow({ target, isWanted, changed, isFocused, isOpen }: RowProps) {
  const { glyphs, tones } = useLook();
  const { columns } = useRoom();
  const { ref } = useInSight({ isActive: isFocused });
  const tone = isFocused ? tones.accent : tones.plain;
  // What cannot be written as it stands is not ticked, also where its reasons have no room.
  const sign = !isWanted ? 'open' : changed?.problem === undefined ? 'done' : 'trouble';
  return (
    <Box ref={ref} flexDirection="column" flexShrink={0}>
      <Text wrap="hard">
        <Text {...tones.accent}>{isFocused ? glyphs.point : ' '} </Text>
        <Text {...(sign === 'open' ? tones.dim : tones[sign])}>{glyphs[sign]} </Text>
        <Text {...(isWanted ? tone : tones.dim)}>
          {cut(`${target.to}  ${targetPlace(target)}${isWanted ? '' : '  left out'}`, columns - 4, glyphs.ellipsis)}
        </Text>
      </Text>
      {isWanted && isOpen && changed && <TargetChanges changed={changed} isWritten={false} />}
    </Box>
  );
}
