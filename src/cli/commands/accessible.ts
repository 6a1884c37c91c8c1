import { EXIT, outcomeOf } from '../../domain/outcome.ts';
import { createAsker, Gone } from '../../plain/asker.ts';
import { askToGoOn } from '../../plain/go-on.ts';
import type { Signal } from '../../plain/interrupts.ts';
import { type PlainRun, runPlain } from '../../plain/run-plain.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/files/folders.ts';
import { endUnplanned } from '../bundle/unplanned-bundle.ts';
import { now } from '../clock.ts';
import { begunWith, closeGuided, openChosen, Stopped } from '../runs/guided-run.ts';
import { interruptedOffer } from '../runs/interrupted-offer.ts';
import type { Opening, OpenRun, RunCommand } from '../runs/open-run.ts';
import { wantsUnicode } from '../terminal/terminal-abilities.ts';

const WELCOME =
  'Plain questions, one after the other; nothing is drawn over. At each of them b goes back, q leaves and ? helps.';
const REPLAYED = 'What is known already is answered without asking, up to the last look.';

/** The flow by plain numbered questions, for screen readers and for whoever likes them. Its exit code. */
export async function runAccessible(
  command: RunCommand,
  folders: Folders,
  terminal: NodeJS.WriteStream,
  resumes?: Opening['resumes'],
): Promise<number> {
  const { options } = command;
  let open: OpenRun | undefined;
  let plain: PlainRun | undefined;
  const stopListening = listen(signal => {
    // Nothing has begun, so nothing can be lost.
    if (plain === undefined) process.exit(outcomeOf({ kind: 'cancelled', signal }).exitCode);
    plain.hear(signal);
  });
  try {
    const asker = createAsker({ stdin: process.stdin, stdout: terminal, unicode: wantsUnicode(process.env) });
    const offer = resumes ? undefined : await interruptedOffer(command, folders);
    const chosen = offer ? await askToGoOn(asker, offer) : {};
    if (chosen === 'leave') {
      asker.close();
      return EXIT.done;
    }
    open = await openChosen(chosen, command, folders, resumes);
    const begun = begunWith(open, folders, terminal);
    asker.say(`${open.plan.title}. ${WELCOME}`);
    for (const warning of open.warnings) asker.say(`Take care: ${warning}.`);
    if (open.replays) asker.say(REPLAYED);
    plain = runPlain({ begun, steps, asker, clock: { now }, replay: open.replays });
    const ended = await plain.ended;
    // A reader would speak colour codes.
    const exitCode = await closeGuided(open, ended, { ...command, options: { ...options, color: 'never' } });
    // The operator chose to leave while a request is out; waiting for its answer would not be leaving.
    if (ended.ended === 'unknown') process.exit(exitCode);
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof Gone) return outcomeOf({ kind: 'cancelled', signal: 'SIGINT' }).exitCode;
    if (thrown instanceof Stopped) return await endUnplanned(command, thrown.failure);
    throw thrown;
  } finally {
    stopListening();
    process.stdin.pause().unref();
    await open?.close();
  }
}

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function listen(hear: (signal: Signal) => void): () => void {
  const listeners = SIGNALS.map(signal => ({ signal, listener: () => hear(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  };
}
