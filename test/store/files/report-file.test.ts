import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readReportFile } from '../../../src/store/files/report-file.ts';

async function* piped(...chunks: Uint8Array[]) {
  yield* chunks;
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dcr-runbook-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'report');
  await writeFile(path, bytes);
  return path;
}

describe('a report', () => {
  it('is read as it is, from a file and in pieces from a pipe', async () => {
    const bytes = Buffer.from('HTTP/1.1 400\n');
    expect(await readReportFile(await fileOf(bytes), piped())).toEqual({ ok: true, value: bytes });
    const pieces = piped(bytes.subarray(0, 4), bytes.subarray(4));
    expect(await readReportFile('-', pieces)).toEqual({ ok: true, value: bytes });
  });

  it('that is not there is called what its name says: a file, or a folder', async () => {
    const problemOf = async (path: string) => JSON.stringify(await readReportFile(path, piped()));
    expect(await problemOf('not-there')).toContain('no such file');
    expect(await problemOf('not-there/')).toContain('no such folder');
  });

  it('that is compressed is unpacked, also from a pipe', async () => {
    const bytes = Buffer.from('HTTP/1.1 400\n');
    expect(await readReportFile('-', piped(gzipSync(bytes)))).toEqual({ ok: true, value: bytes });
  });

  it('that would unpack to more than a report may have is refused, without room for it', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1_048_576));
    expect(await readReportFile(await fileOf(bomb), piped())).toMatchObject({
      ok: false,
      failure: { kind: 'not-valid', problem: expect.stringContaining('unpacks to more than 67,108,864 bytes') },
    });
  });

  it('that never ends is refused without reading all of it', async () => {
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(8 * 1_048_576);
    })();
    expect(await readReportFile('-', endless)).toMatchObject({
      ok: false,
      failure: { problem: expect.stringContaining('larger than 67,108,864 bytes') },
    });
  });
});
