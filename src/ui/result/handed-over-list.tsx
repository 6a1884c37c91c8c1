import { Box, Text } from 'ink';
import type { HandedOver } from '../../domain/hand-over.ts';
import { plainText } from '../../domain/plain-text.ts';
import { wrapped } from '../cells.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Prose } from '../prose.tsx';
import { Checklist } from './checklist.tsx';
import { TargetChanges } from './target-view.tsx';

const MARK_CELLS = 2;
const HANG = 2;

/** What became of each file, and what is left to do by hand. */
export function HandedOverList({
  handedOver,
  checklist,
  isRecorded,
}: {
  handedOver: readonly HandedOver[];
  checklist: readonly string[];
  isRecorded: boolean;
}) {
  const { glyphs, tones } = useLook();
  const { columns } = useRoom();
  const isTiny = useLayout().kind === 'tiny';
  const failures = handedOver.filter(({ problem }) => problem !== undefined).length;
  return (
    <Box flexDirection="column" rowGap={isTiny ? 0 : 1} flexShrink={0}>
      <Prose tone="strong">
        {failures === 0
          ? 'Handed over'
          : `Not everything could be handed over${isRecorded ? '; the record has it all' : ''}`}
      </Prose>
      {handedOver.map(one => (
        <Box key={`${one.to} ${one.file}`} flexDirection="column" flexShrink={0}>
          <Box flexShrink={0}>
            <Text {...(one.problem === undefined ? tones.done : tones.trouble)}>
              {one.problem === undefined ? glyphs.done : glyphs.trouble}{' '}
            </Text>
            <Text>{wrapped(whereOf(one), columns - MARK_CELLS, HANG).join('\n')}</Text>
          </Box>
          <TargetChanges changed={one} isWritten />
        </Box>
      ))}
      {checklist.length > 0 && (
        <Box flexDirection="column" flexShrink={0}>
          <Prose>Now, by hand</Prose>
          <Checklist items={checklist} />
        </Box>
      )}
    </Box>
  );
}

function whereOf({ to, file }: HandedOver): string {
  return `${to} ${file === '-' ? 'standard output' : plainText(file, 200)}`;
}
