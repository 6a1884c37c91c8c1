import { EXIT } from '../../domain/outcome.ts';
import { createSession } from '../../engine/session.ts';
import { runHeadless } from '../../headless/run-headless.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/folders.ts';
import { close, endJournal } from '../close-run.ts';
import { dryRun } from '../dry-run.ts';
import { endingOf } from '../ending.ts';
import { explanation } from '../explanation.ts';
import { onSignals } from '../on-signals.ts';
import { deadlineFailure, type OpenRun, openRun, type RunCommand } from '../open-run.ts';
import type { RunOptions } from '../options.ts';
import { preflight } from '../preflight.ts';
import { endWithFailure } from '../report.ts';
import { processTalk, type Talk } from '../talk.ts';

/** A run that asks nothing. Its exit code. */
export async function runWithoutTerminal(command: RunCommand, folders: Folders): Promise<number> {
  // Practice has nothing to lose: --yes is implied, and a second client is no accident.
  const options = command.practice ? { ...command.options, yes: true, again: true } : command.options;
  const talk = processTalk(options);
  const opened = await openRun({ ...command, options }, folders, options.verbose ? talk.say : undefined);
  if (!opened.ok) return endWithFailure(opened.failure, options.json);
  try {
    return await play(opened.value, options, talk);
  } finally {
    await opened.value.close();
  }
}

async function play(run: OpenRun, options: RunOptions, talk: Talk): Promise<number> {
  const { plan, text, warnings, world, deadline } = run;
  for (const warning of warnings) talk.line({ mark: 'care', topic: 'note', text: warning });
  if (options.explain) talk.say(explanation(plan));
  // Asked for nothing but the explanation, and it was given.
  if (options.explain && !options.yes && !options.dryRun && !options.json) return EXIT.done;
  if (options.dryRun) return dryRun(plan, world, talk, options);

  const identity = { run: world.run, runbook: text.name };
  const session = createSession({ itinerary: plan, steps, ports: world.ports, identity });
  run.log.follow(session);
  const signals = onSignals(session, talk);
  let began = false;
  const ended = await runHeadless(session, {
    steps,
    ports: world.ports,
    again: options.again,
    say: talk.line,
    beforeSending: async () => {
      const obstacle = await preflight(plan, world, text.name, { targets: true, bundle: options.bundle });
      began = obstacle === undefined;
      return obstacle;
    },
    stopping: () => signals.received() ?? deadlineFailure(deadline),
  });
  signals.stopListening();
  if (began) await endJournal(world, endingOf(ended.state, ended.failure));
  return close({ ...ended, run, talk, options });
}
