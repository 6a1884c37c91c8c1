import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result, success } from '../domain/result.ts';
import { codeOf, notRead, writing } from './disk-failure.ts';
import { type JournalLine, readJournal, runsFolder } from './journal.ts';
import { type Lock, takeLock } from './lock.ts';
import { ensurePrivateFolder } from './private-file.ts';
import { isRunId } from './run-id.ts';

/** One run of this machine, as its journal tells it. */
export type RunOnRecord = {
  run: string;
  path: string;
  lines: JournalLine[];
  /** It came to its own end and nothing is open: not cancelled, its outcome known. */
  finished: boolean;
};

/** `problems`: journals that cannot be read, in words. */
export type RunList = { runs: RunOnRecord[]; problems: string[] };

const OPEN_ENDS = ['cancelled', 'unknown'];
const KEPT_FINISHED = 50;
const ENDING = '.ndjson';

/** All runs, the newest first. */
export async function listRuns(stateFolder: string): Promise<Result<RunList>> {
  const folder = runsFolder(stateFolder);
  const names = await runsIn(folder);
  if (!names.ok) return names;
  const list: RunList = { runs: [], problems: [] };
  for (const run of names.value) {
    const path = join(folder, `${run}${ENDING}`);
    const journal = await readJournal(path);
    if (journal.ok)
      list.runs.push({ run, path, lines: journal.value.lines, finished: isFinished(journal.value.lines) });
    else if (journal.failure.kind === 'not-valid') list.problems.push(journal.failure.problem);
  }
  return success(list);
}

/** Removes the oldest journals of finished runs and keeps the newest `keep`; one that is not finished stays. */
export async function pruneRuns(stateFolder: string, keep = KEPT_FINISHED): Promise<Result<void>> {
  const list = await listRuns(stateFolder);
  if (!list.ok) return list;
  const old = list.value.runs.filter(run => run.finished).slice(keep);
  return writing(runsFolder(stateFolder), async () => {
    for (const { run, path } of old) {
      await rm(path, { force: true });
      await rm(lockOf(stateFolder, run), { force: true });
    }
  });
}

/** Keeps a second process out of the same run (two `resume` at once would register twice); EBUSY where one is in it. */
export async function holdRun(stateFolder: string, run: string): Promise<Result<Lock>> {
  const made = await ensurePrivateFolder(runsFolder(stateFolder));
  return made.ok ? takeLock(lockOf(stateFolder, run), 0) : made;
}

function lockOf(stateFolder: string, run: string): string {
  return join(runsFolder(stateFolder), `${run}.lock`);
}

function isFinished(lines: JournalLine[]): boolean {
  const last = lines.at(-1);
  return last?.type === 'run-ended' && !OPEN_ENDS.includes(last.outcome);
}

async function runsIn(folder: string): Promise<Result<string[]>> {
  try {
    const names = (await readdir(folder))
      .filter(name => name.endsWith(ENDING))
      .map(name => name.slice(0, -ENDING.length));
    return success(names.filter(isRunId).sort().reverse());
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? success([]) : failed(notRead('the folder', folder, error));
  }
}
