import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { enterUpTo, type Operator, SCREENS, sitDown } from '../support/operator.ts';
import { KEY, openTerminal, type Terminal } from '../support/pty.ts';
import { flagsFor } from '../support/served.ts';

/** The same person at a new terminal, with the same home. */
function back({ served, wire }: Operator, args = ['bff-server', ...flagsFor(wire.url, served.tokenFile)]): Terminal {
  return openTerminal(args, { home: served.tool.home, cwd: `${served.tool.home}/work` });
}

/** Answers go to disk a moment after they are given. */
async function untilKept({ served }: Operator, text: string): Promise<void> {
  const runs = join(served.tool.home, 'state', 'dcr-runbook', 'runs');
  const journals = async () => {
    const names = (await readdir(runs)).filter(name => name.endsWith('.ndjson'));
    return Promise.all(names.map(name => readFile(join(runs, name), 'utf8')));
  };
  const isKept = async () => expect(await journals()).toContainEqual(expect.stringContaining(text));
  await vi.waitFor(isKept, { timeout: 10_000 });
}

function registrations({ wire }: Operator): number {
  return wire.requests.filter(request => request.endsWith('/register')).length;
}

describe('an operator whose terminal died in the middle', () => {
  it('is offered to go on, is asked for the tokens again, and finds every other answer', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'redirectUris');
    operator.press('https://app.example.com/mine');
    await operator.untilShown('https://app.example.com/mine');
    operator.press(KEY.enter);
    await operator.untilShown(SCREENS.review);
    await untilKept(operator, 'https://app.example.com/mine');
    operator.signal('SIGKILL');
    await operator.ended;

    const again = back(operator);
    await again.untilShown('Go on where it was interrupted?');
    await again.untilShown('after redirect-uris');
    expect(again.screen().replaceAll(/\s+/g, ' ')).toMatch(
      /The registration of "bff-server" at http:\S+ begun \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, was interrupted/,
    );
    again.press(KEY.enter);
    await again.untilShown(SCREENS.adminToken);
    again.press(KEY.enter);
    await again.untilShown(SCREENS.mint);
    again.press(KEY.enter);
    await again.untilShown(SCREENS.review);
    again.press(KEY.enter);
    await again.untilShown(SCREENS.result);
    expect(registrations(operator)).toBe(1);
    again.press(KEY.ctrl('c'));
    await again.ended;
    const { document } = await operator.served.tool.json(['client', 'list']);
    const [client] = document['clients'] as { client_id: string }[];
    const shown = await operator.served.tool.json(['client', 'show', client?.client_id ?? '']);
    expect(JSON.stringify(shown.document)).toContain('https://app.example.com/mine');
  });

  it('may begin anew, and is not asked again once a later run has come to its end', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    operator.signal('SIGKILL');
    await operator.ended;
    const again = back(operator);
    await again.untilShown('Go on where it was interrupted?');
    again.press(KEY.down);
    await again.untilShown(/❯ Begin anew/);
    again.press(KEY.enter);
    await enterUpTo(again, 'handedOver');
    again.press(KEY.enter);
    expect(await again.ended).toMatchObject({ exitCode: 0 });
    const third = back(operator);
    await third.untilShown(SCREENS.server);
    expect(third.frames.join('\n')).not.toContain('interrupted');
    third.press(KEY.ctrl('c'));
    await third.ended;
  });

  it('is offered it by the name of its client, and not at all where another client is meant', async () => {
    const flags = (name: string) => ['--set', `client_name=${name}`];
    const operator = await sitDown({ args: ['bff-server', ...flags('first')] });
    await enterUpTo(operator, 'mint');
    await untilKept(operator, '"step":"server"');
    operator.signal('SIGKILL');
    await operator.ended;
    const common = ['bff-server', ...flagsFor(operator.wire.url, operator.served.tokenFile)];
    const other = back(operator, [...common, ...flags('second')]);
    await other.untilShown(SCREENS.server);
    expect(other.frames.join('\n')).not.toContain('interrupted');
    other.signal('SIGKILL');
    await other.ended;
    const again = back(operator, [...common, ...flags('first')]);
    await again.untilShown(/The registration of "first"\s+\(bff-server\)/);
    again.press(KEY.ctrl('c'));
    await again.ended;
  });

  it('without a runbook named finds it below the list, one key away', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    await untilKept(operator, '"step":"server"');
    operator.signal('SIGKILL');
    await operator.ended;
    const again = back(operator, flagsFor(operator.wire.url, operator.served.tokenFile));
    await again.untilShown('Which runbook?');
    await again.untilShown(/was\s+interrupted after server/);
    again.press('r');
    await again.untilShown(SCREENS.adminToken);
  });
});

describe('an operator who listens, and whose terminal died', () => {
  it('is asked whether to go on, and is at the tokens then', async () => {
    const operator = await sitDown();
    await enterUpTo(operator, 'mint');
    await untilKept(operator, '"step":"server"');
    operator.signal('SIGKILL');
    await operator.ended;
    const flags = flagsFor(operator.wire.url, operator.served.tokenFile);
    const again = back(operator, ['bff-server', '--accessible', ...flags]);
    await again.untilShown(/1\. go on with it/);
    again.press('1\r');
    await again.untilShown(/2 of \d+/);
    await again.untilShown(/admin/i);
    again.press(KEY.ctrl('c'));
    await again.ended;
  });
});

describe('an operator who comes back to an unknown outcome', () => {
  it('reads what to check and how to settle it; nothing is sent', async () => {
    const operator = await sitDown({ drill: 'cut-after-send' });
    await enterUpTo(operator, 'review');
    operator.press(KEY.enter);
    await operator.untilShown('outcome is unknown');
    operator.press('k');
    expect(await operator.ended).toMatchObject({ exitCode: 8 });
    const again = back(operator);
    await again.untilShown('An outcome is unknown');
    await again.untilShown(/The registration of "bff-server" was sent\s+at\s[\s\S]*outcome\s+is\s+unknown/);
    again.press(KEY.enter);
    await again.untilShown('Sent, and the outcome is unknown');
    await again.untilShown('client adopt');
    await again.untilShown('--never-happened');
    again.press('k');
    expect(await again.ended).toMatchObject({ exitCode: 8 });
    expect(registrations(operator)).toBe(1);
  });
});
