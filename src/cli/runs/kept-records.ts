import type { KeptRecord } from '../../domain/management/client-record.ts';
import { plainText } from '../../domain/plain-text.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import { clientIn } from '../world.ts';

/** The records of this user, oldest first; what is no record is said on standard error. */
export async function keptRecords(dataFolder: string): Promise<KeptRecord[]> {
  const { records, problems } = await createClientRecords(dataFolder, clientIn).listRecords();
  for (const problem of problems) process.stderr.write(`${plainText(problem)}\n`);
  return records;
}
