import { execFileSync } from 'node:child_process';
import { chmod, chown, type FileHandle, mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import type { JournalEntry } from '../../../src/engine/ports.ts';
import { writing } from '../../../src/store/files/disk-failure.ts';
import {
  createFile,
  createNumberedFile,
  ensurePrivateFolder,
  overwriteInPlace,
  readPrivateFile,
  replaceFile,
} from '../../../src/store/files/private-file.ts';
import { createJournal } from '../../../src/store/runs/journal.ts';
import { IS_ROOT, killedAfter, modeOf, namesIn, outputOf, startNode, temporaryFolder } from '../on-disk.ts';

const IS_LINUX = process.platform === 'linux';
const SECRET_STYLE = { mode: 0o600 };

/** Code and message of a failure to write; the message has to say what to do. */
function refusal(result: Result<unknown>): { code: string; message: string } {
  if (result.ok || result.failure.kind !== 'not-written') throw new Error(`not refused: ${JSON.stringify(result)}`);
  return { code: result.failure.code, message: result.failure.message };
}

describe('a folder for secrets', () => {
  it('is made with the folders above it, for this user alone', async () => {
    const home = await temporaryFolder();
    expect(await ensurePrivateFolder(join(home, 'share', 'ours', 'keys'))).toEqual({ ok: true, value: undefined });
    for (const folder of ['share', 'share/ours', 'share/ours/keys'])
      expect(await modeOf(join(home, folder))).toBe(0o700);
  });

  it('is tightened where it is ours and open to others', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    await mkdir(folder);
    await chmod(folder, 0o755);
    expect(await ensurePrivateFolder(folder)).toMatchObject({ ok: true });
    expect(await modeOf(folder)).toBe(0o700);
  });

  it('is refused where it is a link, also one that leads nowhere', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, 'elsewhere'));
    await symlink(join(home, 'elsewhere'), join(home, 'keys'));
    await symlink(join(home, 'nowhere'), join(home, 'lost'));
    for (const name of ['keys', 'lost']) {
      expect(refusal(await ensurePrivateFolder(join(home, name)))).toMatchObject({ code: 'ELOOP' });
    }
  });

  it('is refused where a file stands in its way, here or above', async () => {
    const home = await temporaryFolder();
    await writeFile(join(home, 'file'), '');
    for (const name of ['file', 'file/below']) {
      const { code, message } = refusal(await ensurePrivateFolder(join(home, name)));
      expect({ code, message }).toEqual({ code: 'ENOTDIR', message: expect.stringMatching(/move it away/) });
    }
  });

  it('is refused where it belongs to another user', async () => {
    // Not being root, the root folder is another user's.
    const folder = IS_ROOT ? join(await temporaryFolder(), 'keys') : '/';
    if (IS_ROOT) {
      await mkdir(folder);
      await chown(folder, 12_345, 12_345);
    }
    expect(refusal(await ensurePrivateFolder(folder))).toMatchObject({
      message: expect.stringContaining('another user'),
    });
  });

  it.runIf(IS_LINUX)('is given up at once where the system makes none', async () => {
    expect(refusal(await ensurePrivateFolder('/proc/dcr-runbook/keys'))).toMatchObject({
      code: expect.stringMatching(/ENOENT|EACCES|EPERM/),
    });
  });
});

