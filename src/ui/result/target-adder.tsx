import { Box, Text } from 'ink';
import { useEffect, useRef, useState } from 'react';
import type { FileTarget, HandOverFormat } from '../../domain/hand-over.ts';
import { FORMAT_CHOICES, PATH_EXAMPLES } from '../../guidance/result/hand-over-words.ts';
import { type ReadTarget, serviceChoices, withService } from '../../guidance/result/read-target.ts';
import { Choice } from '../components/choice.tsx';
import { Findings } from '../components/findings.tsx';
import { TextField } from '../components/text-field.tsx';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading } from '../prose.tsx';

/** What is known of the file so far; `services`: one of these is to be chosen. */
export type Adding = { format?: HandOverFormat; path?: string; services?: string[] };

export type TargetAdderProps = {
  adding: Adding;
  onAdding(adding: Adding): void;
  read(format: HandOverFormat, path: string): Promise<ReadTarget>;
  onTarget(target: FileTarget): void;
};

/** A file more: its format, then its path, and of a compose file the service where it has several. */
export function TargetAdder({ adding, onAdding, read, onTarget }: TargetAdderProps) {
  const { format, path = '', services } = adding;
  const [problem, setProblem] = useState<string>();
  // A file is read for a moment: what was asked before a second Enter, or left by Esc, is nobody's answer any more.
  const reading = useRef(0);
  useEffect(() => {
    const readings = reading;
    return () => {
      readings.current += 1;
    };
  }, []);
  if (format === undefined) {
    return (
      <>
        <Heading>What kind of file?</Heading>
        <Choice label="format" items={FORMAT_CHOICES} onSubmit={chosen => onAdding({ format: chosen })} />
      </>
    );
  }
  const submit = async (typed: string) => {
    reading.current += 1;
    const own = reading.current;
    const answer = await read(format, typed);
    if (own !== reading.current) return;
    if ('target' in answer) onTarget(answer.target);
    else if ('services' in answer) onAdding({ format, path: typed, services: answer.services });
    else {
      // Where the path can be mended, also from among the services.
      onAdding({ format, path: typed });
      setProblem(answer.problem);
    }
  };
  if (services) {
    return (
      <>
        <Heading>Which service of it?</Heading>
        <Choice
          label="service"
          items={serviceChoices(services)}
          onSubmit={service => void submit(withService(path, service))}
        />
      </>
    );
  }
  return <PathField {...{ format, path, problem }} onChange={() => setProblem(undefined)} onSubmit={submit} />;
}

type PathFieldProps = {
  format: HandOverFormat;
  path: string;
  problem: string | undefined;
  onChange(): void;
  onSubmit(path: string): Promise<void>;
};

function PathField({ format, path, problem, onChange, onSubmit }: PathFieldProps) {
  const { columns } = useRoom();
  const { glyphs, tones } = useLook();
  const [typed, setTyped] = useState(path);
  return (
    <>
      <Heading about={format === 'compose' ? 'The service may be named behind it, after #.' : undefined}>
        {`Where is the ${format} file?`}
      </Heading>
      <Box height={1} flexShrink={0}>
        <Text {...tones.accent}>{glyphs.point} </Text>
        <TextField
          label="path"
          value={typed}
          placeholder={`for example ${PATH_EXAMPLES[format]}`}
          onChange={text => {
            setTyped(text);
            onChange();
          }}
          onSubmit={text => void onSubmit(text)}
          width={columns - 2}
        />
      </Box>
      <Findings findings={problem === undefined ? [] : [{ severity: 'cannot-send', message: problem }]} rows={3} />
    </>
  );
}
