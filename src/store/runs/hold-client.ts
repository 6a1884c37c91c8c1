import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { failed, type Result } from '../../domain/result.ts';
import { type Lock, takeLock } from '../files/lock.ts';
import { ensurePrivateFolder } from '../files/private-file.ts';
import { serverKey } from '../records/client-records.ts';
import { runsFolder } from './journal.ts';

/**
 * Keeps a second run of this machine from registering the same client while the first is at it: between its look at
 * the records and its own record, both would find nothing. Waits up to `waitMs` for the other one.
 */
export async function holdClient(
  stateFolder: string,
  client: { server: string; name: string },
  waitMs: number,
): Promise<Result<Lock>> {
  const folder = runsFolder(stateFolder);
  const made = await ensurePrivateFolder(folder);
  if (!made.ok) return made;
  const key = JSON.stringify([serverKey(client.server), client.name]);
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const taken = await takeLock(join(folder, `client-${name}.lock`), waitMs);
  if (taken.ok || taken.failure.kind !== 'not-written' || taken.failure.code !== 'EBUSY') return taken;
  return failed({ ...taken.failure, message: `another run is registering this client now: ${taken.failure.message}` });
}
