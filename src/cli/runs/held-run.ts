import type { KeptRecord } from '../../domain/management/client-record.ts';
import { nearest } from '../../domain/nearest.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import type { Folders } from '../../store/files/folders.ts';
import type { Lock } from '../../store/files/lock.ts';
import type { ClientRecords } from '../../store/records/client-records.ts';
import { setAsideUnjudged } from '../../store/records/unjudged-answer.ts';
import { createJournal } from '../../store/runs/journal.ts';
import { type RunStory, recordOf, standingOf } from '../../store/runs/run-story.ts';
import { holdRun, listRuns, type RunOnRecord, readRun } from '../../store/runs/runs.ts';
import { now } from '../clock.ts';
import { unknownOf } from './unsettled.ts';

/** A run that an earlier process began, in the hands of this one: nobody else writes its journal. */
export type HeldRun = {
  run: string;
  story: RunStory;
  records: KeptRecord[];
  standing: ReturnType<typeof standingOf>;
  lock: Lock;
};

/** Takes it, and only then reads how it stands: two processes may have chosen the same run. */
export async function holdEarlierRun(run: string, folders: Folders, store: ClientRecords): Promise<Result<HeldRun>> {
  const held = await holdRun(folders.state, run);
  if (!held.ok) return held;
  const lock = held.value;
  const story = await readRun(folders.state, run);
  if (!story.ok) {
    await lock.release();
    return story;
  }
  const { records } = await store.listRecords();
  await tellJournal({ run, story: story.value, records }, folders);
  return success({ run, story: story.value, records, standing: standingOf(story.value, records), lock });
}

/**
 * What the disk knows of the registration in hand and its process had no time to write down: the record of its client,
 * or an answer that is none. Should the journal not take it, the disk tells it again the next time.
 */
async function tellJournal(
  { run, story, records }: Omit<HeldRun, 'standing' | 'lock'>,
  folders: Folders,
): Promise<void> {
  const sent = story.clients.at(-1)?.at(-1);
  if (sent?.outcome !== 'open') return;
  const journal = createJournal(folders.state, run, () => now().wall);
  const kept = recordOf([sent], records);
  if (kept) {
    Object.assign(sent, { outcome: 'registered', record: kept.path });
    await journal.append({ type: 'registered', client_id: kept.record.client.client_id, record: kept.path });
    return;
  }
  const saved = await setAsideUnjudged(folders.data, { run, requestId: sent.requestId });
  if (saved === undefined) return;
  const unknown = { because: 'an answer came that is no registration', saved };
  Object.assign(sent, { outcome: 'unknown', ...unknown });
  await journal.append({ type: 'registration-unknown', ...unknown });
}

/** Runs that can be gone on with, or that need a word, the newest first. */
export type OpenEnd = RunOnRecord & { standing: 'unknown' | 'interrupted'; unknown?: ReturnType<typeof unknownOf> };

export async function listOpenEnds(
  stateFolder: string,
  store: ClientRecords,
): Promise<Result<{ openEnds: OpenEnd[]; all: RunOnRecord[]; problems: string[] }>> {
  const list = await listRuns(stateFolder);
  if (!list.ok) return list;
  const { runs, problems } = list.value;
  const candidates = runs.filter(({ story, isRunning }) => !story.finished && !isRunning);
  const records = candidates.length === 0 ? [] : (await store.listRecords()).records;
  const openEnds = candidates.flatMap(run => {
    const standing = standingOf(run.story, records);
    if (standing === 'finished') return [];
    const unknown = unknownOf({ ...run, records });
    return [{ ...run, standing, ...(unknown && { unknown }) }];
  });
  return success({ openEnds, all: runs, problems });
}

/** The run of that name; undefined where none was named and nothing is open. */
export async function chooseRun(
  stateFolder: string,
  store: ClientRecords,
  wanted: string | undefined,
): Promise<Result<string | undefined>> {
  const list = await listOpenEnds(stateFolder, store);
  if (!list.ok) return list;
  const { openEnds, all } = list.value;
  if (wanted === undefined) return success(openEnds[0]?.run);
  if (all.some(({ run }) => run === wanted)) return success(wanted);
  const near = nearest(
    wanted,
    all.map(({ run }) => run),
  );
  return failed({
    kind: 'not-valid',
    problem: `no run here is called ${JSON.stringify(wanted.slice(0, 120))}`,
    hint: near === undefined ? 'See them with: dcr-runbook resume --list' : `Did you mean ${near}?`,
  });
}
