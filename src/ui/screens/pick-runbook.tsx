import { Box } from 'ink';
import { useState } from 'react';
import { plainText } from '../../domain/plain-text.ts';
import { Choice } from '../components/choice.tsx';
import { Frame } from '../components/frame.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading, Prose } from '../prose.tsx';

/** A runbook as the list offers it; `from` says where it lies where it did not come along. */
export type RunbookItem = { name: string; title: string; summary?: string; from?: string };

/** Which runbook? Asked before there is a run. They stand in the order that they are given. */
export function PickRunbookScreen({
  runbooks,
  onPick,
}: {
  runbooks: readonly RunbookItem[];
  onPick(name: string): void;
}) {
  return (
    <Frame title="dcr-runbook" where="" steps={[]} hints={HINTS}>
      <Runbooks runbooks={runbooks} onPick={onPick} />
    </Frame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', weight: 3 },
  { key: '↑↓', does: 'choose', weight: 2 },
  { key: 'Ctrl+C', does: 'leave' },
];

function Runbooks({ runbooks, onPick }: { runbooks: readonly RunbookItem[]; onPick(name: string): void }) {
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
        rows={kind === 'tiny' ? rows - 1 : rows - 8}
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
    </>
  );
}
