import { clientName } from '../domain/client-metadata.ts';
import type { KeptRecord } from '../domain/client-record.ts';
import { type ClientRecords, serverKey } from '../store/client-records.ts';
import type { Folders } from '../store/folders.ts';
import { createJournal } from '../store/journal.ts';
import { unsettledOf } from '../store/run-story.ts';
import { now } from './clock.ts';
import { holdEarlierRun, listOpenEnds } from './held-run.ts';
import { serverOf } from './unsettled.ts';

/**
 * A client was found at the server and has a record now (`client adopt`): the newest run that sent a registration of that
 * name there, and never heard what came of it, has its outcome. Its id; undefined where there is none.
 */
export async function settleFound(
  { path, record }: KeptRecord,
  folders: Folders,
  store: ClientRecords,
): Promise<string | undefined> {
  const name = clientName(record.client.metadata) ?? clientName(record.asked);
  const list = await listOpenEnds(folders.state, store);
  for (const { run, standing } of list.ok ? list.value.openEnds : []) {
    if (standing !== 'unknown') continue;
    const held = await holdEarlierRun(run, folders, store);
    if (!held.ok) continue;
    const { story, records, lock } = held.value;
    const sent = unsettledOf(story, records);
    const isIt = sent?.clientName === name && sent && serverKey(serverOf(story, sent)) === serverKey(record.server.url);
    const found = { type: 'registration-found', client_id: record.client.client_id, record: path } as const;
    const told = isIt ? await createJournal(folders.state, run, () => now().wall).append(found) : undefined;
    await lock.release();
    if (told?.ok) return run;
  }
  return undefined;
}
