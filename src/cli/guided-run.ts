import type { Failure } from '../domain/failure.ts';
import { createSession } from '../engine/session.ts';
import { initialState } from '../engine/state.ts';
import type { Begun, GuidedEnded } from '../guidance/begun.ts';
import { progress } from '../headless/progress.ts';
import { parseRunbook } from '../runbook/parse-runbook.ts';
import { steps } from '../steps/steps.ts';
import type { Folders } from '../store/folders.ts';
import { listRunbooks } from '../store/runbook-files.ts';
import { close, endJournal } from './close-run.ts';
import { createDesk } from './desk.ts';
import { endingOf } from './ending.ts';
import { type OpenRun, openRun, type RunCommand } from './open-run.ts';
import { runbookPlaces } from './package-folder.ts';
import { preflight } from './preflight.ts';
import { processTalk } from './talk.ts';

/** What keeps a run from beginning, on its way out of the screen. */
export class Stopped extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Opens the run and looks at the disk. Throws {@link Stopped}. */
export async function openGuided(command: RunCommand, folders: Folders): Promise<OpenRun> {
  const opened = await openRun(command, folders);
  if (!opened.ok) throw new Stopped(opened.failure);
  const { plan, world, text, close: end } = opened.value;
  const obstacle = await preflight(plan, world, text.name, { targets: false, bundle: command.options.bundle });
  if (obstacle === undefined) return opened.value;
  await end();
  throw new Stopped(obstacle);
}

export function begunWith(run: OpenRun, folders: Folders, terminal: NodeJS.WriteStream): Begun {
  const { plan, text, world, log } = run;
  const { timeoutMs } = run.options;
  const identity = { run: world.run, runbook: text.name };
  const session = createSession({ itinerary: plan, steps, ports: world.ports, identity });
  log.follow(session);
  return {
    plan,
    session,
    desk: createDesk({ folders, run, terminal }),
    ...(timeoutMs !== undefined && { timeoutMs: { registration: timeoutMs, other: timeoutMs } }),
  };
}

export async function runbookChoices(dataFolder: string) {
  const listed = await listRunbooks(runbookPlaces(dataFolder));
  return listed.flatMap(({ name, from, file, text, shadowedBy }) => {
    const parsed = parseRunbook(text, file);
    if (shadowedBy || 'problems' in parsed) return [];
    const { title = name, summary } = parsed.runbook;
    return [{ name, title, ...(summary !== undefined && { summary }), ...(from !== 'package' && { from: file }) }];
  });
}

const LEFT_UNKNOWN =
  'You left while the registration was out: its outcome is unknown, and the client may exist. It is not sent again by itself.';

/** The tidy record of a run that began, once the screen is gone. Its exit code. */
export async function closeGuided(
  run: OpenRun,
  { state, failure, ended }: GuidedEnded,
  { options }: RunCommand,
): Promise<number> {
  const reached = state ?? initialState(run.plan);
  if (ended === 'unknown') process.stderr.write(`${LEFT_UNKNOWN}\n`);
  await endJournal(run.world, endingOf(reached, failure));
  const talk = processTalk(options);
  for (const line of progress(initialState(run.plan), reached)) talk.line(line);
  return close({ state: reached, run, talk, options, ...(failure && { failure }) });
}
