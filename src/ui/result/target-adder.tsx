import { Box, Text } from 'ink';
import { useState } from 'react';
import type { FileTarget, HandOverFormat } from '../../domain/hand-over.ts';
import { FORMAT_CHOICES, PATH_EXAMPLES } from '../../guidance/result/hand-over-words.ts';
import { Choice } from '../components/choice.tsx';
import { Findings } from '../components/findings.tsx';
import { TextField } from '../components/text-field.tsx';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading } from '../prose.tsx';

export type TargetAdderProps = {
  read(format: HandOverFormat, path: string): { target: FileTarget } | { problem: string };
  onTarget(target: FileTarget): void;
  format: HandOverFormat | undefined;
  onFormat(format: HandOverFormat): void;
};

/** A file more: its format, then its path. */
export function TargetAdder({ read, onTarget, format, onFormat }: TargetAdderProps) {
  const { columns } = useRoom();
  const { glyphs, tones } = useLook();
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  if (format === undefined) {
    return (
      <>
        <Heading>What kind of file?</Heading>
        <Choice label="format" items={FORMAT_CHOICES} onSubmit={onFormat} />
      </>
    );
  }
  const submit = (typed: string) => {
    const answer = read(format, typed);
    if ('target' in answer) onTarget(answer.target);
    else setProblem(answer.problem);
  };
  return (
    <>
      <Heading about={format === 'compose' ? 'Behind the path, after #, the name of the service.' : undefined}>
        {`Where is the ${format} file?`}
      </Heading>
      <Box height={1} flexShrink={0}>
        <Text {...tones.accent}>{glyphs.point} </Text>
        <TextField
          label="path"
          value={path}
          placeholder={`for example ${PATH_EXAMPLES[format]}`}
          onChange={typed => {
            setPath(typed);
            setProblem(undefined);
          }}
          onSubmit={submit}
          width={columns - 2}
        />
      </Box>
      <Findings findings={problem === undefined ? [] : [{ severity: 'cannot-send', message: problem }]} rows={3} />
    </>
  );
}
