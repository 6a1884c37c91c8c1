import { Box, Text } from 'ink';
import { plainText } from '../../domain/plain-text.ts';
import { type ClientUpdate, updateFindings, updateOf } from '../../domain/update-request.ts';
import type { Answers } from '../../flow/answers.ts';
import { REVIEW_UPDATE_HELP } from '../client-help.ts';
import { Findings, type Note } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLook } from '../hooks/use-look.ts';
import { Prose } from '../prose.tsx';
import { Fact } from '../result/fact.tsx';
import { valueText } from '../result/granted.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** The last look before a registered client is changed: member by member, what stands now and what is asked for. */
export function ReviewUpdateScreen({ state, clock, tell }: ScreenProps) {
  const { answers, itinerary } = state;
  const asked = updateOf(answers);
  const problem = asked !== undefined && 'problem' in asked ? asked : undefined;
  const update = asked !== undefined && 'update' in asked ? asked.update : undefined;
  const { sendAnyway } = itinerary.known;
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={hintsFor(update)}
      help={REVIEW_UPDATE_HELP}
      onKey={(_, key) => {
        if (key.escape) return tell({ type: 'went-back' });
        return key.return ? tell({ type: 'update-confirmed', sendAnyway }) : undefined;
      }}
    >
      <Box flexDirection="column" rowGap={1} flexShrink={0}>
        {update && <Changes update={update} answers={answers} />}
        <Findings findings={notesOn(answers, update, problem?.problem)} rows={8} />
      </Box>
    </StepFrame>
  );
}

function hintsFor(update: ClientUpdate | undefined): Hint[] {
  const does = update?.changed.length === 0 ? 'finish' : 'update the client';
  return [
    { key: 'Enter', does, short: update?.changed.length === 0 ? 'finish' : 'update', weight: 9 },
    { key: 'Esc', does: 'back', weight: 6 },
    { key: 'F1', does: 'help' },
  ];
}

const LABEL_CELLS = 5;

function Changes({ update, answers }: { update: ClientUpdate; answers: Answers }) {
  const { tones } = useLook();
  const { changed, asked } = update;
  const now = answers.reading?.now ?? {};
  if (changed.length === 0) return <Prose tone="done">✔ It is all as it should be: nothing will be sent</Prose>;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Prose tone="strong">{`${changed.length === 1 ? '1 member' : `${changed.length} members`} will change`}</Prose>
      {changed.map(member => (
        <Box key={member} flexDirection="column" flexShrink={0}>
          <Text wrap="hard">
            {'  '}
            <Text {...tones.strong}>{plainText(member, 80)}</Text>
          </Text>
          <Fact label="now" value={shown(member, now[member])} labelWidth={LABEL_CELLS} indent={4} />
          <Fact label="asked" value={shown(member, asked[member])} labelWidth={LABEL_CELLS} indent={4} />
        </Box>
      ))}
    </Box>
  );
}

function shown(member: string, value: Parameters<typeof valueText>[1] | undefined): string {
  return value === undefined ? 'nothing' : valueText(member, value);
}

function notesOn(answers: Answers, update: ClientUpdate | undefined, problem: string | undefined): Note[] {
  const fromRecord: Note = {
    severity: 'hint',
    message: 'this is what the record has: reading at this server would replace the credentials of the client',
  };
  return [
    ...(problem === undefined ? [] : [{ severity: 'cannot-send' as const, message: problem }]),
    ...(update ? updateFindings(update, answers.keys?.choice) : []),
    ...(answers.reading?.from === 'record' ? [fromRecord] : []),
    ...(answers.reading?.deviations ?? []).map((message): Note => ({ severity: 'hint', message })),
  ];
}
