import { Box, Text, useInput } from 'ink';
import { useMemo } from 'react';
import { guessOf, placeOf } from '../../diagnosis/report/answer-words.ts';
import type { JudgedAnswer } from '../../diagnosis/report/choose-answer.ts';
import { saidIn } from '../../diagnosis/report/said-in.ts';
import { tellingLines } from '../../diagnosis/report/telling-lines.ts';
import { cut } from '../cells.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';
import { CauseLines } from './cause-lines.tsx';
import { ReportView } from './report-view.tsx';

export type AnswerViewProps = {
  answer: JudgedAnswer;
  place: string | undefined;
  focus: string | undefined;
  onFocus(cause: string): void;
  onSubmit(): void;
};

const BAR_CELLS = 3;

/** Causes above the text, or at its left where there is room for both. */
export function AnswerView({ answer, place, focus, onFocus, onSubmit }: AnswerViewProps) {
  const look = useLook();
  const { kind } = useLayout();
  const { rows, columns } = useRoom();
  const { diagnosis, excerpt } = answer;
  // PageUp and PageDown are the text's.
  const { focused } = useListFocus({
    values: diagnosis.map(({ cause }) => cause),
    initial: focus,
    pageRows: 0,
    onFocus,
  });
  useInput((_, key) => {
    if (key.return && key.eventType !== 'release') onSubmit();
  });
  const telling = useMemo(() => {
    const cause = diagnosis.find(each => each.cause === focused);
    return tellingLines(answer, cause);
  }, [answer, diagnosis, focused]);
  const heads = headRows(answer, place, kind === 'tiny');
  const left = rows - heads.length;
  if (kind === 'wide') {
    const leftColumns = Math.floor(columns * 0.45);
    return (
      <>
        <Heads rows={heads} answer={answer} />
        <Box flexShrink={0}>
          <Causes answer={answer} focused={focused} width={leftColumns} rows={left} />
          <Text {...look.tones.dim}>{Array.from({ length: left }, () => ` ${look.glyphs.bar} `).join('\n')}</Text>
          <ReportView excerpt={excerpt} telling={telling} width={columns - leftColumns - BAR_CELLS} rows={left} />
        </Box>
      </>
    );
  }
  const causeRows = kind === 'tiny' ? 3 : Math.min(8, Math.max(1, diagnosis.length) + 3);
  return (
    <>
      <Heads rows={heads} answer={answer} />
      <Causes answer={answer} focused={focused} width={columns} rows={causeRows} />
      {kind === 'normal' && <Text {...look.tones.dim}>{look.glyphs.rule.repeat(columns)}</Text>}
      <ReportView
        excerpt={excerpt}
        telling={telling}
        width={columns}
        rows={left - causeRows - (kind === 'normal' ? 1 : 0)}
      />
    </>
  );
}

function headRows(answer: JudgedAnswer, place: string | undefined, isTiny: boolean): string[] {
  if (isTiny) return [place === undefined ? answer.what : `${place}: ${answer.what}`];
  const facts = [place === undefined ? undefined : `answer ${place}`, placeOf(answer), guessOf(answer)];
  return [answer.what, facts.filter(fact => fact !== undefined).join(' · '), ''];
}

function Heads({ rows: [what = '', ...facts], answer }: { rows: string[]; answer: JudgedAnswer }) {
  const look = useLook();
  const { columns } = useRoom();
  const { status } = answer.evidence;
  // What an operator's run told as a trouble is one, also with a 201.
  const isTrouble = answer.happened !== undefined && answer.diagnosis.length > 0;
  const isRefusal = isTrouble || status === undefined || status >= 300;
  const shown = (text: string) => cut(text, columns - 2, look.glyphs.ellipsis, 'middle');
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end">
        <Text {...look.tones[isRefusal ? 'trouble' : 'done']}>
          {isRefusal ? look.glyphs.trouble : look.glyphs.done}{' '}
        </Text>
        <Text {...look.tones.strong}>{shown(what)}</Text>
      </Text>
      {facts.map(fact => (
        <Text key={fact} {...look.tones.dim} wrap="truncate-end">
          {fact === '' ? ' ' : `  ${inGlyphs(look, shown(fact))}`}
        </Text>
      ))}
    </Box>
  );
}

type CausesProps = { answer: JudgedAnswer; focused: string | undefined; width: number; rows: number };

function Causes({ answer, focused, width, rows }: CausesProps) {
  const look = useLook();
  const said = useMemo(() => saidIn(answer.evidence), [answer]);
  if (answer.diagnosis.length > 0) {
    return (
      <Box height={rows} flexShrink={0} overflow="hidden">
        <CauseLines causes={answer.diagnosis} focused={focused} width={width} rows={rows} />
      </Box>
    );
  }
  const words = said.slice(0, rows - 1).map(text => cut(`  “${text}”`, width, look.glyphs.ellipsis));
  return (
    <Box flexDirection="column" width={width} height={rows} flexShrink={0} overflow="hidden">
      <Text {...look.tones.strong} wrap="truncate-end">
        No advice: this is what the server said.
      </Text>
      {words.map(text => (
        <Text key={text} wrap="truncate-end">
          {inGlyphs(look, text)}
        </Text>
      ))}
    </Box>
  );
}
