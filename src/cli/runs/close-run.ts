import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import { EXIT, type Outcome } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { State } from '../../engine/state.ts';
import { troubleLine } from '../../headless/progress.ts';
import { pruneRuns } from '../../store/runs/runs.ts';
import { bundleLines, withBundle, writeBundle } from '../bundle/write-bundle.ts';
import { now } from '../clock.ts';
import { managementHints } from '../management/management-hints.ts';
import type { RunOptions } from '../options.ts';
import { closingWords } from '../telling/closing-words.ts';
import { failureLines, printEnding } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';
import type { Talk } from '../telling/talk.ts';
import type { World } from '../world.ts';
import { causesOf, endingOf } from './ending.ts';
import type { OpenRun } from './open-run.ts';

/** The last line of the journal, and old journals out of the way. `isOpen`: whatever it came to, `resume` can go on. */
export async function endJournal(
  { ports, folders }: World,
  { outcome, exitCode }: Outcome,
  { isOpen }: { isOpen: boolean },
): Promise<void> {
  const isOver = !isOpen && exitCode === EXIT.deadline;
  const word = isOver ? 'deadline' : isOpen && outcome !== 'unknown' ? 'cancelled' : outcome;
  await ports.appendToJournal({ type: 'run-ended', outcome: word, exit_code: exitCode });
  await pruneRuns(folders.state);
}

export type Closing = { state: State; failure?: Failure; run: OpenRun; talk: Talk; options: RunOptions };

/** The end of a run, for people and for scripts. Its exit code. */
export async function close({ state, failure, run, talk, options }: Closing): Promise<number> {
  const { plan, world, warnings, practice } = run;
  const diagnosis = await causesOf(state, failure, now());
  const { target } = state.answers;
  const hints = failure && target ? managementHints(failure, target) : [];
  if (failure) tellTrouble(state, failure, diagnosis, talk);
  else for (const { headline, cause } of diagnosis) talk.say(`  ${plainText(headline)}  [${cause}]`);
  for (const hint of hints) talk.warn(`  ${hint}`);
  const met = practice?.server.drill ? await causesMet(state) : [];
  const closing = { state, plan, practice, diagnosis: [...diagnosis, ...met], reveal: options.reveal };
  for (const line of closingWords(closing)) talk.say(line);
  const bundle = options.bundle === undefined ? undefined : await writeBundle(options.bundle, { state, failure, run });
  for (const line of bundle ? bundleLines(bundle, failure) : []) talk.line(line);
  const outcome = withBundle(endingOf(state, failure), bundle);
  const runbook = plan.runbookName;
  if (options.json) {
    printEnding(
      {
        outcome,
        run: world.run,
        state,
        diagnosis,
        warnings: [...warnings, ...hints],
        ...(failure && { failure }),
        ...(runbook && { runbook }),
        ...(bundle?.ok && { bundle: bundle.value }),
      },
      options.reveal,
    );
  } else {
    const { registered = state.answers.updated, handedOver = [] } = state.answers;
    // A target on standard output was named by the operator: it takes the place of the client_id there.
    const texts = handedOver.flatMap(({ text }) => (text ? [printSecret(true)(text)] : []));
    for (const text of texts) process.stdout.write(text);
    if (texts.length > 0) return outcome.exitCode;
    if (registered) talk.result(plainText(registered.client.client_id, 1000));
    else if (outcome.outcome === 'minted' && options.reveal && state.answers.iat) {
      talk.result(printSecret(true)(state.answers.iat.token));
    }
  }
  return outcome.exitCode;
}

/** What the last trouble was about, also where it was mended on the way or the operator left it. */
async function causesMet(state: State): Promise<readonly Diagnosis[]> {
  const { failure, answers } = state.failure ? { ...state, failure: state.failure } : (state.left ?? {});
  return failure && answers ? causesOf({ ...state, answers }, failure, now()) : [];
}

function tellTrouble(state: State, failure: Failure, diagnosis: readonly Diagnosis[], talk: Talk): void {
  const [headline = '', ...others] = failureLines(failure, diagnosis);
  talk.line(troubleLine(state.here, failure, headline));
  for (const line of others) talk.warn(line);
}
