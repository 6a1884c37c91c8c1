import { EXIT } from '../../domain/outcome.ts';
import { isChangeOut, type State } from '../../engine/state.ts';
import { type Ended, runHeadless } from '../../headless/run-headless.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/files/folders.ts';
import type { Lock } from '../../store/files/lock.ts';
import { holdClient } from '../../store/runs/hold-client.ts';
import { endUnplanned } from '../bundle/unplanned-bundle.ts';
import type { RunOptions } from '../options.ts';
import { close, endJournal } from '../runs/close-run.ts';
import { DRY_RUN, dryRun, planned } from '../runs/dry-run.ts';
import { endingOf } from '../runs/ending.ts';
import { deadlineFailure, type Opening, type OpenRun, openRun, type RunCommand } from '../runs/open-run.ts';
import { preflight } from '../runs/preflight.ts';
import { runSession } from '../runs/run-session.ts';
import { explanation, explanationRows } from '../telling/explanation.ts';
import { printEnding } from '../telling/report.ts';
import { processTalk, type Talk } from '../telling/talk.ts';
import { onSignals } from '../terminal/on-signals.ts';

/** A run that asks nothing. Its exit code. */
export async function runWithoutTerminal(
  command: RunCommand,
  folders: Folders,
  resumes?: Opening['resumes'],
): Promise<number> {
  // Practice has nothing to lose: --yes is implied, and a second client is no accident.
  const options = command.practice ? { ...command.options, yes: true, again: true } : command.options;
  const talk = processTalk(options);
  const opened = await openRun({ ...command, options }, folders, {
    transcribe: options.verbose ? talk.say : undefined,
    ...(resumes && { resumes }),
  });
  if (!opened.ok) return endUnplanned({ ...command, options }, opened.failure);
  try {
    return await play(opened.value, options, talk);
  } finally {
    await opened.value.close();
  }
}

// A registration waits for its answer for a minute at most; what comes before and after it is quick.
const WAIT_FOR_OTHER_MS = 90_000;

async function play(run: OpenRun, options: RunOptions, talk: Talk): Promise<number> {
  const { plan, warnings, world, deadline } = run;
  for (const warning of warnings) talk.line({ mark: 'care', topic: 'note', text: warning });
  // Asked for nothing but the explanation: it is the result.
  if (options.explain && !options.yes && !options.dryRun) return explained(run, options, talk);
  if (options.explain) talk.warn(explanation(plan));
  if (options.dryRun) return dryRun(run, talk, options);

  const session = runSession(run);
  const signals = onSignals(() => isChangeOut(session.state()), talk);
  let began = false;
  let client: Lock | undefined;
  const playing = runHeadless(session, {
    steps,
    ports: world.ports,
    again: options.again,
    holdClient: async wanted => {
      const waitMs = Math.min(deadline?.remainingMs() ?? WAIT_FOR_OTHER_MS, WAIT_FOR_OTHER_MS);
      const held = await holdClient(world.folders.state, wanted, waitMs);
      if (!held.ok) return held.failure;
      client = held.value;
      return undefined;
    },
    say: talk.line,
    beforeSending: async () => {
      const obstacle = await preflight(run, { targets: true });
      began = obstacle === undefined;
      return obstacle;
    },
    stopping: () => signals.received() ?? (hasTaken(session.state()) ? undefined : deadlineFailure(deadline)),
  });
  const leaving = signals.leaving.then(failure => ({ state: session.state(), failure, leaves: true }));
  const ended: Ended & { leaves?: boolean } = await Promise.race([playing, leaving]);
  if (began) {
    // A script that set itself a deadline runs anew; a run that was taken up again stays open to the next.
    const isOpen =
      ended.failure?.kind === 'cancelled' || (ended.failure?.kind === 'deadline' && run.said !== undefined);
    await endJournal(world, endingOf(ended.state, ended.failure), { isOpen });
  }
  await client?.release();
  const { state, failure } = ended;
  const exitCode = await close({ state, ...(failure && { failure }), run, talk, options });
  // Requests that nobody waits for any more would hold the process up until they are answered.
  if (ended.leaves) process.stdout.write('', () => process.exit(exitCode));
  else signals.stopListening();
  return exitCode;
}

function explained({ plan, warnings }: OpenRun, { json }: RunOptions, talk: Talk): number {
  if (!json) talk.result(explanation(plan));
  else printEnding({ outcome: DRY_RUN, ...planned(plan), explanation: explanationRows(plan), warnings }, false);
  return EXIT.done;
}

/** What the server gave goes where it belongs: that takes no time to speak of, and a deadline for requests is past. */
function hasTaken({ answers }: State): boolean {
  return (answers.registered ?? answers.updated) !== undefined;
}
