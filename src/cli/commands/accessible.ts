import { outcomeOf } from '../../domain/outcome.ts';
import { createAsker } from '../../plain/asker.ts';
import { runPlain } from '../../plain/run-plain.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/folders.ts';
import { now } from '../clock.ts';
import { begunWith, closeGuided, openGuided, Stopped } from '../guided-run.ts';
import type { OpenRun, RunCommand } from '../open-run.ts';
import { endWithFailure } from '../report.ts';

/** The flow by plain numbered questions, for screen readers and for whoever likes them. Its exit code. */
export async function runAccessible(
  command: RunCommand,
  folders: Folders,
  terminal: NodeJS.WriteStream,
): Promise<number> {
  const { options } = command;
  let run: OpenRun | undefined;
  const asker = createAsker({ stdin: process.stdin, stdout: terminal });
  // With the terminal's own line editing Ctrl+C is a signal; leaving loses nothing but an answer that is out.
  const onInterrupt = () => {
    process.stdin.setRawMode(false);
    process.exit(outcomeOf({ kind: 'cancelled', signal: 'SIGINT' }).exitCode);
  };
  process.once('SIGINT', onInterrupt);
  try {
    run = await openGuided(command, folders);
    const { session, desk } = begunWith(run, command, folders, terminal);
    asker.say(`${run.plan.title}. Every question takes b to go back, q to leave and ? for help.`);
    const ended = await runPlain({ session, steps, desk, asker, clock: { now } });
    // A reader would speak colour codes.
    return await closeGuided(run, ended, { ...command, options: { ...options, color: 'never' } });
  } catch (thrown) {
    if (thrown instanceof Stopped) return endWithFailure(thrown.failure, options.json);
    throw thrown;
  } finally {
    process.off('SIGINT', onInterrupt);
    asker.close();
    await run?.close();
  }
}
