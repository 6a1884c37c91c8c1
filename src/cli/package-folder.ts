import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunbookPlaces } from '../store/runbook-files.ts';

/** The folder of this package, whether this runs from dist/ or from src/. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'runbooks'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the runbooks of this package are missing: install it again');
    folder = parent;
  }
  return folder;
}

/** Where runbooks are known by name for this user, here. Without a data folder there are none of the user's own. */
export function runbookPlaces(dataFolder: string | undefined): RunbookPlaces {
  return { package: packagedFolder(), stdin: process.stdin, ...(dataFolder !== undefined && { data: dataFolder }) };
}

/** The names of the runbooks that come along. */
export async function packagedRunbooks(): Promise<string[]> {
  const files = await readdir(packagedFolder());
  return files.filter(file => file.endsWith('.yaml')).map(file => file.slice(0, -'.yaml'.length));
}

function packagedFolder(): string {
  return join(packageFolder(), 'runbooks');
}
