import { join } from 'node:path';
import { failed, type Result } from '../../domain/result.ts';
import { locateTarget, readTarget, tryFolder } from '../hand-over/target-file.ts';
import { createNumberedFile, ensurePrivateFolder, PRIVATE_FILE, replaceFile } from './private-file.ts';

/** Where a bundle can be written that was asked for by path. Only an earlier bundle, or an empty file, gives way to it. */
export async function placeBundle(file: string): Promise<Result<string>> {
  const path = await locateTarget(file);
  if (!path.ok) return path;
  const there = await readTarget(path.value);
  if (!there.ok) return there;
  const { text = '' } = there.value;
  if (text.trim() !== '' && !/"kind"\s*:\s*"support-bundle"/.test(text.slice(0, 1000))) {
    const message = 'it is there already and is no support bundle: name another file';
    return failed({ kind: 'not-written', path: path.value, code: 'EEXIST', message });
  }
  const folder = await tryFolder(path.value);
  return folder.ok ? path : folder;
}

/** Writes it there (0600, at once or not at all); its path. */
export async function replaceBundle(file: string, text: string): Promise<Result<string>> {
  const path = await placeBundle(file);
  if (!path.ok) return path;
  const written = await replaceFile(path.value, text, { mode: PRIVATE_FILE });
  return written.ok ? path : written;
}

/** Writes it under a name of its own in `bundles/` of the data folder; its path. */
export async function saveBundle(dataFolder: string, run: string, text: string): Promise<Result<string>> {
  const folder = join(dataFolder, 'bundles');
  const made = await ensurePrivateFolder(folder);
  return made.ok ? createNumberedFile(folder, run, '.json', text) : made;
}
