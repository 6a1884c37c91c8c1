import { Box, Text } from 'ink';
import { useState } from 'react';
import type { FileTarget, HandOverFormat } from '../../domain/hand-over.ts';
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

const FORMATS = [
  { value: 'dotenv', label: 'dotenv', hint: 'KEY=value lines, as in .env' },
  { value: 'compose', label: 'compose', hint: 'the environment of a service' },
  { value: 'json', label: 'json', hint: 'members of a JSON object' },
  { value: 'k8s-secret', label: 'k8s-secret', hint: 'a Kubernetes Secret' },
] as const;

const EXAMPLES: Readonly<Record<HandOverFormat, string>> = {
  dotenv: '.env',
  compose: 'docker-compose.yml#service',
  json: 'client.json',
  'k8s-secret': 'secret.yaml#name',
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
        <Choice label="format" items={FORMATS} onSubmit={onFormat} />
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
          placeholder={`for example ${EXAMPLES[format]}`}
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
