import { useInput } from 'ink';
import { useState } from 'react';
import type { JudgedAnswer } from '../../diagnosis/report/choose-answer.ts';
import { Frame } from '../components/frame.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { ScrollView } from '../components/scroll-view.tsx';
import { AnswerView } from '../diagnosis/answer-view.tsx';
import { causeDetails } from '../diagnosis/cause-details.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';

export type DiagnosisScreenProps = {
  /** At least one. */
  answers: readonly JudgedAnswer[];
  /** The one that matters most, shown first. */
  main: number;
  /** The file's name. */
  source: string;
  onLeave(): void;
};

/** The answers of a report one after the other: causes, and the text with what gave them away. */
export function DiagnosisScreen({ answers, main, source, onLeave }: DiagnosisScreenProps) {
  const [at, setAt] = useState(main);
  const [focus, setFocus] = useState<string>();
  const [showsDetails, setShowsDetails] = useState(false);
  const answer = answers[at];
  const goTo = (index: number) => {
    setAt((index + answers.length) % answers.length);
    setFocus(undefined);
  };
  useInput((input, key) => {
    if (key.eventType === 'release' || key.ctrl || key.meta) return;
    if (key.escape || input === 'q') return showsDetails ? setShowsDetails(false) : onLeave();
    if (key.tab && !showsDetails) goTo(at + (key.shift ? -1 : 1));
  });
  if (answer === undefined) return null;
  const cause = answer.diagnosis.find(each => each.cause === focus) ?? answer.diagnosis[0];
  return (
    <Frame
      title="Diagnosis"
      where={source}
      steps={[]}
      spansAll
      hints={showsDetails ? DETAIL_HINTS : hintsOf(answer, answers.length)}
    >
      {showsDetails ? (
        <Details answer={answer} cause={cause} />
      ) : (
        <AnswerView
          key={at}
          answer={answer}
          place={answers.length > 1 ? `${at + 1} of ${answers.length}` : undefined}
          focus={cause?.cause}
          onFocus={setFocus}
          onSubmit={() => setShowsDetails(true)}
        />
      )}
    </Frame>
  );
}

const DETAIL_HINTS: readonly Hint[] = [
  { key: 'Esc', does: 'back', weight: 3 },
  { key: '↑↓', does: 'scroll', weight: 2 },
];

function hintsOf({ diagnosis }: JudgedAnswer, count: number): Hint[] {
  return [
    ...(diagnosis.length > 1 ? [{ key: '↑↓', does: 'choose', short: '', weight: 5 }] : []),
    { key: 'Enter', does: 'details', weight: 6 },
    ...(count > 1 ? [{ key: 'Tab', does: 'next answer', short: 'next', weight: 7 }] : []),
    { key: 'PgUp PgDn', does: 'scroll the text', short: 'scroll', weight: 2 },
    { key: 'q', does: 'leave', weight: 8 },
  ];
}

function Details({ answer, cause }: { answer: JudgedAnswer; cause: JudgedAnswer['diagnosis'][number] | undefined }) {
  const look = useLook();
  const { rows, columns } = useRoom();
  return <ScrollView text={inGlyphs(look, causeDetails(answer, cause))} rows={rows} width={columns} />;
}
