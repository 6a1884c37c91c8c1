import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import { suggestedMembers } from '../../guidance/drafts/known-members.ts';
import { memberName } from '../../guidance/drafts/member-edit.ts';
import { cellWidth, cut, fitted } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { TextField } from '../components/text-field.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading } from '../prose.tsx';

export type MemberAdderProps = {
  /** Members that the request has already. */
  present: readonly string[];
  /** Why a member cannot be added; undefined: it can. */
  objectionTo?: ((member: string) => string | undefined) | undefined;
  onName(member: string): void;
};

/** The name of a member to add: typed, or one of the suggestions. */
export function MemberAdder({ present, objectionTo, onName }: MemberAdderProps) {
  const room = useRoom();
  const { glyphs, tones } = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  // -1: what was typed itself.
  const [at, setAt] = useState(-1);
  const suggestions = suggestedMembers(name, present).slice(0, isTiny ? 4 : 6);

  const type = (typed: string) => {
    setName(typed);
    setAt(-1);
    setProblem(undefined);
  };
  const submit = (typed: string) => {
    const read = memberName(suggestions[at]?.member ?? typed);
    const objection = 'member' in read ? objectionTo?.(read.member) : read.problem;
    if ('member' in read && objection === undefined) onName(read.member);
    else setProblem(objection);
  };
  useInput(
    (_, key) => {
      if (key.downArrow) setAt(now => Math.min(now + 1, suggestions.length - 1));
      else if (key.upArrow) setAt(now => Math.max(now - 1, -1));
      else if (key.tab && !key.shift) type((suggestions[at] ?? suggestions[0])?.member ?? name);
    },
    { isActive: !room.isHidden },
  );
  const names = Math.max(0, ...suggestions.map(({ member }) => cellWidth(member)));
  return (
    <>
      <Heading about="Any member of RFC 7591, OpenID Connect, or the server's own.">
        Which member do you want to add?
      </Heading>
      <Box height={1} flexShrink={0}>
        <Text {...tones.accent}>{at === -1 ? glyphs.point : ' '} </Text>
        <TextField
          label="member"
          value={name}
          onChange={type}
          onSubmit={submit}
          placeholder="its name"
          width={room.columns - 2}
        />
      </Box>
      <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
        {problem !== undefined && <Findings findings={[{ severity: 'cannot-send', message: problem }]} />}
        {suggestions.map(({ member, help }, index) => (
          <Text key={member} wrap="hard">
            <Text {...tones.accent}>{index === at ? glyphs.point : ' '} </Text>
            {fitted(member, Math.min(names, room.columns - 2), glyphs.ellipsis)}
            <Text {...tones.dim}>{cut(`  ${help}`, Math.max(0, room.columns - 2 - names), glyphs.ellipsis)}</Text>
          </Text>
        ))}
      </Box>
    </>
  );
}
