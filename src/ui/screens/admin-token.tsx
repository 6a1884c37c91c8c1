import { Box } from 'ink';
import { type ReactNode, useRef, useState } from 'react';
import { failureWords } from '../../diagnosis/failure-words.ts';
import type { Desk } from '../../engine/desk.ts';
import { type ReadyToken, readyToken } from '../../guidance/drafts/ready-token.ts';
import { cleaningNote, tokenNotes } from '../../guidance/drafts/token-notes.ts';
import type { Note } from '../../guidance/note.ts';
import { ADMIN_TOKEN_HELP } from '../../guidance/step-help.ts';
import { Findings } from '../components/findings.tsx';
import { type Hint, stepBack } from '../components/key-hints.tsx';
import { Spinner } from '../components/spinner.tsx';
import { FieldRow } from '../field-row.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useNow } from '../hooks/use-now.ts';
import { useRun } from '../hooks/use-run.ts';
import { type HeldToken, type TokenField, useTokenField } from '../hooks/use-token-field.ts';
import { Heading } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** The admin access token: pasted, typed, read from a file, or there already. Eight dots, whatever it is. */
export function AdminTokenScreen({ state, clock, tell, desk }: ScreenProps) {
  const { plan } = useRun();
  const [begin] = useState(() => beginning(readyToken(state, plan.sources, clock.now())));
  const field = useTokenField(begin, adminToken => tell({ type: 'admin-token-given', adminToken }));
  const file = useTokenFile(desk, field);
  const now = useNow(clock, { isActive: field.look?.exp !== undefined });
  const notes: Note[] = [
    ...(field.problem === undefined ? [] : [{ severity: 'cannot-send', message: field.problem } as const]),
    ...(field.held?.said ?? []),
    ...(field.look ? tokenNotes(field.look, { at: now, server: state.answers.server }) : []),
  ];
  return (
    <StepFrame
      {...{ state, clock, help: ADMIN_TOKEN_HELP, hints: file.isOpen ? FILE_HINTS : HINTS }}
      isTyping
      onKey={(input, key) => {
        if (key.escape) file.isOpen ? file.close() : tell({ type: 'went-back' });
        else if (key.ctrl && input === 'o') file.open();
      }}
    >
      <Heading about="It authorizes minting an initial access token (IAT). It stays in memory, is sent only to the server above, and is never written to disk.">
        {field.held ? 'Your admin access token' : 'Paste your admin access token'}
      </Heading>
      <FieldRow
        label="Token"
        labelWidth={5}
        value={field.value}
        placeholder="paste it here"
        mask
        isActive={!file.isOpen}
        aside={field.length > 0 ? `${field.length.toLocaleString('en-US')} characters` : ''}
        onChange={field.onChange}
        onPaste={field.onPaste}
        onSubmit={field.onSubmit}
      />
      {file.isOpen && (
        <FieldRow
          label="File"
          labelWidth={5}
          value={file.path}
          placeholder="path of a file with the token, nothing else"
          isActive={!file.isReading}
          onChange={file.setPath}
          onSubmit={file.read}
        />
      )}
      <Below>{file.isReading ? <Spinner label="reading the file" /> : <Findings findings={notes} />}</Below>
    </StepFrame>
  );
}

function Below({ children }: { children: ReactNode }) {
  const { kind } = useLayout();
  return (
    <Box flexDirection="column" marginTop={kind === 'tiny' ? 0 : 1} flexShrink={0}>
      {children}
    </Box>
  );
}

/** A path to read the token from, where it is not pasted. What is read after the operator closed it is dropped. */
function useTokenFile(desk: Desk, { hold, complain }: TokenField) {
  const [path, setPath] = useState<string>();
  const [isReading, setReading] = useState(false);
  const isWanted = useRef(false);
  const show = (next: string | undefined) => {
    isWanted.current = next !== undefined;
    setPath(next);
    setReading(false);
    complain(undefined);
  };
  const read = async (file: string) => {
    setReading(true);
    const result = await desk.readTokenFile(file);
    if (!isWanted.current) return;
    setReading(false);
    if (!result.ok) return complain(failureWords(result.failure).headline);
    const { token, warnings } = result.value;
    const warned = warnings.map((message): Note => ({ severity: 'refusal-likely', message }));
    show(undefined);
    return hold({ token, said: [READ_NOTE, ...cleaningNote(token.notes), ...warned] });
  };
  return {
    isOpen: path !== undefined,
    path: path ?? '',
    isReading,
    setPath,
    open: () => path === undefined && show(''),
    close: () => show(undefined),
    read: (file: string) => {
      if (file.trim() !== '') void read(file.trim());
    },
  };
}

const READ_NOTE: Note = { severity: 'done', message: 'read from the file' };

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'go on', weight: 5 },
  { key: 'Ctrl+U', does: 'clear', weight: 1 },
  { key: 'Ctrl+O', does: 'read from a file', short: 'file', weight: 3 },
  stepBack(4),
  { key: 'F1', does: 'help', weight: 2 },
];
const FILE_HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'read it', weight: 2 },
  { key: 'Esc', does: 'paste instead', short: 'back', weight: 2 },
  { key: 'F1', does: 'help' },
];

function beginning(ready: ReadyToken | undefined): { held?: HeldToken; problem?: string } {
  if (ready === undefined || 'problem' in ready) return ready ?? {};
  const message = `${ready.words}: Enter uses it, a paste replaces it`;
  return { held: { token: ready.token, said: [{ severity: 'done', message }] } };
}
