import { goingOnWords, type Interrupted, interruptedWords } from '../../engine/interrupted.ts';
import { Choice } from '../components/choice.tsx';
import { Frame } from '../components/frame.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { Heading, Paragraph } from '../prose.tsx';

/** An earlier run of this runbook was interrupted: go on with it, or begin anew? Asked before there is a run. */
export function GoOnScreen({
  title,
  interrupted,
  onAnswer,
}: {
  title: string;
  interrupted: Interrupted;
  onAnswer: (answer: 'go-on' | 'anew') => void;
}) {
  const isUnknown = interrupted.unknown !== undefined;
  const { kind } = useLayout();
  return (
    <Frame title={title} where={interrupted.server ?? ''} steps={[]} hints={HINTS}>
      <Heading about={`${interruptedWords(interrupted)} ${goingOnWords(interrupted)}`}>
        {isUnknown ? 'An outcome is unknown. Look at it?' : 'Go on where it was interrupted?'}
      </Heading>
      <Choice
        label="An earlier run"
        items={[
          { value: 'go-on', label: isUnknown ? 'See what to check' : 'Go on with it' },
          { value: 'anew', label: 'Begin anew' },
        ]}
        onSubmit={onAnswer}
      />
      {kind === 'tiny' && <Paragraph tone="dim">{interruptedWords({ ...interrupted, server: undefined })}</Paragraph>}
    </Frame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', weight: 3 },
  { key: '↑↓', does: 'choose', weight: 2 },
  { key: 'Ctrl+C', does: 'leave' },
];
