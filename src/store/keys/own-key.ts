import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { isSameKey } from '../../domain/management/client-changes.ts';
import type { OwnKey } from '../../domain/management/client-record.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { ifRefused } from '../files/disk-failure.ts';
import { readPrivateFile } from '../files/private-file.ts';
import { readKeys } from './key-file.ts';

const MOST_BYTES = 262_144;

/** The key in `keys/` whose public half is among those that the client has at the server; the newest of several. */
export async function findOwnKey(dataFolder: string, { jwks }: ClientMetadata): Promise<OwnKey | undefined> {
  const standing = isJsonObject(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'].filter(isJsonObject) : [];
  if (standing.length === 0) return undefined;
  const folder = join(dataFolder, 'keys');
  const found = new Map<JsonObject, string>();
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    for (const young of await publicHalves(path)) {
      const key = standing.find(candidate => isSameKey(candidate, young));
      if (key) found.set(key, path);
    }
  }
  const newest = standing.findLast(key => found.has(key));
  if (newest === undefined) return undefined;
  const { kid } = newest;
  const path = found.get(newest);
  return {
    ...(typeof kid === 'string' && { kid }),
    ...(path !== undefined && { private_key_file: path }),
  };
}

async function publicHalves(path: string): Promise<JsonObject[]> {
  const bytes = await readPrivateFile(path, { atMost: MOST_BYTES });
  const reading = bytes.ok ? readKeys(bytes.value.toString('utf8')) : undefined;
  if (reading === undefined || 'problem' in reading) return [];
  return reading.keys
    .filter(({ isPrivate }) => isPrivate)
    .map(({ publicKey }) => publicKey.export({ format: 'jwk' }) as JsonObject);
}

/** Without a folder no key was ever made here; one that cannot be read has none to offer either. */
async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ifRefused<string[]>([]))).sort();
}
