import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import type { Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { memberHelp, strangeMember } from '../../guidance/drafts/known-members.ts';
import { editableText, valueOfText } from '../../guidance/drafts/member-edit.ts';
import type { Note } from '../../guidance/note.ts';
import { cut } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { TextField } from '../components/text-field.tsx';
import { FocusLine } from '../focus-line.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';
import { Heading, Prose } from '../prose.tsx';

export type MemberEditorProps = {
  member: string;
  /** What it is now, or was before it was left out. */
  value: Json | undefined;
  /** What there is to say about it, were it this value. */
  notesOn(value: Json): readonly Note[];
  /** null leaves the member out. */
  onTake(value: Json): void;
};

/** One member being changed: what is typed, how that would go out, and what there is to say about it. */
export function MemberEditor({ member, value, notesOn, onTake }: MemberEditorProps) {
  const room = useRoom();
  const look = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const [text, setText] = useState(() => editableText(member, value));
  const read = valueOfText(member, text);
  useInput(
    (input, key) => {
      if (key.ctrl && input === 'd' && text === '') onTake(null);
    },
    { isActive: !room.isHidden },
  );
  const take = (typed: string) => {
    const taken = valueOfText(member, typed);
    if ('value' in taken) onTake(taken.value);
  };
  return (
    <>
      <Heading about={memberHelp(member) ?? strangeMember(member)}>{plainText(member, 80)}</Heading>
      <FocusLine isFocused>
        <TextField
          label={member}
          value={text}
          onChange={setText}
          onSubmit={take}
          placeholder="Ctrl+D leaves it out"
          width={room.columns - 2}
        />
      </FocusLine>
      <Text {...look.tones.dim} wrap="hard">
        {cut(inGlyphs(look, `  ${goesOut(read)}`), room.columns, look.glyphs.ellipsis)}
      </Text>
      <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
        <Findings
          findings={'problem' in read ? [problemNote(read.problem)] : notesOn(read.value)}
          rows={isTiny ? 3 : 6}
          withSource={!isTiny}
        />
        {!isTiny && <Prose tone="dim">A JSON literal is taken as such: ["a", "b"], true, 42, null.</Prose>}
      </Box>
    </>
  );
}

function goesOut(read: ReturnType<typeof valueOfText>): string {
  if ('problem' in read) return '';
  return read.value === null ? 'left out of the request' : `goes out as ${plainText(JSON.stringify(read.value), 300)}`;
}

function problemNote(problem: string): Note {
  return { severity: 'cannot-send', message: `what you typed ${problem}` };
}
