import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesIn, temporaryFolder } from '../on-disk.ts';
import { dotenv, one } from './targets.ts';

async function repository(): Promise<string> {
  const folder = await temporaryFolder();
  execFileSync('git', ['init', '--quiet', folder]);
  return folder;
}

describe('a file in a git repository', () => {
  it('is said to be tracked, with a secret and without', async () => {
    const folder = await repository();
    const file = join(folder, 'sub', '.env');
    await mkdir(join(folder, 'sub'));
    await writeFile(file, 'A=1\n', { mode: 0o600 });
    execFileSync('git', ['-C', folder, 'add', '.']);
    expect(await one(dotenv(file, { ID: 'client_id' }))).toMatchObject({
      warnings: [expect.stringContaining('next commit')],
    });
    expect(await one(dotenv(file))).toMatchObject({ warnings: [expect.stringContaining('do not commit it')] });
  });

  it('is said to be open to the next git add, unless git ignores it', async () => {
    const folder = await repository();
    const file = join(folder, '.env');
    expect(await one(dotenv(file))).toMatchObject({ warnings: [expect.stringContaining('.gitignore')] });
    expect(await one(dotenv(file, { ID: 'client_id' }))).toMatchObject({ warnings: [] });
    await writeFile(join(folder, '.gitignore'), '.env\n');
    expect(await one(dotenv(file))).toMatchObject({ warnings: [] });
  });

  it('is asked about in its own repository, whatever GIT_DIR says, and runs no program of it', async () => {
    const folder = await repository();
    const file = join(folder, '.env');
    await writeFile(file, '', { mode: 0o600 });
    execFileSync('git', ['-C', folder, 'add', '.']);
    execFileSync('git', ['-C', folder, 'config', 'core.fsmonitor', `touch ${join(folder, 'ran')}; false`]);
    process.env['GIT_DIR'] = join(folder, 'elsewhere');
    try {
      expect(await one(dotenv(file))).toMatchObject({ warnings: [expect.stringContaining('tracked by git')] });
    } finally {
      delete process.env['GIT_DIR'];
    }
    expect(await namesIn(folder)).not.toContain('ran');
  });

  it('is written without a word where git is not installed', async () => {
    const file = join(await repository(), '.env');
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      expect(await one(dotenv(file))).toMatchObject({ changes: [{ change: 'added' }, {}], warnings: [] });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
