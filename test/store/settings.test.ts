import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, rememberSettings } from '../../src/store/settings.ts';
import { modeOf, namesIn, temporaryFolder } from './on-disk.ts';

describe('what the wizard remembers', () => {
  it('is nothing at first, and asking for it makes no file', async () => {
    const folder = await temporaryFolder();
    expect(await readSettings(join(folder, 'config'))).toEqual({});
    expect(await namesIn(folder)).toEqual([]);
  });

  it('comes back next time, from a file for this user alone', async () => {
    const config = join(await temporaryFolder(), 'config');
    expect(await rememberSettings(config, { lastServer: 'https://idp.example.com' })).toMatchObject({ ok: true });
    await rememberSettings(config, { lastRunbook: 'bff-server' });
    expect(await readSettings(config)).toEqual({ lastServer: 'https://idp.example.com', lastRunbook: 'bff-server' });
    expect(await modeOf(join(config, 'settings.json'))).toBe(0o600);
    expect(await modeOf(config)).toBe(0o700);
    await chmod(join(config, 'settings.json'), 0o644);
    await rememberSettings(config, { lastRunbook: 'native' });
    expect(await modeOf(join(config, 'settings.json'))).toBe(0o600);
  });

  it.each(['{"lastServer": ', '[]', '7', '\0', ''])(
    'is nothing where the file is broken (%j), and works again after',
    async text => {
      const config = await temporaryFolder();
      await writeFile(join(config, 'settings.json'), text);
      expect(await readSettings(config)).toEqual({});
      expect(await rememberSettings(config, { lastRunbook: 'native' })).toMatchObject({ ok: true });
      expect(await readSettings(config)).toEqual({ lastRunbook: 'native' });
    },
  );

  it('is nothing where the values are of another kind', async () => {
    const config = await temporaryFolder();
    await writeFile(join(config, 'settings.json'), '{"lastServer": 7, "lastRunbook": null, "other": "x"}');
    expect(await readSettings(config)).toEqual({});
    await rememberSettings(config, { lastRunbook: 'native' });
    expect(JSON.parse(await readFile(join(config, 'settings.json'), 'utf8'))).toMatchObject({ other: 'x' });
  });

  it('never breaks a run where its place is taken', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'config', 'settings.json'), { recursive: true });
    for (const name of ['file', 'file/below', 'config']) {
      expect(await readSettings(join(folder, name))).toEqual({});
      expect(await rememberSettings(join(folder, name), { lastRunbook: 'x' })).toMatchObject({
        ok: false,
        failure: { kind: 'not-written' },
      });
    }
  });
});
