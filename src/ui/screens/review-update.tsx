import { Box, Text } from 'ink';
import { useMemo, useState } from 'react';
import { plainText } from '../../domain/plain-text.ts';
import { REVIEW_UPDATE_HELP } from '../../guidance/client-help.ts';
import { updateView } from '../../guidance/review/update-view.ts';
import { type ChangedRow, updateWords } from '../../guidance/update-words.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLook } from '../hooks/use-look.ts';
import { useRun } from '../hooks/use-run.ts';
import { Marked } from '../marked.tsx';
import { Paragraph } from '../prose.tsx';
import { Fact } from '../result/fact.tsx';
import { RequestPanel } from '../review/request-panel.tsx';
import { REQUEST_HINTS } from '../review/review-hints.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** The last look before a registered client is changed: member by member, what stands now and what is asked for. */
export function ReviewUpdateScreen({ state, clock, tell, desk }: ScreenProps) {
  const { plan } = useRun();
  const [showsRequest, setShowsRequest] = useState(false);
  const { answers, itinerary } = state;
  const { update, rows, notes } = updateWords(answers);
  const { sendAnyway } = itinerary.known;
  const request = useMemo(() => updateView(answers, plan.title), [answers, plan.title]);
  const isNothing = update !== undefined && rows.length === 0;
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={showsRequest ? REQUEST_HINTS : hintsFor({ isNothing, hasRequest: request !== undefined })}
      help={REVIEW_UPDATE_HELP}
      functionKeys={{ f2: request && (() => setShowsRequest(!showsRequest)) }}
      onKey={(_, key) => {
        if (showsRequest) return key.escape ? setShowsRequest(false) : undefined;
        if (key.escape) return tell({ type: 'went-back' });
        return key.return ? tell({ type: 'update-confirmed', sendAnyway }) : undefined;
      }}
    >
      {showsRequest && request ? (
        <RequestPanel view={request} desk={desk} />
      ) : (
        <Box flexDirection="column" rowGap={1} flexShrink={0}>
          {isNothing && (
            <Marked mark="✔" markTone="done" tone="strong">
              It is all as it should be: nothing will be sent
            </Marked>
          )}
          {rows.length > 0 && <Changes rows={rows} />}
          <Findings findings={notes} rows={8} />
        </Box>
      )}
    </StepFrame>
  );
}

function hintsFor({ isNothing, hasRequest }: { isNothing: boolean; hasRequest: boolean }): Hint[] {
  return [
    {
      key: 'Enter',
      does: isNothing ? 'finish' : 'update the client',
      short: isNothing ? 'finish' : 'update',
      weight: 9,
    },
    ...(hasRequest ? [{ key: 'F2', does: 'as cURL, PowerShell', short: 'request', weight: 5 }] : []),
    { key: 'Esc', does: 'back', weight: 6 },
    { key: 'F1', does: 'help' },
  ];
}

const LABEL_CELLS = 5;

function Changes({ rows }: { rows: readonly ChangedRow[] }) {
  const { tones } = useLook();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Paragraph tone="strong">{`${rows.length === 1 ? '1 member' : `${rows.length} members`} will change`}</Paragraph>
      {rows.map(({ member, now, asked }) => (
        <Box key={member} flexDirection="column" flexShrink={0}>
          <Text wrap="hard">
            {'  '}
            <Text {...tones.strong}>{plainText(member, 80)}</Text>
          </Text>
          <Fact label="now" value={now} labelWidth={LABEL_CELLS} indent={4} />
          <Fact label="asked" value={asked} labelWidth={LABEL_CELLS} indent={4} />
        </Box>
      ))}
    </Box>
  );
}
