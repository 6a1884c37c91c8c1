import { Box, Text } from 'ink';
import { useState } from 'react';
import type { Instant } from '../../domain/instant.ts';
import { nameOf } from '../../domain/management/managed-client.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import type { State } from '../../engine/state.ts';
import { RESULT_HELP } from '../../guidance/client-help.ts';
import { copyNote } from '../../guidance/copy-note.ts';
import type { Note } from '../../guidance/note.ts';
import {
  deletionUnknownNotes,
  mayRegisterAnother,
  mayUndo,
  registeredNotes,
} from '../../guidance/result/result-words.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { Paragraph } from '../prose.tsx';
import { ClientFacts } from '../result/client-facts.tsx';
import { GrantedList } from '../result/granted-list.tsx';
import { UndoQuestion } from '../result/undo-question.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** What was registered, what the server made of it, and where everything is. A secret shows itself on its key only. */
export function ResultScreen({ state, clock, tell, desk }: ScreenProps) {
  const { registered } = state.answers;
  const [revealed, setRevealed] = useState<string>();
  const [said, setSaid] = useState<Note>();
  const [isUndoing, setIsUndoing] = useState(false);
  const secret = registered?.client.client_secret;
  const handsOver = state.itinerary.steps.includes('hand-over');
  const hasAnother = mayRegisterAnother(state, clock.now());
  const hasUndo = registered !== undefined && mayUndo(registered);

  const copy = async (what: string, text: Parameters<typeof desk.copy>[0]) =>
    setSaid(copyNote(what, await desk.copy(text)));
  const keys: LetterKeys = {
    c: registered && (() => void copy('client_id', registered.client.client_id)),
    C: secret && (() => void copy('client_secret', secret)),
    h: handsOver ? () => tell({ type: 'result-read' }) : undefined,
    u: hasUndo ? () => setIsUndoing(true) : undefined,
    n: hasAnother ? () => tell({ type: 'another-client-wanted' }) : undefined,
    v: secret && (() => setRevealed(revealed === undefined ? desk.reveal(secret) : undefined)),
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={
        isUndoing
          ? UNDO_HINTS
          : hintsOf({
              handsOver,
              hasAnother,
              hasUndo,
              hasSecret: secret !== undefined,
              isRevealed: revealed !== undefined,
            })
      }
      help={RESULT_HELP}
      isTyping={isUndoing}
      onKey={(input, key) => {
        if (isUndoing) return key.escape ? setIsUndoing(false) : undefined;
        if (key.return) return tell({ type: 'result-read' });
        return pressLetter(keys, input, key);
      }}
    >
      {registered && isUndoing && (
        <UndoQuestion
          registered={registered}
          onConfirm={() => tell({ type: 'undo-confirmed', clientName: nameOf(registered) })}
        />
      )}
      {registered && !isUndoing && (
        <Registered state={state} registered={registered} revealed={revealed} said={said} at={clock.now()} />
      )}
    </StepFrame>
  );
}

export const UNDO_HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'delete it', short: 'delete', weight: 2 },
  { key: 'Esc', does: 'keep it', short: 'keep', weight: 3 },
];

type HintsFor = { handsOver: boolean; hasAnother: boolean; hasUndo: boolean; hasSecret: boolean; isRevealed: boolean };

function hintsOf({ handsOver, hasAnother, hasUndo, hasSecret, isRevealed }: HintsFor): Hint[] {
  return [
    {
      key: 'Enter',
      does: handsOver ? 'hand over (.env, compose …)' : 'finish',
      short: handsOver ? 'hand over' : 'finish',
      weight: 9,
    },
    { key: 'c', does: 'copy client_id', short: 'copy id', weight: 5 },
    ...(hasSecret
      ? [
          { key: 'v', does: isRevealed ? 'hide' : 'reveal', weight: 7 },
          { key: 'C', does: 'copy secret', weight: 4 },
        ]
      : []),
    ...(hasAnother ? [{ key: 'n', does: 'another client', short: 'another', weight: 6 }] : []),
    ...(hasUndo ? [{ key: 'u', does: 'undo, delete', short: 'undo', weight: 8 }] : []),
    { key: 'F1', does: 'help', weight: 2 },
  ];
}

type RegisteredProps = {
  state: State;
  registered: RegisteredClient;
  revealed: string | undefined;
  said: Note | undefined;
  at: Instant;
};

function Registered({ state, registered, revealed, said, at }: RegisteredProps) {
  const { tones, glyphs } = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const name = clientName(registered.client.metadata) ?? clientName(registered.asked);
  const notes = [...(said ? [said] : []), ...registeredNotes(registered)];
  // Before who the client is comes that it may be gone.
  const doubts = deletionUnknownNotes(state.answers);
  return (
    <Box flexDirection="column" rowGap={isTiny ? 0 : 1} flexShrink={0}>
      <Text>
        <Text {...tones.done}>{glyphs.done} </Text>
        <Text {...tones.strong}>Registered</Text>
        <Text {...tones.dim}>{name === undefined ? '' : `  ${plainText(name, 80)}`}</Text>
      </Text>
      {doubts.length > 0 && <Findings findings={doubts} />}
      <ClientFacts registered={registered} revealed={revealed} now={at.wall} />
      {notes.length > 0 && <Findings findings={notes} rows={12} />}
      <GrantedList registered={registered} />
      <Others state={state} />
    </Box>
  );
}

/** Clients that this run made before, and those whose answer came after nobody waited for it. */
function Others({ state: { answers, late } }: { state: State }) {
  if (answers.earlier.length === 0 && late.length === 0) return null;
  const line = (what: string, { client, record }: RegisteredClient) =>
    `${what}: ${plainText(client.client_id, 120)}${record === undefined ? '' : `, kept in ${record}`}`;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {answers.earlier.map(client => (
        <Paragraph key={client.client.client_id} tone="dim">
          {line('Registered before in this run', client)}
        </Paragraph>
      ))}
      {late.map(client => (
        <Paragraph key={client.client.client_id} tone="care">
          {line('▲ An answer that came late', client)}
        </Paragraph>
      ))}
    </Box>
  );
}
