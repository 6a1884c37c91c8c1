import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpServer } from '../support/local-server.ts';
import { enterUpTo, SCREENS } from '../support/operator.ts';
import { KEY, openTerminal, type Terminal } from '../support/pty.ts';
import { flagsFor, serve } from '../support/served.ts';
import { createTool, type Tool } from '../support/tool.ts';

const ADDED = 'https://added.example.com/cb';
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 12 },
];

/** Down, line by line, to the one that begins so. */
async function goTo(terminal: Terminal, line: string): Promise<void> {
  for (let steps = 0; !terminal.screen().includes(`❯ ${line}`); steps += 1) {
    if (steps > 40) throw new Error(`${line} is not there; the screen is\n${terminal.screen()}`);
    const before = /❯ .*/.exec(terminal.screen())?.[0];
    terminal.press(KEY.down);
    await terminal.until(now => /❯ .*/.exec(now)?.[0] !== before, 'another line');
  }
}

describe.each(SIZES)('an operator who changes their mind at the last look, at $columns x $rows', size => {
  /** At the review of an update that adds a redirect URI. */
  async function atReview() {
    const served = await serve();
    onTestFinished(served.stop);
    const args = ['run', 'web-confidential', '--yes', '--set', 'client_name=app', ...served.flags];
    const { document } = await served.tool.json(args);
    const kept = async () => JSON.parse(await readFile(document.client?.record ?? '', 'utf8')).client;
    const update = ['client', 'update', 'app', '--merge', '--redirect-uri', ADDED];
    const terminal = openTerminal(update, { home: served.tool.home, ...size });
    await terminal.untilShown('1 member will change');
    return { served, terminal, kept };
  }

  it('edits the list, adds a member, saves that as a runbook, and sends it all at once', async () => {
    const { served, terminal, kept } = await atReview();
    const before = await kept();
    await goTo(terminal, 'redirect_uris');
    terminal.press(KEY.enter);
    await terminal.untilShown(/Where may/);
    terminal.press('https://third.example.com/cb');
    await terminal.untilShown('third.example.com');
    terminal.press(KEY.enter);
    await terminal.untilShown('❯ redirect_uris');
    terminal.press(KEY.end);
    await terminal.untilShown('❯ + add a member');
    terminal.press(KEY.enter);
    await terminal.untilShown('Which member');
    terminal.press('client_secret');
    await terminal.untilShown('❯ client_secret');
    terminal.press(KEY.enter);
    await terminal.untilShown(/set by the server\s+only/);
    terminal.press(KEY.ctrl('u'));
    await terminal.untilShown('❯ its name');
    terminal.press('client_uri');
    await terminal.untilShown('❯ client_uri');
    terminal.press(KEY.enter);
    await terminal.untilShown('goes out as');
    terminal.press('https://app.example.com');
    await terminal.untilShown('goes out as "https://');
    terminal.press(KEY.enter);
    await terminal.untilShown(/❯ client_uri/);
    terminal.press('s');
    await terminal.untilShown('saved as');
    terminal.press(KEY.enter);
    expect((await terminal.ended).exitCode).toBe(0);
    const after = await kept();
    expect(after.redirect_uris).toEqual([...before.redirect_uris, ADDED, 'https://third.example.com/cb']);
    expect(after.client_uri).toBe('https://app.example.com');

    // What was saved makes the same changes again: there is nothing to do any more.
    const again = await served.tool.json(['run', 'my-update-app', '--yes']);
    expect(again.document, again.stderr).toMatchObject({ outcome: 'updated', changed: [] });
    for (const secret of [before.client_secret, after.registration_access_token]) {
      expect(terminal.bytes().includes(secret)).toBe(false);
    }
  });

  it('takes the change back, and is told that nothing is left to send', async () => {
    const { terminal, kept } = await atReview();
    const before = await kept();
    await goTo(terminal, 'redirect_uris');
    terminal.press(KEY.ctrl('z'));
    terminal.press(KEY.home);
    await terminal.untilShown('❯ Finish: nothing will be sent');
    terminal.press(KEY.enter);
    expect((await terminal.ended).exitCode).toBe(0);
    expect(await kept()).toEqual(before);
  });
});

