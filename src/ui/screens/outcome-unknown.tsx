import { Box } from 'ink';
import { useMemo, useState } from 'react';
import type { Failure } from '../../domain/failure.ts';
import { bundleNote } from '../../guidance/bundle-note.ts';
import { OUTCOME_UNKNOWN_HELP } from '../../guidance/client-help.ts';
import type { Note } from '../../guidance/note.ts';
import { type Unknown, unknownOutcome } from '../../guidance/trouble/unknown-outcome.ts';
import { dismissal } from '../../guidance/trouble/ways-out.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useRun } from '../hooks/use-run.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { Marked } from '../marked.tsx';
import { Paragraph, Prose } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';
import { EXCHANGE_HINTS, ExchangePanel } from '../trouble/exchange-panel.tsx';
import { TypedName } from '../typed-name.tsx';

type Mode = 'what-to-check' | 'confirm' | 'exchange';

/** Sent, and no usable answer came. It is never sent again by itself: only by somebody who types the client's name. */
export function OutcomeUnknown({ state, failure, clock, tell, desk, leave }: ScreenProps & { failure: Failure }) {
  const [mode, setMode] = useState<Mode>('what-to-check');
  const [said, setSaid] = useState<Note>();
  const { steps } = useRun();
  const [seen] = useState(() => clock.now());
  const unknown = useMemo(() => unknownOutcome(state, failure, seen), [state, failure, seen]);
  const back = () => {
    setMode('what-to-check');
    setSaid(undefined);
  };
  const registerAgain = () =>
    tell({ type: 'second-registration-confirmed', clientName: state.answers.unsettled?.client_name ?? '' });
  const exchange = 'exchange' in failure ? failure.exchange : undefined;
  const keys: LetterKeys = {
    a:
      unknown.confirmation === undefined
        ? undefined
        : () => {
            setSaid(undefined);
            setMode('confirm');
          },
    r: unknown.canRead ? () => tell({ type: 'jumped', to: 'read-client' }) : undefined,
    b: () => void desk.saveBundle(state).then(saved => setSaid(bundleNote(saved))),
    d: exchange && (() => setMode('exchange')),
    k: leave,
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={HINTS[mode].filter(({ key }) => isOffered(key, unknown))}
      help={OUTCOME_UNKNOWN_HELP}
      isTyping={mode === 'confirm'}
      onKey={(input, key) => {
        if (key.escape)
          return mode === 'what-to-check'
            ? tell(dismissal({ state, failure, steps, at: clock.now() }).happening)
            : back();
        return mode !== 'what-to-check' ? undefined : pressLetter(keys, input, key);
      }}
    >
      {mode === 'exchange' && exchange ? (
        <ExchangePanel exchange={exchange} desk={desk} />
      ) : (
        <>
          <WhatToCheck unknown={unknown} isShort={mode === 'confirm'} said={mode === 'confirm' ? undefined : said} />
          {mode === 'confirm' && (
            <TypedName
              toDo="To register again all the same"
              wanted={unknown.confirmation ?? ''}
              otherwise="nothing was sent"
              onConfirm={registerAgain}
            />
          )}
        </>
      )}
    </StepFrame>
  );
}

const HINTS: Readonly<Record<Mode, readonly Hint[]>> = {
  'what-to-check': [
    { key: 'k', does: 'keep as unknown, leave', short: 'leave', weight: 9 },
    { key: 'a', does: 'register again', short: 'again', weight: 5 },
    { key: 'r', does: 'read the client again', short: 'read', weight: 8 },
    { key: 'b', does: 'support bundle', short: 'bundle', weight: 3 },
    { key: 'd', does: 'details', weight: 4 },
    { key: 'Esc', does: 'back', weight: 6 },
    { key: 'F1', does: 'help' },
  ],
  confirm: [
    { key: 'Enter', does: 'register again', short: 'again', weight: 2 },
    { key: 'Esc', does: 'do not', short: 'back', weight: 3 },
  ],
  exchange: EXCHANGE_HINTS,
};

function isOffered(key: string, { confirmation, canRead }: Unknown): boolean {
  return key === 'a' ? confirmation !== undefined : key !== 'r' || canRead;
}

type WhatToCheckProps = { unknown: Unknown; isShort: boolean; said: Note | undefined };

function WhatToCheck({ unknown, isShort, said }: WhatToCheckProps) {
  const isTiny = useLayout().kind === 'tiny';
  const rest = isShort && isTiny ? [] : unknown.toCheck;
  return (
    <Box flexDirection="column" rowGap={isTiny ? 0 : 1} flexShrink={0}>
      <Marked mark="?" markTone="care" tone="strong">
        {unknown.headline}
      </Marked>
      {said && <Findings findings={[said]} rows={isTiny ? 2 : 3} />}
      {unknown.likely !== undefined && !(isShort && isTiny) && <Paragraph>{unknown.likely}</Paragraph>}
      <Paragraph>{unknown.consequence}</Paragraph>
      {rest.length > 0 && (
        <Box flexDirection="column" flexShrink={0}>
          {!isTiny && <Prose tone="dim">What to check</Prose>}
          {rest.map(line => (
            <Marked key={line} mark="·">
              {line}
            </Marked>
          ))}
        </Box>
      )}
    </Box>
  );
}
