import type { Failure } from '../../domain/failure.ts';
import { initialState, type State } from '../../engine/state.ts';
import type { Begun, GuidedEnded } from '../../guidance/begun.ts';
import { progress } from '../../headless/progress.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import type { Folders } from '../../store/files/folders.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import { listRunbooks } from '../../store/runbook-files.ts';
import type { Chosen } from '../../ui/root.tsx';
import { runbookPlaces } from '../package-folder.ts';
import { failureLines } from '../telling/report.ts';
import { processTalk } from '../telling/talk.ts';
import { clientIn } from '../world.ts';
import { close, endJournal } from './close-run.ts';
import { createDesk } from './desk.ts';
import { endingOf } from './ending.ts';
import { holdEarlierRun } from './held-run.ts';
import { type Opening, type OpenRun, openRun, type RunCommand } from './open-run.ts';
import { preflight } from './preflight.ts';
import { resumption } from './resumption.ts';
import { runSession } from './run-session.ts';
import { unknownOf } from './unsettled.ts';

/** What keeps a run from beginning, on its way out of the screen. */
export class Stopped extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Opens the run and looks at the disk. Throws {@link Stopped}. */
export async function openGuided(
  command: RunCommand,
  folders: Folders,
  resumes?: Opening['resumes'],
): Promise<OpenRun> {
  const opened = await openRun(command, folders, resumes && { resumes });
  if (!opened.ok) throw new Stopped(opened.failure);
  const obstacle = await preflight(opened.value, { targets: false });
  if (obstacle === undefined) return opened.value;
  await opened.value.close();
  throw new Stopped(obstacle);
}

/** The new run, or the earlier one that was chosen in its place. Throws {@link Stopped}. */
export async function openChosen(
  chosen: Chosen,
  command: RunCommand,
  folders: Folders,
  resumes?: Opening['resumes'],
): Promise<OpenRun> {
  if (!('resume' in chosen)) return openGuided({ ...command, ...chosen }, folders, resumes);
  const held = await holdEarlierRun(chosen.resume, folders, createClientRecords(folders.data, clientIn));
  if (!held.ok) throw new Stopped(held.failure);
  const unknown = unknownOf(held.value)?.failure;
  if (unknown && unknown.stage !== 'register') {
    await held.value.lock.release();
    throw new Stopped(unknown);
  }
  const resumed = resumption(held.value, { flags: command.flags, options: command.options });
  if (resumed.ok) return openGuided(resumed.value.command, folders, resumed.value.resumes);
  await held.value.lock.release();
  throw new Stopped(resumed.failure);
}

export function begunWith(run: OpenRun, folders: Folders, terminal: NodeJS.WriteStream): Begun {
  const { timeoutMs } = run.options;
  return {
    plan: run.plan,
    session: runSession(run),
    replays: run.replays,
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

function leftUnknown({ inFlight }: State): string {
  return inFlight?.effect.type === 'register-client'
    ? 'You left while the registration was out: its outcome is unknown, and the client may exist. It is not sent again by itself.'
    : 'You left while a change of the client was out: its outcome is unknown. It is not sent again by itself; client verify tells what stands.';
}

/** Who leaves with Ctrl+C once the client is registered has seen enough; a terminal that was closed has not. */
function isOpenEnd({ finished, answers }: State, failure: Failure | undefined): boolean {
  if (finished) return false;
  return answers.registered === undefined || (failure?.kind === 'cancelled' && failure.signal !== 'SIGINT');
}

/** The tidy record of a run that began, once the screen is gone. Its exit code. */
export async function closeGuided(
  run: OpenRun,
  { state, failure, ended }: GuidedEnded,
  { options }: RunCommand,
): Promise<number> {
  const reached = state ?? initialState(run.plan);
  // Also where the operator went on from it: the client may be gone.
  const open = reached.failure?.kind === 'outcome-unknown' ? reached.failure : reached.answers.deletionUnknown;
  const told = failure ?? reached.answers.deletionUnknown;
  if (ended === 'unknown') process.stderr.write(`${leftUnknown(reached)}\n`);
  await endJournal(run.world, endingOf(reached, told), { isOpen: isOpenEnd(reached, told) });
  const talk = processTalk(options);
  for (const line of progress(initialState(run.plan), reached)) talk.line(line);
  // However it was left, what may be at the server has to be told.
  if (failure?.kind === 'cancelled' && open) for (const line of failureLines(open, [])) talk.warn(line);
  return close({ state: reached, run, talk, options, ...(told && { failure: told }) });
}