/** A server that registers, and hangs up on every change. */
async function forgetful(): Promise<{ tool: Tool; url: string; seen: string[]; flags: string[] }> {
  const seen: string[] = [];
  const client = { client_id: 'c-1', client_name: 'bff-server', redirect_uris: ['https://app.example.com/cb'] };
  const managed = { ...client, registration_access_token: 'rat-of-c-1', registration_client_uri: '/register/c-1' };
  const server = await httpServer((request, response) => {
    const { method = '', url = '' } = request;
    seen.push(method);
    if (method === 'PUT' || method === 'DELETE') return request.socket.destroy();
    const mints = url.includes('admin');
    const body = mints ? { token: 'iat-of-forgetful', expires_in: 3600, max_uses: 10 } : managed;
    response.writeHead(method === 'GET' ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const tool = await createTool();
  onTestFinished(async () => {
    await server[Symbol.asyncDispose]();
    await tool.remove();
  });
  const tokenFile = join(tool.home, 'admin-token');
  await writeFile(tokenFile, 'an-admin-token\n');
  await chmod(tokenFile, 0o600);
  return { tool, url: server.url, seen, flags: flagsFor(server.url, tokenFile) };
}

describe.each(SIZES)('an operator whose change was never answered, at $columns x $rows', size => {
  it('takes a registration back, reads that nobody knows, goes on, and is told again at the end', async () => {
    const { tool, seen, flags } = await forgetful();
    const terminal = openTerminal(['bff-server', ...flags], { home: tool.home, cwd: join(tool.home, 'work'), ...size });
    await enterUpTo(terminal, 'result');
    terminal.press('u');
    await terminal.untilShown('Delete this client');
    terminal.press('bff-server');
    await terminal.untilShown('❯ bff-server');
    terminal.press(KEY.enter);
    await terminal.untilShown(/outcome is\s+unknown/);
    await terminal.untilShown(/may be gone/);
    terminal.press(KEY.escape);
    await terminal.untilShown(SCREENS.result);
    await terminal.untilShown(/deletion was sent/);
    terminal.press(KEY.ctrl('c'));
    await terminal.ended;
    expect(terminal.everything()).toMatch(/outcome of the deletion is\s+unknown/);
    expect(seen.filter(method => method === 'DELETE')).toHaveLength(1);

    const { document } = await tool.json(['resume']);
    expect(document).toMatchObject({ exit_code: 8, failure: { stage: 'delete', client_id: 'c-1' } });
    expect((await tool.json(['client', 'verify', 'c-1'])).document['settled']).toHaveLength(1);
    expect((await tool.json(['resume', '--list'])).document['runs']).not.toContainEqual(
      expect.objectContaining({ standing: 'unknown' }),
    );
    expect(seen.filter(method => method === 'DELETE')).toHaveLength(1);
  });

  it('is told of it at the next start, with what to check, and nothing is sent', async () => {
    const { tool, url, seen, flags } = await forgetful();
    const answer = { client_id: 'c-1', client_name: 'bff-server', registration_access_token: 'rat-of-c-1' };
    const input = JSON.stringify({ ...answer, registration_client_uri: '/register/c-1', scope: 'openid' });
    await tool.run(['client', 'adopt', '--server', url], { input });
    const update = ['client', 'update', 'c-1', '--redirect-uri', ADDED];
    const terminal = openTerminal(update, { home: tool.home, ...size });
    await terminal.untilShown('will change');
    terminal.press(KEY.enter);
    await terminal.untilShown(/outcome is\s+unknown/);
    terminal.press('k');
    expect((await terminal.ended).exitCode).toBe(8);
    seen.length = 0;

    const next = openTerminal(flags, { home: tool.home, ...size });
    await next.untilShown(/update of c-1 was\s+sent/);
    next.press('r');
    expect((await next.ended).exitCode).toBe(8);
    expect(next.everything()).toMatch(/request\s+id\s+[\w-]{36}/);
    expect(next.everything()).toContain('dcr-runbook client verify c-1');
    expect(seen).toEqual([]);
  });
});
