import { join } from 'node:path';
import { failed, type Result, success } from '../domain/result.ts';
import { readGivenFile } from './files/given-file.ts';
import { createFile } from './files/private-file.ts';

/** The name that the first line of a runbook gives to editors, relative to the runbook. */
const NAME = 'runbook.schema.json';
const MOST_BYTES = 1_048_576;

/**
 * Puts the schema beside the runbooks of a folder, where their first line tells editors to look for it. A file of that
 * name that says something else is of another version, or somebody's own: it stays, and `isOther` tells.
 */
export async function placeSchema(folder: string, schema: string): Promise<Result<{ file: string; isOther: boolean }>> {
  const file = join(folder, NAME);
  const created = await createFile(file, schema);
  if (created.ok) return success({ file, isOther: false });
  if (created.failure.kind !== 'not-written' || created.failure.code !== 'EEXIST') return failed(created.failure);
  const there = await readGivenFile('the schema', file, MOST_BYTES);
  return success({ file, isOther: !there.ok || there.value.bytes.toString('utf8') !== schema });
}
