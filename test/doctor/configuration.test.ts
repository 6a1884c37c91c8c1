import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentChecks } from '../../src/doctor/environment.ts';
import { foldersCheck } from '../../src/doctor/folders.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dcr-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('folders', () => {
  test('that are not there yet are well where they can be made, and are not made', async () => {
    const wanted = join(folder, 'share', 'dcr-runbook');
    expect(await foldersCheck([wanted])).toMatchObject({ status: 'ok' });
    await expect(rm(wanted)).rejects.toThrow('ENOENT');
  });

  test('that others may look into are worth a look', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    expect(await foldersCheck([open])).toMatchObject({ status: 'warning', seen: expect.stringContaining('mode 755') });
    await chmod(open, 0o700);
    expect(await foldersCheck([open])).toMatchObject({ status: 'ok' });
  });

  test.skipIf(process.geteuid?.() === 0)('that cannot be written, or not be made', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o500);
    expect(await foldersCheck([closed])).toMatchObject({ status: 'failed' });
    expect(await foldersCheck([join(closed, 'below', 'it')])).toMatchObject({ status: 'failed' });
  });

  test('that are something else, or below a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await foldersCheck([join(file, 'share', 'dcr-runbook')])).toMatchObject({ status: 'failed' });
    await symlink(folder, join(folder, 'link'));
    expect(await foldersCheck([file])).toMatchObject({ status: 'failed', seen: `${file} is a file` });
    expect(await foldersCheck([join(folder, 'link')])).toMatchObject({ status: 'failed' });
  });
});

describe('variables', () => {
  test('that turn verification off are warned of', async () => {
    expect(await environmentChecks({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatchObject([{ status: 'warning' }]);
  });

  test('that name a file of authorities which is not there are warned of', async () => {
    const checks = await environmentChecks({ NODE_EXTRA_CA_CERTS: join(folder, 'nowhere.pem') });
    expect(checks).toMatchObject([{ status: 'warning', try: [expect.stringContaining('--cacert')] }]);
  });

  test('that belong to the application or to this tool are named, without what they hold', async () => {
    const checks = await environmentChecks({ DCR_IAT: 'iat-t0ps3cret', DCR_RUNBOOK_ADMIN_TOKEN: 'adm-t0ps3cret' });
    expect(checks.map(({ seen }) => seen)).toEqual([expect.stringContaining('DCR_IAT'), 'DCR_RUNBOOK_ADMIN_TOKEN set']);
    expect(JSON.stringify(checks)).not.toContain('t0ps3cret');
  });

  test('that matter to nobody here are not spoken of', async () => {
    expect(await environmentChecks({ HOME: '/home/op', DCR_IAT: '' })).toMatchObject([{ status: 'ok' }]);
  });
});
