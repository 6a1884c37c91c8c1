import type { Failure } from '../../domain/failure.ts';
import { NOTHING_TO_RESUME, outcomeOf } from '../../domain/outcome.ts';
import type { Command } from '../command.ts';
import { chooseRun, type HeldRun, holdEarlierRun } from '../runs/held-run.ts';
import { resumption } from '../runs/resumption.ts';
import { openRunStore, type RunStore } from '../runs/run-store.ts';
import { unknownOf } from '../runs/unsettled.ts';
import { endWithFailure, failureLines, printEnding } from '../telling/report.ts';
import { terminalFor, wantsPlain } from '../terminal/interactive.ts';

type ResumeCommand = Extract<Command, { name: 'resume' }>;

/** `resume [RUN]`: the same flow as ever, from where its last process left it. */
export async function resume(command: ResumeCommand): Promise<number> {
  const { json } = command.options;
  const store = openRunStore();
  if (!store.ok) return endWithFailure(store.failure, json);
  const chosen = await chooseRun(store.value.folders.state, store.value.records, command.run);
  if (!chosen.ok) return endWithFailure(chosen.failure, json);
  if (chosen.value === undefined) return nothingLeft(json);
  const held = await holdEarlierRun(chosen.value, store.value.folders, store.value.records);
  return held.ok ? goOn(held.value, command, store.value) : endWithFailure(held.failure, json);
}

async function goOn(held: HeldRun, command: ResumeCommand, { folders }: RunStore): Promise<number> {
  const { options } = command;
  const terminal = terminalFor(options, process);
  const release = async (exitCode: number) => {
    await held.lock.release();
    return exitCode;
  };
  // Its answers can be used again by whoever names it; it is not offered any more.
  const isFinished = held.standing === 'finished' && !(held.story.isClosed && command.run !== undefined);
  if (isFinished) return release(nothingLeft(options.json, held.run));
  const unknown = unknownOf(held);
  // Nothing of a change can be gone on with, not even on a screen: what stands now has to be looked at first.
  if (unknown && (!terminal || unknown.failure.stage !== 'register')) {
    return release(leftUnknown(held, unknown, options.json));
  }
  if (!terminal && !options.yes) return release(endWithFailure(NO_CONSENT, options.json));
  const resumed = resumption(held, command);
  if (!resumed.ok) return release(endWithFailure(resumed.failure, options.json));
  const { command: run, resumes } = resumed.value;
  if (terminal && wantsPlain(options, process.env)) {
    return (await import('./accessible.ts')).runAccessible(run, folders, terminal, resumes);
  }
  if (terminal) return (await import('./guided.ts')).runGuided(run, folders, terminal, resumes);
  return (await import('./headless.ts')).runWithoutTerminal(run, folders, resumes);
}

const NO_CONSENT: Failure = { kind: 'missing-answer', question: 'your consent to go on', needs: '--yes' };

function nothingLeft(json: boolean, run?: string): number {
  if (json) printEnding({ outcome: NOTHING_TO_RESUME, ...(run !== undefined && { run }) }, false);
  const what = run === undefined ? 'No run was interrupted' : `Run ${run} has come to its end`;
  process.stderr.write(`${what}: nothing to resume.\n`);
  return NOTHING_TO_RESUME.exitCode;
}

/** Needs neither tokens nor a plan: nothing is sent. */
function leftUnknown(
  { run, story }: HeldRun,
  { failure, server }: NonNullable<ReturnType<typeof unknownOf>>,
  json: boolean,
): number {
  const outcome = outcomeOf(failure);
  const runbook = story.began?.runbook;
  if (json) printEnding({ outcome, run, server, ...(runbook !== undefined && { runbook }), failure }, false);
  process.stderr.write(`${failureLines(failure, []).join('\n')}\n`);
  return outcome.exitCode;
}
