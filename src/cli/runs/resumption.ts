import { failed, type Result, success } from '../../domain/result.ts';
import { readKeptPlan } from '../../runbook/kept/read-kept.ts';
import type { AnswerFlags } from '../command.ts';
import type { RunOptions } from '../options.ts';
import type { HeldRun } from './held-run.ts';
import { keptCommand } from './kept-run.ts';
import type { Opening, RunCommand } from './open-run.ts';

/** A run that goes on: the command that began it, with what was given anew. */
export type Resumption = { command: RunCommand; resumes: NonNullable<Opening['resumes']> };

/** Moves this process to the folder where the run began: its paths are relative to that. */
export function resumption(held: HeldRun, given: { flags: AnswerFlags; options: RunOptions }): Result<Resumption> {
  const { story, run } = held;
  const kept = story.began?.plan && readKeptPlan(story.began.plan);
  if (kept === undefined) {
    const problem = `the journal of run ${run} does not say how it was begun, or another version of this tool wrote it`;
    return failed({ kind: 'not-valid', problem, hint: 'Begin a new run with its runbook.' });
  }
  if (kept.left_out.length > 0) {
    const question = `${kept.left_out.join(', ')}, which a journal does not keep because it is a secret`;
    return failed({ kind: 'missing-answer', question, needs: 'it to a new run of the same runbook' });
  }
  const command = keptCommand(kept, given);
  try {
    process.chdir(kept.folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `the folder ${kept.folder}, where the run began, cannot be entered (${error.code})`;
    return failed({ kind: 'not-valid', problem, hint: 'Its paths begin there. Make it, or begin a new run.' });
  }
  return success({ command, resumes: { held, kept } });
}
