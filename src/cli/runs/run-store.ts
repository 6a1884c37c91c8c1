import { type Result, success } from '../../domain/result.ts';
import { type Folders, folders } from '../../store/files/folders.ts';
import { type ClientRecords, createClientRecords } from '../../store/records/client-records.ts';
import { clientIn } from '../world.ts';

/** Journals and records of this user, for commands that look at runs without being in one. */
export type RunStore = { folders: Folders; records: ClientRecords };

export function openRunStore(): Result<RunStore> {
  const found = folders(process.env);
  if (!found.ok) return found;
  return success({ folders: found.value, records: createClientRecords(found.value.data, clientIn) });
}
