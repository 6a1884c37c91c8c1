import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KEY, openTerminal, type Terminal } from '../support/pty.ts';
import { serve } from '../support/served.ts';

const ADDED = 'https://added.example.com/cb';

/** Somebody at a terminal who registered a client called app before. */
async function withClient() {
  const served = await serve();
  onTestFinished(served.stop);
  const args = ['run', 'web-confidential', '--yes', '--set', 'client_name=app', ...served.flags];
  const { document } = await served.tool.json(args);
  const record = document.client?.record ?? '';
  const open = (...more: string[]): Terminal => openTerminal(['client', ...more], { home: served.tool.home });
  const kept = async () => JSON.parse(await readFile(record, 'utf8')).client;
  return { served, open, kept };
}

describe('an operator who changes a client', () => {
  it('sees what will change before it is sent, and sends it with Enter', async () => {
    const { open, kept } = await withClient();
    const before = await kept();
    const terminal = open('update', 'app', '--merge', '--redirect-uri', ADDED);
    await terminal.untilShown('1 member will change');
    await terminal.untilShown(ADDED);
    expect(await kept()).toEqual(before);
    terminal.press(KEY.enter);
    expect((await terminal.ended).exitCode).toBe(0);
    const after = await kept();
    expect(after.redirect_uris).toEqual([...before.redirect_uris, ADDED]);
    expect(terminal.everything()).toContain('is changed at');
    for (const secret of [before.client_secret, after.registration_access_token]) {
      expect(terminal.bytes().includes(secret)).toBe(false);
    }
  });

  it('leaves without sending anything', async () => {
    const { open, kept } = await withClient();
    const before = await kept();
    const terminal = open('update', 'app', '--redirect-uri', ADDED);
    await terminal.untilShown('1 member will change');
    terminal.press(KEY.ctrl('c'));
    expect((await terminal.ended).exitCode).toBe(130);
    expect(await kept()).toEqual(before);
  });

  it('does the same by plain questions', async () => {
    const { open, kept } = await withClient();
    const terminal = open('update', 'app', '--redirect-uri', ADDED, '--accessible');
    await terminal.untilShown('redirect_uris: now');
    await terminal.untilShown('Number, b for back');
    terminal.press('1\r');
    expect((await terminal.ended).exitCode).toBe(0);
    expect((await kept()).redirect_uris).toEqual([ADDED]);
  });

  it('adds a key that is made as the step asks', async () => {
    const { served, open } = await withClient();
    const keyed = ['run', 'bff-server', '--yes', '--set', 'client_name=keyed', ...served.flags];
    const record = (await served.tool.json(keyed)).document.client?.record ?? '';
    const terminal = open('update', 'keyed', '--rotate-keys', 'add');
    await terminal.untilShown('1 member will change');
    terminal.press(KEY.enter);
    expect((await terminal.ended).exitCode).toBe(0);
    expect(JSON.parse(await readFile(record, 'utf8')).client.jwks.keys).toHaveLength(2);
  });

  it('deletes it by typing its name, and nothing else', async () => {
    const { served, open, kept } = await withClient();
    const hesitant = open('delete', 'app');
    await hesitant.untilShown('Type its name');
    hesitant.press('ap\r');
    expect((await hesitant.ended).exitCode).toBe(2);
    expect(hesitant.everything()).toContain('nothing was sent');
    expect((await served.tool.run(['client', 'verify', 'app'])).exitCode).toBe(0);

    const terminal = open('delete', 'app');
    await terminal.untilShown('Type its name');
    terminal.press('app\r');
    expect((await terminal.ended).exitCode).toBe(0);
    await expect(kept()).rejects.toThrow('ENOENT');
  });

  it('is asked before its record is forgotten', async () => {
    const { open, kept } = await withClient();
    const hesitant = open('forget', 'app');
    await hesitant.untilShown('Type y');
    hesitant.press('\r');
    expect((await hesitant.ended).exitCode).toBe(2);
    expect(await kept()).toMatchObject({ client_name: 'app' });
  });
});
