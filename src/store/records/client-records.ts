import { readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptRecord, RegistrationDraft } from '../../domain/management/client-record.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import type { Result } from '../../domain/result.ts';
import type { OpenRecord, RecordPlace } from '../../engine/ports.ts';
import { codeOf, notRead, writing } from '../files/disk-failure.ts';
import { readPrivateFile, syncFolder } from '../files/private-file.ts';
import { openRecord } from './open-record.ts';
import { type Judge, readRecord } from './record-file.ts';
import { MOST_RECORD_BYTES, PART, placeRecord } from './record-place.ts';

/** `problems`: files that are no usable record, in words. */
type RecordList = { records: KeptRecord[]; problems: string[] };

/** The clients registered from here: one 0600 file each in `clients/` of the data folder. */
export type ClientRecords = {
  placeRecord(draft: RegistrationDraft): Promise<Result<RecordPlace>>;
  openRecord(path: string): Promise<Result<OpenRecord>>;
  /** The oldest first; behind them those of practice, so that the numbers of the others do not move with them. */
  listRecords(): Promise<RecordList>;
  /** The newest client of that name (asked or granted) at that server. */
  findRecord(serverUrl: string, clientName: string): Promise<KeptRecord | undefined>;
  /** Removes a record for good; the client at the server is not touched. */
  forgetRecord(kept: KeptRecord): Promise<Result<void>>;
};

export function createClientRecords(dataFolder: string, judge: Judge): ClientRecords {
  const clients = join(dataFolder, 'clients');
  const listRecords = () => recordsIn(clients, judge);
  return {
    placeRecord: draft => placeRecord(clients, join(dataFolder, 'answers'), draft),
    openRecord: path => openRecord(path, join(dataFolder, 'answers'), judge),
    listRecords,
    findRecord: async (serverUrl, name) => {
      const { records } = await listRecords();
      return records.findLast(
        ({ record }) =>
          serverKey(record.server.url) === serverKey(serverUrl) &&
          (clientName(record.asked) === name || clientName(record.client.metadata) === name),
      );
    },
    forgetRecord: ({ path }) =>
      writing(path, async () => {
        await unlink(path);
        await syncFolder(dirname(path));
      }),
  };
}

/** Two spellings of one server's URL are the same server. */
export function serverKey(url: string): string {
  const plain = URL.canParse(url) ? new URL(url).href : url;
  return plain.replace(/\/+$/, '');
}

async function recordsIn(folder: string, judge: Judge): Promise<RecordList> {
  const list: RecordList = { records: [], problems: [] };
  const names = await namesIn(folder, list.problems);
  for (const name of names) {
    const path = join(folder, name);
    const isPart = name.endsWith(`.json${PART}`);
    // Beside its record it is room for an answer, or an answer whose process died before it took the record's place.
    if (isPart && names.includes(name.slice(0, -PART.length))) {
      await takeOver(list, path, judge);
      continue;
    }
    if (!isPart && !name.endsWith('.json')) {
      list.problems.push(`${path} is no client record`);
      continue;
    }
    const bytes = await readPrivateFile(path, { atMost: MOST_RECORD_BYTES });
    if (!bytes.ok) {
      list.problems.push(bytes.failure.kind === 'not-valid' ? bytes.failure.problem : `${path} cannot be read`);
      continue;
    }
    const reading = readRecord(bytes.value.toString('utf8'), judge);
    // What a process left half-written, or without a client in it, is for `resume` to tell.
    if (reading === 'no-client') continue;
    if ('record' in reading) list.records.push({ path, record: reading.record });
    else if (!isPart) list.problems.push(`${path} is no usable client record: ${reading.problem}`);
  }
  list.records.sort(
    (a, b) =>
      Number(a.record.practice ?? false) - Number(b.record.practice ?? false) ||
      compare(a.record.registered_at, b.record.registered_at) ||
      compare(a.path, b.path),
  );
  return list;
}

async function takeOver(list: RecordList, part: string, judge: Judge): Promise<void> {
  const bytes = await readPrivateFile(part, { atMost: MOST_RECORD_BYTES });
  const reading = bytes.ok ? readRecord(bytes.value.toString('utf8'), judge) : 'no-client';
  if (reading === 'no-client' || !('record' in reading)) return;
  const path = part.slice(0, -PART.length);
  list.records = [...list.records.filter(kept => kept.path !== path), { path, record: reading.record }];
}

async function namesIn(folder: string, problems: string[]): Promise<string[]> {
  try {
    // Hidden ones are half-written files of ours or the system's own.
    return (await readdir(folder)).filter(name => !name.startsWith('.')).sort();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') problems.push(notRead('the folder', folder, error).problem);
    return [];
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
