import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { type Operator, type Sitting, sitDown } from '../support/operator.ts';
import { KEY } from '../support/pty.ts';

const KEEP = 'Enter to keep the list:';
const NUMBER = /\[\d\]:/;

/** An operator who listens: each question is waited for behind what was heard before, and answered with a line. */
async function sitDownToListen(sitting: Sitting) {
  const operator = await sitDown(sitting);
  let heard = 0;
  const hears = async (what: string | RegExp) => {
    const end = () => endOf(what, operator.bytes().replaceAll('\r', '').slice(heard));
    await operator.until(() => end() >= 0, `${what}`);
    heard += end();
  };
  const answers = async (question: string | RegExp, line = '') => {
    await hears(question);
    operator.press(`${line}\r`);
  };
  return { ...operator, hears, answers };
}

/** Where it ends in a text; -1 where it is not there. */
function endOf(what: string | RegExp, text: string): number {
  const place = typeof what === 'string' ? text.indexOf(what) : text.search(what);
  return place < 0 ? place : place + (typeof what === 'string' ? what : (what.exec(text)?.[0] ?? '')).length;
}

/** Nothing is drawn over, and nothing is coloured: a reader would speak it. */
function isPlain({ bytes }: Operator): boolean {
  return !/\u001b\[[0-9;]*[A-Za-z]/.test(bytes());
}

describe('an operator who listens instead of looking', () => {
  it('comes to a registered client by Enter alone', async () => {
    const operator = await sitDownToListen({ args: ['bff-server', '--accessible'] });
    for (const question of ['which server', 'your admin access token', 'mint an initial', 'template', 'how will the']) {
      await operator.hears(question);
      await operator.answers(NUMBER);
    }
    await operator.answers(KEEP);
    await operator.hears('read it once more');
    await operator.answers(NUMBER);
    await operator.hears(/Step 8 of 9: registered\. \d+ minutes and 9 uses left on the IAT\./);
    await operator.answers(NUMBER);
    await operator.hears('your application look for it');
    await operator.answers(NUMBER, '2');
    expect((await operator.ended).exitCode).toBe(0);
    expect(isPlain(operator)).toBe(true);
    operator.seesNoSecret();
  });

  it('takes back what was just registered, by its name', async () => {
    const operator = await sitDownToListen({ args: ['web-confidential', '--accessible'], managesClients: true });
    for (const question of ['which server', 'your admin access token', 'mint an initial', 'template']) {
      await operator.hears(question);
      await operator.answers(NUMBER);
    }
    await operator.answers(KEEP);
    await operator.hears('read it once more');
    await operator.answers(NUMBER);
    await operator.answers(/6\. take it back[^\n]*\n[^\n]*\[1\]:/, '6');
    await operator.answers('anything else to keep it:', 'another');
    await operator.hears('the client was kept');
    await operator.answers(/6\. take it back[^\n]*\n[^\n]*\[1\]:/, '6');
    await operator.answers('anything else to keep it:', 'web-app');
    await operator.hears('read it once more');
    await operator.answers(NUMBER, 'q');
    await operator.hears('was registered and deleted again');
    await operator.ended;
    const { stdout } = await operator.served.tool.run(['client', 'list', '--json']);
    expect(JSON.parse(stdout).clients).toEqual([]);
  });

  it('pastes a token that is not echoed, goes back, and is asked again after a wrong number', async () => {
    const operator = await sitDownToListen({ tokenIsKnown: false, env: { ACCESSIBLE: '1' } });
    await operator.answers(NUMBER);
    await operator.answers('paste it', '9');
    await operator.answers('Please type a number', '1');
    await operator.hears('Paste the token');
    operator.press(`Bearer ${operator.served.server.adminToken}\r`);
    await operator.hears('mint an initial');
    expect(operator.everything()).toContain('Removed a leading "Bearer "');
    await operator.answers(NUMBER, 'b');
    await operator.hears('use the one that is ready');
    await operator.answers(NUMBER, 'q');
    expect((await operator.ended).exitCode).toBe(130);
    operator.seesNoSecret();
  });

  it('replays a runbook up to the review, hears the cause of a refusal, mends it and registers', async () => {
    const operator = await sitDownToListen({
      args: ['run', 'bff-server', '--accessible', '--set', 'scope=openid admin.api'],
      drill: 'scope-refused',
    });
    await operator.hears('read it once more');
    await operator.answers(NUMBER);
    await operator.hears('A very likely cause: The registration asks for a scope');
    await operator.answers('1. change scope, then register again', '1');
    await operator.answers(/Its value[^\n]*:/, '-');
    await operator.hears('scope is left out.');
    await operator.answers(NUMBER);
    await operator.hears('registered.');
    await operator.answers(NUMBER, 'q');
    expect((await operator.ended).exitCode).toBe(0);
    operator.seesNoSecret();
  });

  it('hears while a question is open that the token lapsed, and mints again in place', async () => {
    const operator = await sitDownToListen({ args: ['run', 'bff-server', '--accessible', '--expires-in', '3'] });
    await operator.hears('read it once more');
    await operator.hears('The IAT has lapsed; another one is minted where it is needed.');
    operator.press('\r');
    await operator.hears('mint another initial access token');
    await operator.answers(NUMBER, '2');
    await operator.answers(/Label[^\n]*:/);
    await operator.answers(/Lifetime[^\n]*:/, '3600');
    await operator.answers(/Uses[^\n]*:/);
    await operator.answers(NUMBER);
    await operator.hears('read it once more');
    await operator.answers(NUMBER);
    await operator.hears('registered.');
    operator.press(KEY.ctrl('d'));
    expect((await operator.ended).exitCode).toBe(0);
    expect(operator.wire.requests.map(request => request.split('/').at(-1))).toEqual([
      'initial-access-tokens',
      'initial-access-tokens',
      'register',
    ]);
    operator.seesNoSecret();
  });

  it('is asked before Ctrl+C leaves a registration that is out; the second one leaves it unknown', async () => {
    const operator = await sitDownToListen({ args: ['run', 'bff-server', '--accessible'], drill: 'slow' });
    await operator.hears('read it once more');
    await operator.answers(NUMBER);
    await operator.hears('Sent once, never repeated by itself.');
    await vi.waitFor(() => expect(operator.wire.requests).toContain('POST /api/oidc/dcr/register'), { timeout: 5000 });
    operator.press(KEY.ctrl('c'));
    await operator.hears('Leave now and the outcome is unknown.');
    operator.press(KEY.ctrl('c'));
    expect((await operator.ended).exitCode).toBe(130);
    const journal = (await operator.served.tool.files()).find(({ path }) => path.endsWith('.ndjson'));
    const written = await readFile(journal?.path ?? '', 'utf8');
    expect(written).toContain('"about-to-register"');
    expect(written).not.toContain('"registered"');
  });

  it('leaves by Ctrl+C at once where nothing is out, and by the end of its input', async () => {
    for (const key of [KEY.ctrl('c'), KEY.ctrl('d')]) {
      const operator = await sitDownToListen({ args: ['bff-server', '--accessible'] });
      await operator.answers(NUMBER);
      await operator.hears(NUMBER);
      operator.press(key);
      expect((await operator.ended).exitCode).toBe(130);
      expect(operator.wire.requests).toEqual([]);
    }
  });

  it('hears no sign that the terminal cannot write', async () => {
    const operator = await sitDownToListen({
      args: ['bff-server', '--accessible'],
      env: { LANG: 'C', LC_ALL: 'C' },
    });
    await operator.answers(NUMBER, '?');
    await operator.hears('Read more:');
    await operator.answers(NUMBER, 'q');
    await operator.ended;
    expect([...operator.bytes()].every(character => character.charCodeAt(0) < 128)).toBe(true);
  });
});
