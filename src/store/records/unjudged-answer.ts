import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, parseJson } from '../../domain/json.ts';
import { codeOf } from '../files/disk-failure.ts';
import { readPrivateFile } from '../files/private-file.ts';
import { MOST_RECORD_BYTES, moveInto } from './record-place.ts';

/**
 * An answer without a client whose process died before it put it aside: moved to `answers/` now. Its new path, or
 * undefined where nothing came.
 */
export async function setAsideUnjudged(
  dataFolder: string,
  { run, requestId }: { run: string; requestId: string },
): Promise<string | undefined> {
  const clients = join(dataFolder, 'clients');
  for (const name of await namesIn(clients)) {
    if (!name.startsWith(run)) continue;
    const path = join(clients, name);
    const bytes = await readPrivateFile(path, { atMost: MOST_RECORD_BYTES });
    const file = bytes.ok ? parseJson(bytes.value.toString('utf8')) : undefined;
    const isIt = isJsonObject(file) && file['request_id'] === requestId && file['answer'] !== undefined;
    if (isIt && file['client'] === undefined) return moveInto(join(dataFolder, 'answers'), run, path);
  }
  return undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    codeOf(error);
    return [];
  }
}
