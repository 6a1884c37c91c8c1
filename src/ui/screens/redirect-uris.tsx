import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { REDIRECT_URIS_HELP } from '../../guidance/client-help.ts';
import { createRedirectNotes, type RedirectNotes, summaryNotes } from '../../guidance/drafts/redirect-notes.ts';
import type { Note } from '../../guidance/note.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { ListEditor } from '../components/list-editor.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { Heading } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** Where the server may send users back to. What cannot be sent keeps Enter from going on; the rest is said. */
export function RedirectUrisScreen({ state, clock, tell }: ScreenProps) {
  const { answers, itinerary } = state;
  const before = answers.redirectUris ?? itinerary.known.redirectUris ?? [];
  const [entries, setEntries] = useDraft<readonly string[]>(`redirect-uris ${answers.earlier.length}`, before);
  const isTiny = useLayout().kind === 'tiny';
  const [wasTold, setWasTold] = useState(false);
  const notes = useMemo(() => createRedirectNotes(answers), [answers]);
  const wanted = useWantedFocus('redirect-uris');

  const keep = (redirectUris: string[]) => {
    setWasTold(true);
    if (notes.unsendable(redirectUris).length === 0) tell({ type: 'redirect-uris-kept', redirectUris });
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={HINTS}
      help={REDIRECT_URIS_HELP}
      isTyping
      onKey={(_, key) => {
        if (key.escape) tell({ type: 'went-back' });
      }}
    >
      <Heading about="Exact URIs, one a line: scheme, host, port and path all have to match later.">
        {isTiny ? 'Where may users come back to?' : 'Where may the server send users back to?'}
      </Heading>
      <Entries
        notes={notes}
        entries={entries}
        start={wanted?.index ?? firstUnsendable(notes, entries)}
        summary={summaryNotes(notes, entries, wasTold)}
        onChange={changed => {
          setWasTold(false);
          setEntries(() => changed);
        }}
        onSubmit={keep}
      />
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'keep', weight: 6 },
  { key: '↑↓', does: 'move', weight: 3 },
  { key: 'Ctrl+↑↓', does: 'reorder', weight: 2 },
  { key: 'Ctrl+D', does: 'delete', weight: 4 },
  { key: 'Ctrl+Z', does: 'undo', weight: 2 },
  { key: 'Esc', does: 'back', weight: 5 },
  { key: 'F1', does: 'help' },
];

function firstUnsendable(notes: RedirectNotes, entries: readonly string[]): number | undefined {
  return notes.unsendable(entries)[0];
}

type EntriesProps = {
  notes: RedirectNotes;
  entries: readonly string[];
  start: number | undefined;
  summary: Note[];
  onChange(entries: string[]): void;
  onSubmit(entries: string[]): void;
};

function Entries({ notes, entries, start, summary, onChange, onSubmit }: EntriesProps) {
  const room = useRoom();
  const isTiny = useLayout().kind === 'tiny';
  const summaryRows = isTiny ? 2 : 4;
  const heading = isTiny ? 1 : 3;
  return (
    <>
      <ListEditor
        label="redirect URI"
        entries={entries}
        start={start}
        notes={notes.ofEntry}
        onChange={onChange}
        onSubmit={onSubmit}
        addLabel={isTiny ? 'add, or paste many' : undefined}
        rows={room.rows - heading - (summary.length === 0 ? 0 : summaryRows + (isTiny ? 0 : 1))}
      />
      <Box flexDirection="column" marginTop={isTiny ? 0 : 1} flexShrink={0}>
        <Findings findings={summary} rows={summaryRows} />
      </Box>
    </>
  );
}
