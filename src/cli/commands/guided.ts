import type { Failure } from '../../domain/failure.ts';
import type { Begun } from '../../guidance/begun.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/files/folders.ts';
import type { Chosen } from '../../ui/root.tsx';
import { now } from '../clock.ts';
import type { Opening, OpenRun, RunCommand } from '../runs/open-run.ts';
import { decideColor } from '../terminal/ink-color.ts';
import { wantsColor, wantsLinks, wantsUnicode } from '../terminal/terminal-abilities.ts';

/**
 * The flow on a terminal, step by step. Its exit code; one tidy record of it stays in the scrollback.
 * What the run stands on (runbook, disk, network, the practice server) is loaded behind the first frame.
 */
export async function runGuided(
  command: RunCommand,
  folders: Folders,
  terminal: NodeJS.WriteStream,
  resumes?: Opening['resumes'],
): Promise<number> {
  decideColor(wantsColor(command.options.color, process.env, terminal.isTTY));
  const { runUi } = await import('../../ui/run-ui.tsx');
  // Asked for only behind the first frame: what it brings would be read and run before.
  const loading = () => import('../runs/guided-run.ts');
  const asksWhich = command.runbook === undefined && !command.practice && !command.updates && resumes === undefined;
  const runbooks = asksWhich ? await (await loading()).runbookChoices(folders.data) : undefined;
  // Kept also where the operator leaves before it has begun: what was started has to be ended.
  let opening: Promise<OpenRun> | undefined;
  const begin = async (chosen: Chosen): Promise<Begun> => {
    const { begunWith, openChosen } = await loading();
    opening = openChosen(chosen, command, folders, resumes);
    return begunWith(await opening, folders, terminal);
  };
  const lookForInterrupted = async () =>
    (await import('../runs/interrupted-offer.ts')).interruptedOffer(command, folders);
  try {
    const ended = await runUi({
      begin,
      steps,
      clock: { now },
      look: {
        unicode: wantsUnicode(process.env),
        motion: process.env['REDUCED_MOTION'] === undefined,
        links: wantsLinks(process.env),
      },
      streams: { stdin: process.stdin, stdout: terminal },
      ...(runbooks && { runbooks }),
      ...(resumes === undefined && !command.practice && { lookForInterrupted }),
      ...(command.practice && { waitingFor: 'the practice server' }),
    });
    const { closeGuided } = await loading();
    if (opening && ended.state) {
      const exitCode = await closeGuided(await opening, ended, command);
      // The operator chose to leave while a request is out; waiting for its answer would not be leaving.
      if (ended.ended === 'unknown') process.exit(exitCode);
      return exitCode;
    }
    return ended.failure ? await ending(ended.failure, command) : 0;
  } catch (thrown) {
    const { Stopped } = await loading();
    if (thrown instanceof Stopped) return await ending(thrown.failure, command);
    throw thrown;
  } finally {
    // Keys typed while the screen was taken down must not keep the process alive.
    process.stdin.pause().unref();
    await (await opening?.catch(() => undefined))?.close();
  }
}

async function ending(failure: Failure, command: RunCommand): Promise<number> {
  return (await import('../bundle/unplanned-bundle.ts')).endUnplanned(command, failure);
}
