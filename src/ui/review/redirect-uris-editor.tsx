import { Box } from 'ink';
import { useState } from 'react';
import { type RedirectNotes, summaryNotes } from '../../guidance/drafts/redirect-notes.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { ListEditor } from '../components/list-editor.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading } from '../prose.tsx';

export type RedirectUrisEditorProps = {
  /** The draft's: what was typed is there again when the editor is. */
  name: string;
  /** The list as it is asked for now. */
  before: readonly string[];
  notes: RedirectNotes;
  /** The entry to begin at, from 0 on. */
  start: number | undefined;
  onKeep(redirectUris: string[]): void;
};

/** Where the server may send users back to. What cannot be sent keeps Enter from taking the list; the rest is said. */
export function RedirectUrisEditor({ name, before, notes, start, onKeep }: RedirectUrisEditorProps) {
  const room = useRoom();
  const isTiny = useLayout().kind === 'tiny';
  const [entries, setEntries] = useDraft<readonly string[]>(name, before);
  const [wasTold, setWasTold] = useState(false);
  const summary = summaryNotes(notes, entries, wasTold);
  const summaryRows = isTiny ? 2 : 4;
  const heading = isTiny ? 1 : 3;

  const keep = (redirectUris: string[]) => {
    setWasTold(true);
    if (notes.unsendable(redirectUris).length === 0) onKeep(redirectUris);
  };
  return (
    <>
      <Heading about="Exact URIs, one a line: scheme, host, port and path all have to match later.">
        {isTiny ? 'Where may users come back to?' : 'Where may the server send users back to?'}
      </Heading>
      <ListEditor
        label="redirect URI"
        entries={entries}
        start={start ?? notes.unsendable(entries)[0]}
        notes={notes.ofEntry}
        onChange={changed => {
          setWasTold(false);
          setEntries(() => changed);
        }}
        onSubmit={keep}
        addLabel={isTiny ? 'add, or paste many' : undefined}
        rows={room.rows - heading - (summary.length === 0 ? 0 : summaryRows + (isTiny ? 0 : 1))}
      />
      <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
        {/* Where two lines are all there is, the gravest has both; of the others each entry tells by itself. */}
        <Findings findings={isTiny ? summary.slice(0, 1) : summary} rows={summaryRows} />
      </Box>
    </>
  );
}

export const REDIRECT_URIS_HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'keep', weight: 6 },
  { key: '↑↓', does: 'move', weight: 3 },
  { key: 'Ctrl+↑↓', does: 'reorder', weight: 2 },
  { key: 'Ctrl+D', does: 'delete', weight: 4 },
  { key: 'Ctrl+Z', does: 'undo', weight: 2 },
  { key: 'Esc', does: 'back', weight: 5 },
  { key: 'F1', does: 'help' },
];
