import { Box } from 'ink';
import { useState } from 'react';
import type { Note } from '../guidance/note.ts';
import { typeable } from '../guidance/trouble/unknown-outcome.ts';
import { Findings } from './components/findings.tsx';
import { TextField } from './components/text-field.tsx';
import { FocusLine } from './focus-line.tsx';
import { useLayout } from './hooks/use-layout.ts';
import { useRoom } from './hooks/use-room.ts';
import { Paragraph } from './prose.tsx';

export type TypedNameProps = {
  /** What comes of it: `To delete this client at the server`. */
  toDo: string;
  /** What has to be typed. */
  wanted: string;
  /** What is said to anything else: `the client was kept`. */
  otherwise: string;
  onConfirm(): void;
};

/** More than Enter, for what nobody can take back: the name of the client, typed. */
export function TypedName({ toDo, wanted, otherwise, onConfirm }: TypedNameProps) {
  const { columns } = useRoom();
  const isTiny = useLayout().kind === 'tiny';
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<Note>();
  const submit = (text: string) => {
    if (typeable(text) === wanted) return onConfirm();
    return setSaid({ severity: 'cannot-send', message: `that is not "${wanted}": ${otherwise}` });
  };
  return (
    <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
      <Paragraph>{`${toDo}, type ${wanted}`}</Paragraph>
      <FocusLine isFocused>
        <TextField
          label="the name of the client"
          value={typed}
          onChange={setTyped}
          onSubmit={submit}
          width={columns - 2}
        />
      </FocusLine>
      <Findings findings={said ? [said] : []} rows={2} />
    </Box>
  );
}
