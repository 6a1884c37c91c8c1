import type { KeptRecord, OwnKey } from '../../domain/management/client-record.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import type { Folders } from '../../store/files/folders.ts';
import { createKeys } from '../../store/keys/keys.ts';
import { type ClientRecords, serverKey } from '../../store/records/client-records.ts';
import { createJournal } from '../../store/runs/journal.ts';
import { unsettledOf } from '../../store/runs/run-story.ts';
import { now } from '../clock.ts';
import { type HeldRun, holdEarlierRun, listOpenEnds } from './held-run.ts';
import { restoredAnswers } from './restored-answers.ts';
import { serverOf } from './unsettled.ts';

type Settled = { run: string; key: OwnKey };

/**
 * A client was found at the server and has a record now (`client adopt`): the newest run that sent a registration of that
 * name there, and never heard what came of it, has its outcome. Its id, and the key that it sent; undefined where there
 * is none. `known`: the run that it is, where that is known; no other is meant then.
 */
export async function settleFound(
  { path, record }: KeptRecord,
  folders: Folders,
  store: ClientRecords,
  known?: string,
): Promise<Settled | undefined> {
  const name = clientName(record.client.metadata) ?? clientName(record.asked);
  const list = await listOpenEnds(folders.state, store);
  for (const { run, standing } of list.ok ? list.value.openEnds : []) {
    if (standing !== 'unknown' || (known !== undefined && run !== known)) continue;
    const held = await holdEarlierRun(run, folders, store);
    if (!held.ok) continue;
    const { story, records, lock } = held.value;
    const sent = unsettledOf(story, records);
    const isAlike =
      sent?.clientName === name && sent && serverKey(serverOf(story, sent)) === serverKey(record.server.url);
    const isIt = run === known || isAlike;
    const found = { type: 'registration-found', client_id: record.client.client_id, record: path } as const;
    const key = isIt ? await keySent(held.value, folders) : {};
    const told = isIt ? await createJournal(folders.state, run, () => now().wall).append(found) : undefined;
    await lock.release();
    if (told?.ok) return { run, key };
  }
  return undefined;
}

/** The pair that was made for it lies on disk; a file of the operator's is named by the answers. */
async function keySent(held: HeldRun, { data }: Folders): Promise<OwnKey> {
  const { keptKey } = held.story;
  if (keptKey) return { private_key_file: keptKey.path, ...(keptKey.kid !== undefined && { kid: keptKey.kid }) };
  const { keys } = await restoredAnswers(held, createKeys(data));
  return {
    ...(keys?.kid !== undefined && { kid: keys.kid }),
    ...(keys?.privateKeyFile !== undefined && { private_key_file: keys.privateKeyFile }),
  };
}
