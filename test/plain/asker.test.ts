import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { Gone } from '../../src/plain/asker.ts';
import { createListener } from '../support/listener.ts';

/** Between two lines of a paste; nobody types so fast. */
const PASTED_WITHIN_MS = 20;

describe('a line', () => {
  it('is read without its end, whichever end it has, also where it comes in pieces', async () => {
    const { asker, types, stdin } = createListener();
    const first = asker.line('Name:');
    stdin.write(Buffer.from('Zo\u00eb', 'utf8').subarray(0, 3));
    stdin.write(Buffer.from('Zo\u00eb', 'utf8').subarray(3));
    types('\r\n');
    expect(await first).toBe('Zo\u00eb');
    types('one\rtwo\n');
    expect(await asker.line('More:')).toBe('one');
    expect(await asker.line('More:')).toBe('two');
  });

  it('takes what was pasted with it, where the question asks for many', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { asker, types } = createListener();
    const answer = asker.lines('URIs:');
    for (const line of ['https://a.example\n', '\n', 'https://b.example\n']) {
      types(line);
      await vi.advanceTimersByTimeAsync(PASTED_WITHIN_MS);
    }
    await vi.advanceTimersByTimeAsync(1000);
    types('https://typed-later.example\n');
    expect(await answer).toEqual(['https://a.example', '', 'https://b.example']);
  });

  it('does not answer with what was typed before the question came', async () => {
    const { asker, types, hears } = createListener();
    types('too early\n');
    asker.say('Working.');
    await hears('Working.');
    asker.forget();
    const answer = asker.line('Now:');
    types('in time\n');
    expect(await answer).toBe('in time');
  });

  it.each(['line', 'hidden'] as const)('that never comes, because the input ended, is no answer (%s)', async how => {
    const { asker, stdin } = createListener();
    const answer = asker[how]('Name:');
    stdin.end();
    await expect(answer).rejects.toThrow(Gone);
  });
});

describe('a hidden line', () => {
  it('is read without echo, and the terminal echoes again afterwards', async () => {
    const { asker, types, stdin, hears } = createListener();
    const answer = asker.hidden('Token:');
    expect(stdin.isRaw).toBe(true);
    await hears('Token:');
    types('tops3cret\r');
    expect(await answer).toBe('tops3cret');
    expect(stdin.isRaw).toBe(false);
  });

  it.each([
    ['rubbed out', 'tokem\u007fn\r', 'token'],
    ['begun anew', 'wrong\u0015token\r', 'token'],
    ['bracketed as a paste', '\u001b[200~token\u001b[201~\r', 'token'],
  ])('is edited as the terminal would have: %s', async (_, keys, line) => {
    const { asker, types } = createListener();
    const answer = asker.hidden('Token:');
    types(keys);
    expect(await answer).toBe(line);
  });

  it('keeps the rest of a paste of several lines from answering the next question', async () => {
    const { asker, types } = createListener();
    const token = asker.hidden('Token:');
    types('token\nsecond line\n');
    expect(await token).toBe('token');
    const next = asker.line('Next:');
    types('typed\n');
    expect(await next).toBe('typed');
  });

  it.each(['\u0003', '\u0004'])('is left by %j, and the terminal echoes again', async key => {
    const { asker, types, stdin } = createListener();
    const answer = asker.hidden('Token:');
    types(key);
    await expect(answer).rejects.toThrow(Gone);
    expect(stdin.isRaw).toBe(false);
  });
});

describe('what is announced', () => {
  it('while a question is open repeats the question', async () => {
    const { asker, types, hears } = createListener();
    const answer = asker.line('Number [1]:');
    await hears('Number [1]: ');
    asker.announce('60 seconds left.');
    expect(await hears('Number [1]: ')).toBe('\n60 seconds left.\nNumber [1]: ');
    types('2\n');
    expect(await answer).toBe('2');
  });

  it('while a token is pasted waits until that is over', async () => {
    const { asker, types, hears, everything } = createListener();
    const answer = asker.hidden('Token:');
    await hears('Token:');
    asker.announce('60 seconds left.');
    expect(everything()).not.toContain('60 seconds');
    types('token\r');
    await answer;
    await hears('60 seconds left.');
  });
});

describe('what is said', () => {
  it('is spelled in signs that the terminal has', async () => {
    const { asker, hears, everything } = createListener({ unicode: false });
    asker.say('the server’s “words” … and ↑↓');
    await hears('\n');
    expect(everything()).toBe('the server\'s "words" ... and Up/Down\n');
  });

  it('never holds a secret that is known here, unless the operator asked to see it', async () => {
    const { asker, hears, everything } = createListener();
    const secret = new Secret('tops3cret-said');
    asker.say(`the server said tops3cret-said`);
    asker.quote(`Authorization: Bearer tops3cret-said`);
    await hears('Bearer [secret]');
    expect(everything()).not.toContain('tops3cret');
    asker.reveal(secret.reveal());
    await hears('tops3cret-said');
  });

  it('stops when the run is over', async () => {
    const { asker, hears, everything } = createListener();
    asker.say('before');
    asker.close();
    asker.say('after');
    asker.announce('after');
    await hears('before');
    expect(everything()).not.toContain('after');
  });
});