describe('a file that is replaced', () => {
  it('has the new bytes and a mode for this user alone, whatever the umask is', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a'), 'old', { mode: 0o644 });
    expect(await replaceFile(join(folder, 'a'), 'new', SECRET_STYLE)).toMatchObject({ ok: true });
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new');
    expect(await modeOf(join(folder, 'a'))).toBe(0o600);
    await replaceFile(join(folder, 'a'), 'shared', { mode: 0o666 });
    expect(await modeOf(join(folder, 'a'))).toBe(0o666);
    expect(await namesIn(folder)).toEqual(['a']);
  });

  it('is written in the place of a link, not through it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'theirs'), 'theirs');
    await symlink(join(folder, 'theirs'), join(folder, 'a'));
    await replaceFile(join(folder, 'a'), 'ours', SECRET_STYLE);
    expect(await readFile(join(folder, 'theirs'), 'utf8')).toBe('theirs');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('ours');
  });

  it('leaves nothing behind where it cannot be replaced', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a'));
    expect(refusal(await replaceFile(join(folder, 'a'), 'x', SECRET_STYLE))).toMatchObject({
      code: 'EISDIR',
      message: expect.stringContaining('name a file'),
    });
    expect(await namesIn(folder)).toEqual(['a']);
  });

  it('says that its folder is missing', async () => {
    const { code, message } = refusal(await replaceFile(join(await temporaryFolder(), 'no', 'a'), 'x', SECRET_STYLE));
    expect({ code, message }).toEqual({ code: 'ENOENT', message: expect.stringContaining('create the folder') });
  });

  it.skipIf(IS_ROOT)('says that the folder is read-only', async () => {
    const folder = join(await temporaryFolder(), 'locked');
    await mkdir(folder, { mode: 0o500 });
    expect(refusal(await replaceFile(join(folder, 'a'), 'x', SECRET_STYLE))).toMatchObject({ code: 'EACCES' });
  });

  it('stays as it was where the new one cannot be written to its end, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    const code = `
      import { replaceFile } from '{store}/files/private-file.ts';
      console.log(JSON.stringify(await replaceFile(process.argv[1], 'x'.repeat(200_000), { mode: 0o600 })));`;
    const result: Result<void> = JSON.parse(await outputOf(startNode(code, [path], 16)));
    expect(refusal(result)).toMatchObject({ code: 'EFBIG', message: expect.stringContaining('raise the limit') });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await namesIn(folder)).toEqual(['a']);
  });

  it('is always one whole version, whenever the process is killed', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a');
    const code = `
      import { replaceFile } from '{store}/files/private-file.ts';
      for (let version = 1; ; version += 1) {
        const result = await replaceFile(process.argv[1], String(version).repeat(100_000), { mode: 0o600 });
        if (!result.ok) throw new Error(result.failure.message);
        console.log(version);
      }`;
    for (const lines of [1, 2, 3, 5, 8, 9]) {
      const printed = await killedAfter(startNode(code, [path]), lines);
      const text = await readFile(path, 'utf8');
      const version = /^(\d+?)\1*$/.exec(text)?.[1] ?? '';
      expect(text).toBe(version.repeat(100_000));
      expect(Number(version)).toBeGreaterThanOrEqual(Number(printed.at(-1)));
    }
  });
});

describe('what was said to be written', () => {
  /** What was fsynced meanwhile, in order. */
  async function synced(work: () => Promise<unknown>): Promise<string[]> {
    const order: string[] = [];
    const probe = await open(tmpdir(), 'r');
    const spy = vi.spyOn(Object.getPrototypeOf(probe), 'sync').mockImplementation(async function (this: FileHandle) {
      order.push((await this.stat()).isDirectory() ? 'folder' : 'file');
    });
    await probe.close();
    await work();
    spy.mockRestore();
    return order;
  }

  it('outlives a power cut: first the bytes are on disk, then the name', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a');
    expect(await synced(() => createFile(path, 'x'))).toEqual(['file', 'folder']);
    expect(await synced(() => replaceFile(path, 'y', SECRET_STYLE))).toEqual(['file', 'folder']);
    expect(await synced(() => overwriteInPlace(path, Buffer.from('z')))).toEqual(['file']);
    expect(await synced(() => ensurePrivateFolder(join(folder, 'b', 'c')))).toEqual(['folder', 'folder']);
    const journal = createJournal(join(folder, 'b'), 'run', () => 0);
    const entry: JournalEntry = { type: 'run-began', version: '1' };
    expect(await synced(() => journal.append(entry))).toEqual(['folder', 'file', 'folder']);
    expect(await synced(() => journal.append(entry))).toEqual(['file']);
  });
});

describe('a file that is created', () => {
  it('is never written over another', async () => {
    const path = join(await temporaryFolder(), 'a');
    await writeFile(path, 'theirs');
    expect(refusal(await createFile(path, 'ours'))).toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  it('takes the next number where its name is taken, by a link that leads nowhere too', async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, 'nowhere'), join(folder, 'k-2.pem'));
    const paths: unknown[] = [];
    for (const text of ['one', 'two', 'three']) paths.push(await createNumberedFile(folder, 'k', '.pem', text));
    expect(paths).toEqual(['k.pem', 'k-3.pem', 'k-4.pem'].map(name => ({ ok: true, value: join(folder, name) })));
    expect(await modeOf(join(folder, 'k.pem'))).toBe(0o600);
  });

  it('leaves nothing behind where the disk takes only a part of it', async () => {
    const folder = await temporaryFolder();
    const code = `
      import { createFile } from '{store}/files/private-file.ts';
      console.log(JSON.stringify(await createFile(process.argv[1], 'x'.repeat(200_000))));`;
    const result: Result<void> = JSON.parse(await outputOf(startNode(code, [join(folder, 'a')], 16)));
    expect(refusal(result)).toMatchObject({ code: 'EFBIG' });
    expect(await namesIn(folder)).toEqual([]);
  });
});

describe('a file that is written over in its place', () => {
  it('is shortened to what was written', async () => {
    const path = join(await temporaryFolder(), 'a');
    await writeFile(path, 'x'.repeat(1000));
    await overwriteInPlace(path, Buffer.from('short'));
    expect(await readFile(path, 'utf8')).toBe('short');
  });

  it.runIf(IS_LINUX)('says that the disk is full', async () => {
    const full = await writing('/dev/full', () => overwriteInPlace('/dev/full', Buffer.from('x')));
    expect(refusal(full)).toEqual({ code: 'ENOSPC', message: expect.stringContaining('make room') });
  });
});

describe('a file of ours that is read', () => {
  it('comes back as it was written', async () => {
    const path = join(await temporaryFolder(), 'a');
    await writeFile(path, 'é'.repeat(100_000));
    const read = await readPrivateFile(path, { atMost: 200_000 });
    expect(read.ok && read.value.toString('utf8')).toBe('é'.repeat(100_000));
  });

  it.each([
    ['a link', (path: string) => symlink('/etc/hosts', path), /symbolic link/],
    ['a folder', (path: string) => mkdir(path), /not a file|folder/],
    ['a pipe that nobody writes to', async (path: string) => void execFileSync('mkfifo', [path]), /not a file/],
    ['larger than it can be', (path: string) => writeFile(path, 'x'.repeat(101)), /larger than 100 bytes/],
    ['gone', async () => {}, /no such file/],
  ])('is refused where it is %s', async (_, make, why) => {
    const path = join(await temporaryFolder(), 'a');
    await make(path);
    const read = await readPrivateFile(path, { atMost: 100 });
    expect(read).toMatchObject({ ok: false, failure: { kind: 'not-valid', problem: expect.stringMatching(why) } });
    expect(JSON.stringify(read)).toContain(path);
  });
});
