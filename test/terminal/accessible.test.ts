import { describe, expect, it } from 'vitest';
import { sitDown } from '../support/operator.ts';
import type { Terminal } from '../support/pty.ts';

/** Each question answered as it comes; nothing may have been drawn over. */
async function answer(terminal: Terminal, question: string | RegExp, line: string): Promise<void> {
  await terminal.until(() => lastAsked(terminal, question), `${question}`);
  terminal.press(`${line}\r`);
  await terminal.until(() => !lastAsked(terminal, question) || line === '', 'the answer was taken');
}

function lastAsked(terminal: Terminal, question: string | RegExp): boolean {
  const asked = terminal.everything().split('Step ').at(-1) ?? '';
  return typeof question === 'string' ? asked.includes(question) : question.test(asked);
}

describe('an operator who listens instead of looking', () => {
  it('comes to a registered client by Enter alone', async () => {
    const operator = await sitDown({ args: ['bff-server', '--accessible'] });
    for (const step of [1, 2]) await answer(operator, new RegExp(`^${step} of`), '');
    await operator.until(() => lastAsked(operator, 'Label'), 'Label');
    operator.press('\r');
    await operator.until(() => lastAsked(operator, 'Lifetime'), 'Lifetime');
    operator.press('\r');
    await operator.until(() => lastAsked(operator, /Uses \[10\]:/), 'Uses');
    operator.press('\r');
    for (const question of ['choose a client template', 'know your client', 'send users back', 'read it once more']) {
      await answer(operator, question, '');
    }
    await answer(operator, /registered\./, '');
    await operator.until(() => lastAsked(operator, /your application looks[\s\S]*Number/), 'the hand-over');
    operator.press('2\r');
    expect((await operator.ended).exitCode).toBe(0);
    expect(operator.everything()).toContain('10 uses left on the IAT');
    expect(operator.bytes()).not.toMatch(/\u001b\[[0-9;]*[AJKm]/);
    operator.seesNoSecret();
  });

  it('pastes a token that is not echoed, goes back, and is asked again after a wrong number', async () => {
    const operator = await sitDown({ args: ['bff-server'], tokenIsKnown: false, env: { ACCESSIBLE: '1' } });
    await answer(operator, 'go on with', '');
    await operator.until(() => lastAsked(operator, 'paste it'), 'the ways to give a token');
    operator.press('9\r');
    await operator.until(() => lastAsked(operator, 'Please type a number'), 'the question again');
    operator.press('1\r');
    await operator.until(() => lastAsked(operator, 'press Enter:'), 'the hidden question');
    operator.press(`Bearer ${operator.served.server.adminToken}\r`);
    await operator.until(() => lastAsked(operator, 'Label'), 'the mint');
    expect(operator.everything()).toContain('characters read.');
    expect(operator.everything()).toContain('Removed a leading "Bearer "');
    operator.press('b\r');
    await operator.until(() => lastAsked(operator, 'use the one that is ready'), 'the step before');
    operator.press('q\r');
    await operator.ended;
    operator.seesNoSecret();
  });

  it('hears the cause of a refusal and leaves by a number', async () => {
    const operator = await sitDown({ args: ['web-confidential', '--accessible'], drill: 'dcr-disabled' });
    await answer(operator, 'go on with', '');
    await answer(operator, 'use the one that is ready', '');
    for (const field of ['Label', 'Lifetime', 'Uses [']) {
      await operator.until(() => lastAsked(operator, field), field);
      operator.press('\r');
    }
    for (const question of ['choose a client template', 'send users back', 'read it once more'])
      await answer(operator, question, '');
    await operator.until(() => lastAsked(operator, 'switched off'), 'the cause');
    await operator.until(() => lastAsked(operator, 'leave'), 'the ways out');
    operator.press('q\r');
    expect((await operator.ended).exitCode).toBe(6);
    operator.seesNoSecret();
  });
});
