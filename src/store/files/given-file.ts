import { grouped } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { notRead } from './disk-failure.ts';
import { readBounded, withFile } from './open-file.ts';

/** A file of the operator's own. `openToOthers` says so in words, with what to do; left out where nobody else can. */
export type GivenFile = { bytes: Buffer; openToOthers?: string };

/**
 * Reads a file that the operator named. Links are followed (Kubernetes mounts secrets as links) and a pipe is read to
 * its end (`<(vault read …)`). `what`: how to call it, for example `the admin token file`.
 */
export async function readGivenFile(what: string, path: string, atMost: number): Promise<Result<GivenFile>> {
  const refused = (why: string) => failed({ kind: 'not-valid', problem: `${what} ${path} ${why}` });
  try {
    return await withFile(path, 'r', async file => {
      const stats = await file.stat();
      if (stats.isDirectory()) return refused('is a folder: name a file');
      const bytes = await readBounded(file, atMost);
      if (!bytes) return refused(`is larger than ${grouped(atMost)} bytes: is it the right file?`);
      return success({ bytes, ...(stats.isFile() ? openness(path, stats.mode) : {}) });
    });
  } catch (error) {
    return failed(notRead(what, path, error));
  }
}

function openness(path: string, mode: number): Pick<GivenFile, 'openToOthers'> {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return {};
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  return { openToOthers: `${path} is open to other users of this machine (mode ${octal}): chmod 600 it` };
}
