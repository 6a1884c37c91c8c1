import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readTokenFile } from '../../../src/store/files/token-file.ts';
import { IS_ROOT, temporaryFolder } from '../on-disk.ts';

const WHAT = 'the admin token file';
const TOKEN = 'tops3cret-token';

async function* stream(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function readFrom(content: string | Uint8Array, mode = 0o600) {
  const path = join(await temporaryFolder(), 'token');
  await writeFile(path, content);
  await chmod(path, mode);
  return { path, read: await readTokenFile(WHAT, path, stream()) };
}

describe('a token that is read from a file', () => {
  it('is cleaned, sealed, and nothing is said where the file is private', async () => {
    const { read } = await readFrom(`Bearer ${TOKEN}\n`);
    if (!read.ok) throw new Error('not read');
    expect(read.value.token.token.reveal()).toBe(TOKEN);
    expect(read.value.warnings).toEqual([]);
    expect(JSON.stringify(read) + inspect(read, { depth: 9 })).not.toContain(TOKEN);
  });

  it.each([0o640, 0o604, 0o666])('is said to be open to others where its mode is %o', async mode => {
    const { path, read } = await readFrom(TOKEN, mode);
    expect(read).toMatchObject({ ok: true, value: { warnings: [expect.stringContaining(path)] } });
  });

  it('is read as PowerShell writes it, in UTF-16', async () => {
    const { read } = await readFrom(Buffer.from(`\ufeff${TOKEN}\r\n`, 'utf16le'));
    expect(read.ok && read.value.token.token.reveal()).toBe(TOKEN);
  });

  it.each([
    ['empty', '', /is empty/],
    ['blank', ' \r\n', /is empty/],
    ['longer than a mebibyte', 'x'.repeat(1_048_577), /larger than 1,048,576 bytes/],
    ['no token', 'two words', /a space/],
  ])('is refused where the file is %s, naming it and quoting nothing', async (_, content, why) => {
    const { path, read } = await readFrom(content);
    expect(read).toMatchObject({ failure: { kind: 'not-valid', problem: expect.stringMatching(why) } });
    expect(JSON.stringify(read)).toContain(path);
    expect(JSON.stringify(read)).not.toContain('two words');
  });

  it('is refused where there is no file, or a folder, in words that say what to do', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder'));
    const problemOf = async (path: string) => {
      const read = await readTokenFile(WHAT, path, stream());
      return read.ok || read.failure.kind !== 'not-valid' ? read : `${read.failure.problem} ${read.failure.hint ?? ''}`;
    };
    expect(await problemOf(join(folder, 'none'))).toMatch(/none cannot be read: there is no such file/);
    expect(await problemOf(join(folder, 'folder'))).toMatch(/folder is a folder: name a file/);
    expect(await problemOf('~/token')).toMatch(/~ was not expanded/);
    expect(await problemOf(join(folder, 'a\0b'))).toMatch(/cannot be read/);
  });

  it.skipIf(IS_ROOT)('is refused where this user may not read it', async () => {
    const { read } = await readFrom(TOKEN, 0o000);
    expect(read).toMatchObject({ failure: { problem: expect.stringContaining('permissions') } });
  });

  it('is read from a pipe, as <(vault read …) gives one, without a word on modes', async () => {
    const path = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', ['-m', '666', path]);
    const [read] = await Promise.all([readTokenFile(WHAT, path, stream()), writeFile(path, `${TOKEN}\n`)]);
    expect(read.ok && read.value.token.token.reveal()).toBe(TOKEN);
    expect(read).toMatchObject({ value: { warnings: [] } });
  });
});

describe('a token that is read from standard input', () => {
  it('is put together from its pieces', async () => {
    const read = await readTokenFile(WHAT, '-', stream('tops3', 'cret-tok', 'en\n'));
    expect(read.ok && read.value.token.token.reveal()).toBe(TOKEN);
  });

  it('is refused where nothing comes, or too much, without reading all of it', async () => {
    expect(await readTokenFile(WHAT, '-', stream())).toMatchObject({
      failure: { problem: expect.stringContaining('standard input is empty') },
    });
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1;
        yield Buffer.alloc(65_536, 'x');
      }
    })();
    expect(await readTokenFile(WHAT, '-', endless)).toMatchObject({
      failure: { problem: expect.stringContaining('larger than 1,048,576 bytes') },
    });
    expect(given).toBe(17);
  });
});
