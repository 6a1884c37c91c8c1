import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/store/files/lock.ts';
import { killedAfter, namesIn, outputOf, startNode, temporaryFolder } from '../on-disk.ts';

const HOLD = `
  import { takeLock } from '{store}/files/lock.ts';
  const lock = await takeLock(process.argv[1], 0);
  console.log(lock.ok);
  setInterval(() => {}, 1000);`;

describe('a lock', () => {
  it('is refused while another holds it, naming who, and free again when that one lets go', async () => {
    const path = join(await temporaryFolder(), 'a.lock');
    const first = await takeLock(path, 0);
    if (!first.ok) throw new Error('not taken');
    expect(await takeLock(path, 0)).toMatchObject({
      failure: { code: 'EBUSY', message: expect.stringContaining(`process ${process.pid}`) },
    });
    await first.value.release();
    expect(await takeLock(path, 0)).toMatchObject({ ok: true });
  });

  it('is waited for', async () => {
    const path = join(await temporaryFolder(), 'a.lock');
    const first = await takeLock(path, 0);
    if (!first.ok) throw new Error('not taken');
    const second = takeLock(path, 20_000);
    await first.value.release();
    expect(await second).toMatchObject({ ok: true });
  });

  it('is taken over from a process that was killed', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.lock');
    expect(await killedAfter(startNode(HOLD, [path]), 1)).toEqual(['true']);
    expect(await namesIn(folder)).toEqual(['a.lock']);
    expect(await takeLock(path, 0)).toMatchObject({ ok: true });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it.runIf(process.platform === 'linux')('is taken over where its process number went to another program', async () => {
    const path = join(await temporaryFolder(), 'a.lock');
    await writeFile(path, JSON.stringify({ pid: process.pid, host: hostname(), started: '1' }));
    expect(await takeLock(path, 0)).toMatchObject({ ok: true });
  });

  it('is left to a process on another machine, of which nothing can be known', async () => {
    const path = join(await temporaryFolder(), 'a.lock');
    const child = startNode('', []);
    await outputOf(child);
    await writeFile(path, JSON.stringify({ pid: child.pid, host: 'elsewhere' }));
    expect(await takeLock(path, 0)).toMatchObject({ failure: { message: expect.stringContaining('elsewhere') } });
  });

  it('lets many processes count without losing one, also after one of them was killed in the middle', async () => {
    const folder = await temporaryFolder();
    const [path, counter] = [join(folder, 'a.lock'), join(folder, 'counter')];
    await writeFile(counter, '0');
    await killedAfter(startNode(HOLD, [path]), 1);
    const code = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { takeLock } from '{store}/files/lock.ts';
      for (let turn = 0; turn < 20; turn += 1) {
        const lock = await takeLock(process.argv[1], 60_000);
        if (!lock.ok) throw new Error(lock.failure.message);
        writeFileSync(process.argv[2], String(Number(readFileSync(process.argv[2], 'utf8')) + 1));
        await lock.value.release();
      }`;
    await Promise.all([1, 2, 3, 4].map(() => outputOf(startNode(code, [path, counter]))));
    expect(await readFile(counter, 'utf8')).toBe('80');
    expect(await namesIn(folder)).toEqual(['counter']);
  });
});
