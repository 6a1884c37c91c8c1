import { useInput } from 'ink';
import type { JudgedAnswer } from '../diagnosis/report/choose-answer.ts';
import { CrashGuard } from './crash-guard.tsx';
import { LookContext } from './hooks/use-look.ts';
import { openInkScreen, type Signal, type Streams } from './ink-screen.ts';
import { createLook, type Look } from './look.ts';
import { DiagnosisScreen } from './screens/diagnosis.tsx';

export type DiagnosisParts = {
  answers: readonly JudgedAnswer[];
  main: number;
  source: string;
  look: { unicode: boolean; motion: boolean };
  streams: Streams;
};

/** A diagnosis on a terminal, until the reader leaves. How they left: by a signal (Ctrl+C is one), or not. */
export function runDiagnosis({ look, streams, ...shown }: DiagnosisParts): Promise<Signal | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Signal | undefined>();
  let isOver = false;
  const over = (settle: () => void) => {
    if (isOver) return;
    isOver = true;
    // Not from inside a React callback: taking the tree down needs React to be at rest.
    setImmediate(() => void screen.giveBack().then(settle, reject));
  };
  const leave = (signal?: Signal) => over(() => resolve(signal));
  const crash = (thrown: unknown) => over(() => reject(thrown));
  const tree = <DiagnosisRoot {...shown} look={createLook(look)} leave={leave} onCrash={crash} />;
  const screen = openInkScreen(tree, streams, { onSignal: leave, onCrash: crash });
  return promise;
}

type RootProps = Omit<DiagnosisParts, 'look' | 'streams'> & {
  look: Look;
  leave: (signal?: Signal) => void;
  onCrash: (thrown: unknown) => void;
};

function DiagnosisRoot({ look, leave, onCrash, ...shown }: RootProps) {
  useInput((input, key) => {
    if (key.ctrl && input === 'c' && key.eventType !== 'release') leave('SIGINT');
  });
  return (
    <LookContext value={look}>
      <CrashGuard onCrash={onCrash}>
        <DiagnosisScreen {...shown} onLeave={() => leave()} />
      </CrashGuard>
    </LookContext>
  );
}
