import type { Failure } from '../../domain/failure.ts';
import { createSession } from '../../engine/session.ts';
import { initialState } from '../../engine/state.ts';
import { progress } from '../../headless/progress.ts';
import { parseRunbook } from '../../runbook/parse-runbook.ts';
import { plan as makePlan, type Plan } from '../../runbook/plan.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/folders.ts';
import { findRunbook, listRunbooks } from '../../store/runbook-files.ts';
import type { Begun } from '../../ui/begun.ts';
import { close, endJournal } from '../close-run.ts';
import { createDesk } from '../desk.ts';
import { endingOf } from '../ending.ts';
import { type OpenRun, openRun, type RunCommand } from '../open-run.ts';
import { runbookPlaces } from '../package-folder.ts';
import { preflight } from '../preflight.ts';
import { endWithFailure } from '../report.ts';
import { processTalk, wantsColor, wantsUnicode } from '../talk.ts';
import { now } from '../world.ts';

/** What keeps a run from beginning, on its way out of the screen. */
class Stopped extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** The flow on a terminal, step by step. Its exit code; one tidy record of it stays in the scrollback. */
export async function runGuided(command: RunCommand, folders: Folders, terminal: NodeJS.WriteStream): Promise<number> {
  const { options } = command;
  decideColor(wantsColor(options.color, process.env, terminal.isTTY));
  const { runUi } = await import('../../ui/run-ui.tsx');
  const asksWhich = command.runbook === undefined && !command.practice;
  const runbooks = asksWhich ? await runbookChoices(folders.data) : undefined;
  // Kept also where the operator leaves before it has begun: what was started has to be ended.
  let opening: Promise<OpenRun> | undefined;
  const begin = async (chosen?: string): Promise<Begun> => {
    opening = begun(chosen === undefined ? command : { ...command, runbook: chosen }, folders);
    return begunWith(await opening, command, folders, terminal);
  };
  const plan = asksWhich ? undefined : await foretold(command, folders);
  try {
    const ended = await runUi({
      begin,
      steps,
      clock: { now },
      look: { unicode: wantsUnicode(process.env), motion: process.env['REDUCED_MOTION'] === undefined },
      streams: { stdin: process.stdin, stdout: terminal },
      replay: command.replays,
      ...(plan && { plan }),
      ...(runbooks && { runbooks }),
      ...(command.practice && { waitingFor: 'the practice server' }),
    });
    const run = await opening;
    if (run === undefined || ended.state === undefined) return leftBefore(ended.failure);
    if (ended.ended === 'unknown') process.stderr.write(`${LEFT_UNKNOWN}\n`);
    await endJournal(run.world, endingOf(ended.state, ended.failure));
    const talk = processTalk(options);
    for (const line of progress(initialState(run.plan), ended.state)) talk.line(line);
    return await close({ state: ended.state, run, talk, options, ...(ended.failure && { failure: ended.failure }) });
  } catch (thrown) {
    if (thrown instanceof Stopped) return endWithFailure(thrown.failure, options.json);
    throw thrown;
  } finally {
    await (await opening?.catch(() => undefined))?.close();
  }
}

/** Ink and its parts know FORCE_COLOR only, and Node warns where NO_COLOR stands beside it. Before they are loaded. */
function decideColor(isWanted: boolean): void {
  process.env['FORCE_COLOR'] = isWanted ? (process.env['COLORTERM'] === 'truecolor' ? '3' : '1') : '0';
  delete process.env['NO_COLOR'];
}

async function begun(command: RunCommand, folders: Folders): Promise<OpenRun> {
  const opened = await openRun(command, folders);
  if (!opened.ok) throw new Stopped(opened.failure);
  const obstacle = await preflight(opened.value.plan, opened.value.world, opened.value.text.name, { targets: false });
  if (obstacle === undefined) return opened.value;
  await opened.value.close();
  throw new Stopped(obstacle);
}

function begunWith(
  { plan, text, world }: OpenRun,
  { options: { timeoutMs } }: RunCommand,
  folders: Folders,
  terminal: NodeJS.WriteStream,
): Begun {
  const identity = { run: world.run, runbook: text.name };
  return {
    plan,
    session: createSession({ itinerary: plan, steps, ports: world.ports, identity }),
    desk: createDesk(folders.data, plan, terminal),
    ...(timeoutMs !== undefined && { timeoutMs: { registration: timeoutMs, other: timeoutMs } }),
  };
}

const LEFT_UNKNOWN =
  'You left while the registration was out: its outcome is unknown, and the client may exist. It is not sent again by itself.';

/** Title and steps for the first frame, which does not wait for a server. What is wrong with it is said by `begun`. */
async function foretold({ runbook = 'bff-server', flags }: RunCommand, folders: Folders): Promise<Plan | undefined> {
  if (runbook === '-') return undefined;
  const found = await findRunbook(runbook, runbookPlaces(folders.data));
  const parsed = found.ok ? parseRunbook(found.value.text) : undefined;
  if (parsed === undefined || 'problems' in parsed) return undefined;
  const planned = makePlan({ ...parsed, flags, now: now() });
  return 'plan' in planned ? planned.plan : undefined;
}

async function runbookChoices(dataFolder: string) {
  const listed = await listRunbooks(runbookPlaces(dataFolder));
  return listed.flatMap(({ name, from, file, text, shadowedBy }) => {
    const parsed = parseRunbook(text, file);
    if (shadowedBy || 'problems' in parsed) return [];
    const { title = name, summary } = parsed.runbook;
    return [{ name, title, ...(summary !== undefined && { summary }), ...(from !== 'package' && { from: file }) }];
  });
}

function leftBefore(failure: Failure | undefined): number {
  return failure ? endWithFailure(failure, false) : 0;
}
