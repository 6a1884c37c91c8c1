import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf, notRead, writing } from '../files/disk-failure.ts';
import { isHeld, type Lock, takeLock } from '../files/lock.ts';
import { ensurePrivateFolder } from '../files/private-file.ts';
import { readJournal, runsFolder } from './journal.ts';
import { isRunId } from './run-id.ts';
import { hasOpenChange, type RunStory, storyOf, unsettledOf } from './run-story.ts';

/** One run of this machine. */
export type RunOnRecord = {
  run: string;
  path: string;
  story: RunStory;
  /** A process is in it now. Not asked of a finished one. */
  isRunning: boolean;
};

/** `problems`: journals that cannot be read, in words. */
export type RunList = { runs: RunOnRecord[]; problems: string[] };

const KEPT = 50;
const ENDING = '.ndjson';
const LOCK_ENDING = '.lock';

/** All runs, the newest first. */
export async function listRuns(stateFolder: string): Promise<Result<RunList>> {
  const folder = runsFolder(stateFolder);
  const names = await runsIn(folder, ENDING);
  if (!names.ok) return names;
  const list: RunList = { runs: [], problems: [] };
  for (const run of names.value) {
    const story = await readRun(stateFolder, run);
    if (!story.ok) {
      if (story.failure.kind === 'not-valid') list.problems.push(story.failure.problem);
      continue;
    }
    const isRunning = !story.value.finished && (await isHeld(lockOf(stateFolder, run)));
    list.runs.push({ run, path: join(folder, `${run}${ENDING}`), story: story.value, isRunning });
  }
  return success(list);
}

export async function readRun(stateFolder: string, run: string): Promise<Result<RunStory>> {
  const journal = await readJournal(join(runsFolder(stateFolder), `${run}${ENDING}`));
  return journal.ok ? success(storyOf(journal.value.lines)) : journal;
}

/**
 * Removes the oldest journals: of the finished runs and of those that were interrupted before anything was sent the
 * newest `keep` stay each. One that sent something whose outcome is not known stays, and so does one that is running.
 */
export async function pruneRuns(stateFolder: string, keep = KEPT): Promise<Result<void>> {
  const names = await runsIn(runsFolder(stateFolder), ENDING);
  if (!names.ok) return names;
  if (names.value.length <= keep) return success(undefined);
  const list = await listRuns(stateFolder);
  if (!list.ok) return list;
  const { runs } = list.value;
  const finished = runs.filter(({ story }) => story.finished);
  const interrupted = runs.filter(
    ({ story, isRunning }) => !story.finished && !isRunning && !unsettledOf(story, []) && !hasOpenChange(story),
  );
  return writing(runsFolder(stateFolder), async () => {
    for (const { run, path } of [...finished.slice(keep), ...interrupted.slice(keep)]) {
      await rm(path, { force: true });
      await rm(lockOf(stateFolder, run), { force: true });
    }
    await removeStrayLocks(stateFolder, new Set(names.value));
  });
}

/** Of processes that died before they wrote a line. */
async function removeStrayLocks(stateFolder: string, runs: ReadonlySet<string>): Promise<void> {
  const locked = await runsIn(runsFolder(stateFolder), LOCK_ENDING);
  for (const run of locked.ok ? locked.value : []) {
    const lock = lockOf(stateFolder, run);
    if (!runs.has(run) && !(await isHeld(lock))) await rm(lock, { force: true });
  }
}

/** Keeps a second process out of the same run (two `resume` at once would register twice); EBUSY where one is in it. */
export async function holdRun(stateFolder: string, run: string): Promise<Result<Lock>> {
  const made = await ensurePrivateFolder(runsFolder(stateFolder));
  return made.ok ? takeLock(lockOf(stateFolder, run), 0) : made;
}

/** Whether a process is in that run now. */
export function isRunning(stateFolder: string, run: string): Promise<boolean> {
  return isHeld(lockOf(stateFolder, run));
}

function lockOf(stateFolder: string, run: string): string {
  return join(runsFolder(stateFolder), `${run}${LOCK_ENDING}`);
}

async function runsIn(folder: string, ending: string): Promise<Result<string[]>> {
  try {
    const names = (await readdir(folder))
      .filter(name => name.endsWith(ending))
      .map(name => name.slice(0, -ending.length));
    return success(names.filter(isRunId).sort().reverse());
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? success([]) : failed(notRead('the folder', folder, error));
  }
}
