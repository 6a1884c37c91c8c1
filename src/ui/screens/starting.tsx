import { Box } from 'ink';
import type { Instant } from '../../domain/instant.ts';
import type { Steps } from '../../engine/reduce.ts';
import { initialState } from '../../engine/state.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import { Frame } from '../components/frame.tsx';
import { Spinner } from '../components/spinner.tsx';
import { frameSteps } from '../frame-steps.ts';
import { useLook } from '../hooks/use-look.ts';
import { Prose } from '../prose.tsx';

export type StartingProps = {
  title: string;
  /** Left out: the runbook was only just chosen, and is not read yet. */
  plan?: Plan | undefined;
  steps: Steps;
  /** What is being waited for, for example `the practice server`. Left out: nothing that takes long. */
  waitingFor?: string | undefined;
  clock: { now(): Instant };
};

/** Shown at once, while what the run stands on is still being made. */
export function StartingScreen({ title, plan, steps, waitingFor, clock }: StartingProps) {
  const { motion } = useLook();
  const listed = plan ? frameSteps(initialState(plan), steps, clock.now()) : [];
  return (
    <Frame
      title={title}
      where={waitingFor ?? plan?.known.server?.url ?? ''}
      steps={listed}
      hints={[{ key: 'Ctrl+C', does: 'leave' }]}
    >
      {waitingFor !== undefined && (
        <Box columnGap={1}>
          <Prose tone="strong">{`Starting ${waitingFor} …`}</Prose>
          {motion && <Spinner />}
        </Box>
      )}
    </Frame>
  );
}
