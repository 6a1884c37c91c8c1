import { verifyCommand } from '../../diagnosis/failure-words.ts';
import { CLOSED } from '../../domain/outcome.ts';
import { createJournal } from '../../store/runs/journal.ts';
import { isRunId } from '../../store/runs/run-id.ts';
import { now } from '../clock.ts';
import type { Command } from '../command.ts';
import { chooseRun, holdEarlierRun } from '../runs/held-run.ts';
import { openRunStore } from '../runs/run-store.ts';
import { unknownOf } from '../runs/unsettled.ts';
import { endWithFailure, printEnding } from '../telling/report.ts';

/** `resume RUN --never-happened`: the operator looked, and the client of an unknown outcome is not there. */
export async function neverHappened({ run, json }: Extract<Command, { name: 'never-happened' }>): Promise<number> {
  if (run === undefined || !isRunId(run)) {
    const needs = 'RUN: dcr-runbook resume RUN --never-happened (dcr-runbook resume --list shows them)';
    return endWithFailure({ kind: 'missing-answer', question: 'which run', needs }, json);
  }
  const store = openRunStore();
  if (!store.ok) return endWithFailure(store.failure, json);
  const { folders, records } = store.value;
  const chosen = await chooseRun(folders.state, records, run);
  if (!chosen.ok) return endWithFailure(chosen.failure, json);
  const held = await holdEarlierRun(run, folders, records);
  if (!held.ok) return endWithFailure(held.failure, json);
  try {
    if (held.value.standing !== 'unknown') {
      const problem = `the outcome of run ${run} is known: there is nothing to close`;
      return endWithFailure(
        { kind: 'not-valid', problem, hint: 'See the others with: dcr-runbook resume --list' },
        json,
      );
    }
    const unknown = unknownOf(held.value);
    if (unknown && unknown.failure.stage !== 'register') {
      const problem = `what run ${run} sent was no registration: what became of it is in what stands`;
      return endWithFailure({ kind: 'not-valid', problem, hint: `Look: ${verifyCommand(unknown.failure)}` }, json);
    }
    const closed = await createJournal(folders.state, run, () => now().wall).append({ type: 'never-happened' });
    if (!closed.ok) return endWithFailure(closed.failure, json);
  } finally {
    await held.value.lock.release();
  }
  if (json) printEnding({ outcome: CLOSED, run }, false);
  process.stderr.write(
    `Closed: nothing was registered by run ${run}. With its answers again: dcr-runbook resume ${run}\n`,
  );
  return CLOSED.exitCode;
}
