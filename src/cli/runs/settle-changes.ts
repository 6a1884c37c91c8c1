import type { SettledChange } from '../../domain/management/management.ts';
import type { Result } from '../../domain/result.ts';
import type { JournalEntry } from '../../engine/ports.ts';
import { serverKey } from '../../store/records/client-records.ts';
import { createJournal } from '../../store/runs/journal.ts';
import { holdRun, listRuns } from '../../store/runs/runs.ts';
import { isOpenChange } from '../../store/runs/sent-change.ts';
import { now } from '../clock.ts';

type Client = { client_id: string; server: string };
/** The run of this process: its journal is in our hands already. */
type Own = { run: string; append(entry: JournalEntry): Promise<Result<void>> };

/** The changes of that client that some run of this machine sent and never heard of, the newest run first. */
export async function openChanges(stateFolder: string, { client_id, server }: Client): Promise<SettledChange[]> {
  const list = await listRuns(stateFolder);
  // Whoever cannot read the journals hears of that where one is needed.
  return (list.ok ? list.value.runs : []).flatMap(({ run, story: { began, changes } }) => {
    if (began?.practice || serverKey(began?.server ?? server) !== serverKey(server)) return [];
    const open = changes.filter(change => change.clientId === client_id && isOpenChange(change));
    return open.map(({ stage, sentAt, requestId }) => ({ run, stage, sentAt, requestId }));
  });
}

/** Writes into the journal of each of those runs that it is settled. Those whose journal took it. */
export async function settleChanges(
  stateFolder: string,
  client: Client,
  { because, own }: { because: string; own: Own },
): Promise<SettledChange[]> {
  const open = await openChanges(stateFolder, client);
  const entry = { type: 'change-settled', client_id: client.client_id, because } as const;
  const settled = new Set<string>();
  for (const run of new Set(open.map(change => change.run))) {
    const told = run === own.run ? await own.append(entry) : await appended(stateFolder, run, entry);
    if (told.ok) settled.add(run);
  }
  return open.filter(({ run }) => settled.has(run));
}

/** Not where a process is in that run: it will say itself what came of it. */
async function appended(stateFolder: string, run: string, entry: JournalEntry): Promise<Result<void>> {
  const lock = await holdRun(stateFolder, run);
  if (!lock.ok) return lock;
  try {
    return await createJournal(stateFolder, run, () => now().wall).append(entry);
  } finally {
    await lock.value.release();
  }
}
