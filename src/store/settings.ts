import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result, success } from '../domain/result.ts';
import { ifRefused, notWritten } from './files/disk-failure.ts';
import { ensurePrivateFolder, PRIVATE_FILE } from './files/private-file.ts';

/** What the wizard offers first next time. Never a reason to fail. */
export type Settings = { lastServer?: string; lastRunbook?: string };

const NAME = 'settings';

/** The remembered settings; empty where there are none, or where their file cannot be read. */
export async function readSettings(configFolder: string): Promise<Settings> {
  // conf makes the folder as it is opened, and reading must not.
  const isThere = await access(join(configFolder, `${NAME}.json`)).then(() => true, ifRefused(false));
  const opened = isThere ? await openSettings(configFolder) : undefined;
  if (!opened?.ok) return {};
  const { lastServer, lastRunbook } = opened.value.store;
  return {
    ...(typeof lastServer === 'string' && { lastServer }),
    ...(typeof lastRunbook === 'string' && { lastRunbook }),
  };
}

/** Remembers these beside what is remembered already (0600). The failure is only worth a word, not an end. */
export async function rememberSettings(configFolder: string, settings: Settings): Promise<Result<void>> {
  const made = await ensurePrivateFolder(configFolder);
  if (!made.ok) return made;
  const opened = await openSettings(configFolder);
  if (!opened.ok) return opened;
  try {
    opened.value.set(settings);
    return success(undefined);
  } catch (error) {
    return failed(notWritten(opened.value.path, error));
  }
}

async function openSettings(configFolder: string) {
  // Loaded late: it brings a JSON Schema validator that no other part needs.
  const { default: Conf } = await import('conf');
  try {
    const conf = new Conf<Record<string, unknown>>({
      cwd: configFolder,
      configName: NAME,
      configFileMode: PRIVATE_FILE,
      // A broken file is not worth more than the two values in it.
      clearInvalidConfig: true,
    });
    return success(conf);
  } catch (error) {
    return failed(notWritten(configFolder, error));
  }
}
