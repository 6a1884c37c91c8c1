import { Box, Text } from 'ink';
import type { HandedOver } from '../../domain/hand-over.ts';
import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import type { Expected, ExpectedChange } from '../../guidance/result/expected-changes.ts';
import { targetNotes } from '../../guidance/result/hand-over-words.ts';
import { cellWidth, cut, fitted, printable } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';

const INDENT = 4;

/** Key by key what a file gets, or got; then what there is to know about it. */
export function TargetChanges({ changed, isWritten }: { changed: Expected | HandedOver; isWritten: boolean }) {
  const { columns } = useRoom();
  const changes: readonly ExpectedChange[] = changed.changes;
  const keys = Math.max(0, ...changes.map(({ key }) => cellWidth(printable(key))));
  const notes = targetNotes(changed, isWritten);
  return (
    <Box flexDirection="column" marginLeft={INDENT} flexShrink={0}>
      {changes.map(change => (
        <Change key={change.key} change={change} keyWidth={Math.min(keys, Math.floor(columns / 2))} />
      ))}
      {notes.length > 0 && <Findings findings={notes} width={columns - INDENT} />}
    </Box>
  );
}

const SIGNS = { added: '+', changed: '~', unchanged: '=' } as const;
/** In less room than that the word goes; the sign says the same. */
const LEAST_VALUE = 12;

function Change({ change: { key, value, change }, keyWidth }: { change: ExpectedChange; keyWidth: number }) {
  const { columns } = useRoom();
  const { glyphs, tones } = useLook();
  const sign = change === undefined ? '' : `${SIGNS[change]} `;
  const beside = columns - INDENT - sign.length - keyWidth - 2;
  const word = change === undefined || beside - change.length - 2 < LEAST_VALUE ? '' : `  ${change}`;
  const shown = value === SECRET_MARK ? glyphs.mask.repeat(8) : printable(value);
  return (
    <Text wrap="hard">
      {sign}
      {fitted(printable(key), keyWidth, glyphs.ellipsis)}
      {'  '}
      {cut(shown, Math.max(1, beside - word.length), glyphs.ellipsis, 'middle')}
      <Text {...tones.dim}>{word}</Text>
    </Text>
  );
}
