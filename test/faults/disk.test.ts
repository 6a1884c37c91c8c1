import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { flagsFor, type Served, serve } from '../support/served.ts';
import type { RunOptions } from '../support/tool.ts';

/** A shell that may mount what only the tool sees; the tool is run by its last words. */
function mounting(setUp: string): string[] {
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', `${setUp} && exec "$@"`, 'sh'];
}
const CAN_MOUNT =
  spawnSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** Takes all that is left of a disk, but for `blocks` KiB. */
function fullDisk(folder: string, blocks: number): string[] {
  const fill = `dd if=/dev/zero of=${folder}/filler bs=1k count=$((300 - ${blocks})) 2>/dev/null`;
  return mounting(`mount -t tmpfs -o size=300k tmpfs ${folder} && ${fill}`);
}

describe('a run whose disk is not as it should be', () => {
  let served: Served;
  let wire: Eavesdropper;
  beforeEach(async () => {
    served = await serve();
    wire = await eavesdrop(served.server.url);
  });
  afterEach(async () => {
    await wire.stop();
    await served.stop();
  });

  const registering = (options: RunOptions = {}) =>
    served.tool.run(['run', 'web-confidential', '--yes', '--again', ...flagsFor(wire.url, served.tokenFile)], options);
  const folderOf = async (name: string) => {
    const folder = join(served.tool.home, name);
    await mkdir(folder, { recursive: true });
    return folder;
  };
  const endsBeforeAnythingIsSent = async (running: Promise<{ exitCode: number | null; stderr: string }>) => {
    const { exitCode, stderr } = await running;
    expect(exitCode, stderr).toBe(2);
    expect(wire.requests).toEqual([]);
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/);
    return stderr;
  };

  it.runIf(CAN_MOUNT)('because it is full: nothing is sent, and it says so', async () => {
    for (const name of ['data', 'state']) {
      const within = fullDisk(await folderOf(name), 0);
      expect(await endsBeforeAnythingIsSent(registering({ within }))).toMatch(/no space|full/i);
    }
  });

  it.runIf(CAN_MOUNT)('because it has no room for an answer: nothing is sent', async () => {
    const within = fullDisk(await folderOf('data'), 60);
    expect(await endsBeforeAnythingIsSent(registering({ within }))).toMatch(/no space|full/i);
  });

  it.runIf(CAN_MOUNT)('because it can only be read: nothing is sent', async () => {
    const home = served.tool.home;
    const within = mounting(`mount --bind ${home} ${home} && mount -o remount,ro,bind ${home}`);
    expect(await endsBeforeAnythingIsSent(registering({ within, cwd: '/' }))).toMatch(/read-only/i);
  });

  it.runIf(CAN_MOUNT)(
    'because its user has no home: nothing is sent, and the variables that help are named',
    async () => {
      const within = ['unshare', '--map-user=54321'];
      const env = { HOME: '', XDG_DATA_HOME: '', XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' };
      expect(await endsBeforeAnythingIsSent(registering({ within, env }))).toContain('XDG_DATA_HOME');
    },
  );

  it('because its folders are open to everybody: they are closed first', async () => {
    const clients = await folderOf('data/dcr-runbook/clients');
    await chmod(clients, 0o777);
    await chmod(join(served.tool.data), 0o755);
    const { exitCode, stderr } = await registering();
    expect(exitCode, stderr).toBe(0);
    expect((await stat(clients)).mode & 0o777).toBe(0o700);
  });

  it('because a file is where a folder should be: nothing is sent', async () => {
    await writeFile(join(await folderOf('data/dcr-runbook'), 'clients'), '');
    expect(await endsBeforeAnythingIsSent(registering())).toContain('clients');
  });

  it('because other runs write to it at the same time: every client has its record', async () => {
    const ended = await Promise.all(Array.from({ length: 4 }, () => registering()));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const kept = JSON.parse((await served.tool.run(['client', 'list', '--json'])).stdout).clients;
    const printed = ended.map(({ stdout }) => stdout.trim());
    expect(kept.map((client: { client_id: string }) => client.client_id).sort()).toEqual(printed.sort());
    expect((await readdir(join(served.tool.data, 'clients'))).filter(name => !name.endsWith('.json'))).toEqual([]);
  });
});
