import { Box, useInput } from 'ink';
import { useState } from 'react';
import { plainText } from '../../domain/plain-text.ts';
import { type Interrupted, interruptedWords } from '../../engine/interrupted.ts';
import { Choice } from '../components/choice.tsx';
import { Frame } from '../components/frame.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Marked } from '../marked.tsx';
import { Heading, Prose } from '../prose.tsx';

/** A runbook as the list offers it; `from` says where it lies where it did not come along. */
export type RunbookItem = { name: string; title: string; summary?: string; from?: string };

/** Which runbook? Asked before there is a run. They stand in the order that they are given. */
export function PickRunbookScreen(props: PickRunbookProps) {
  const { interrupted, onResume } = props;
  useInput((input, key) => {
    if (key.eventType === 'release' || key.ctrl || key.meta) return;
    if (interrupted && input === 'r') onResume(interrupted.run);
  });
  return (
    <Frame title="dcr-runbook" where="" steps={[]} hints={interrupted ? [...HINTS, resumeHint(interrupted)] : HINTS}>
      <Runbooks {...props} />
    </Frame>
  );
}

type PickRunbookProps = {
  runbooks: readonly RunbookItem[];
  /** The newest run, where it was interrupted; comes a moment after the first frame. */
  interrupted?: Interrupted | undefined;
  onPick(name: string): void;
  onResume(run: string): void;
};

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', weight: 3 },
  { key: '↑↓', does: 'choose', weight: 2 },
  { key: 'Ctrl+C', does: 'leave' },
];

function resumeHint({ unknown }: Interrupted): Hint {
  return { key: 'r', does: unknown ? 'look at it' : 'go on with it', short: unknown ? 'look' : 'resume', weight: 4 };
}

function Runbooks({ runbooks, interrupted, onPick }: PickRunbookProps) {
  const { kind } = useLayout();
  const { rows } = useRoom();
  const [focused, setFocused] = useState(runbooks[0]?.name);
  const item = runbooks.find(({ name }) => name === focused);
  return (
    <>
      <Heading about="A runbook says which server, what kind of client, and where the result goes. Every answer can still be changed.">
        Which runbook?
      </Heading>
      <Choice
        label="Runbook"
        items={runbooks.map(({ name, title }) => ({ value: name, label: name, hint: title }))}
        rows={kind === 'tiny' ? rows - (interrupted ? 3 : 1) : rows - (interrupted ? 10 : 8)}
        empty="There is none here. Name a file: dcr-runbook ./my-client.yaml"
        onFocus={setFocused}
        onSubmit={onPick}
      />
      {item && kind !== 'tiny' && (
        <Box flexDirection="column" marginTop={1} flexShrink={0}>
          <Prose tone="dim">{plainText(item.summary ?? '', 300)}</Prose>
          {item.from !== undefined && <Prose tone="dim">{`from ${plainText(item.from, 200)}`}</Prose>}
        </Box>
      )}
      {interrupted && (
        <Box marginTop={kind === 'tiny' ? 0 : 1} flexShrink={0}>
          <Marked mark={interrupted.unknown ? '?' : '·'} markTone="care">
            {interruptedWords(kind === 'tiny' ? { ...interrupted, server: undefined } : interrupted)}
          </Marked>
        </Box>
      )}
    </>
  );
}
