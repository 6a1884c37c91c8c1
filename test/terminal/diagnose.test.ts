import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BUNDLE } from '../diagnosis/bundle/bundles.ts';
import { TELLTALES } from '../diagnosis/report/samples.ts';
import { KEY, openTerminal, SIZES, type Terminal } from '../support/pty.ts';

const sample = (name: string) => new URL(`../diagnosis/report/samples/${name}`, import.meta.url).pathname;

async function home(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dcr-runbook-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function seesNoSecret({ bytes }: Terminal): void {
  for (const telltale of TELLTALES) expect(bytes()).not.toMatch(telltale);
}

describe('a support engineer at a terminal', () => {
  it.each(SIZES)('reads causes and text at $columns x $rows, looks at the next answer, and leaves', async size => {
    const terminal = openTerminal(['diagnose', sample('two-answers.txt')], { home: await home(), ...size });
    await terminal.untilShown('asks for a scope');
    await terminal.untilShown(/❯ HTTP\/1\.1 400/);
    terminal.press(KEY.tab);
    await terminal.untilShown('No advice');
    terminal.press(KEY.tab);
    await terminal.untilGone('No advice');
    terminal.press(KEY.enter);
    await terminal.untilShown('What speaks for it');
    terminal.press(KEY.escape);
    await terminal.untilGone('What speaks for it');
    terminal.press('q');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(terminal.everything()).toContain('[scope.not_allowed]');
    seesNoSecret(terminal);
  });

  it.each(SIZES)('sees the trouble of a support bundle at its step at $columns x $rows', async size => {
    const folder = await home();
    const file = join(folder, 'bundle.json');
    await writeFile(file, JSON.stringify(BUNDLE, null, 2));
    const terminal = openTerminal(['diagnose', file], { home: folder, ...size });
    await terminal.untilShown('❯ 2026-11-24T10:01:00.000Z  register');
    if (size.rows === 12) {
      terminal.press(KEY.pageUp);
      await terminal.untilGone('❯ 2026-11-24T10:01:00.000Z  register');
      await terminal.untilShown('more below');
    }
    terminal.press('q');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(terminal.everything()).toContain('run-1');
  });

  it('another cause has other lines that gave it away', async () => {
    const folder = await home();
    const file = join(folder, 'answer.txt');
    await writeFile(file, 'curl: (7) Failed to connect to idp.example port 443: Connection refused\n');
    const terminal = openTerminal(['diagnose', file], { home: folder });
    await terminal.untilShown(/❯ curl: \(7\)/);
    terminal.press('q');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  });

  it('whose report came through a pipe has the keys of the terminal all the same', async () => {
    const terminal = openTerminal(['diagnose', '-'], { home: await home(), stdinFrom: sample('curl-v.txt') });
    await terminal.untilShown('lifetime is over');
    terminal.press(KEY.escape);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    seesNoSecret(terminal);
  });

  it('who gives no file is told how, pastes, and ends with Ctrl+D', async () => {
    const terminal = openTerminal(['diagnose'], { home: await home() });
    await terminal.untilShown('Ctrl+D');
    terminal.press('HTTP/1.1 429 Too Many Requests\r', 'Retry-After: 30\r', '\r', KEY.ctrl('d'));
    await terminal.untilShown(/429/);
    await terminal.untilShown('q leave');
    terminal.press('q');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  });

  it('Ctrl+C leaves with 130', async () => {
    const terminal = openTerminal(['diagnose', sample('httpie.txt')], { home: await home() });
    await terminal.untilShown('details');
    terminal.press(KEY.ctrl('c'));
    expect(await terminal.ended).toMatchObject({ exitCode: 130 });
  });

  it('with --json or a reader for the ears gets no screen', async () => {
    const json = openTerminal(['diagnose', sample('body.json'), '--json'], { home: await home() });
    expect(await json.ended).toMatchObject({ exitCode: 0 });
    expect(json.bytes()).not.toContain('\u001b[?25l');
    const plain = openTerminal(['diagnose', sample('body.json')], { home: await home(), env: { ACCESSIBLE: '1' } });
    expect(await plain.ended).toMatchObject({ exitCode: 0 });
    expect(plain.bytes()).not.toContain('\u001b');
    expect(plain.bytes()).toContain('[iat.expired]');
  });
});
