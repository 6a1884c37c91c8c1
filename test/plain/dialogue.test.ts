import { describe, expect, it } from 'vitest';
import { MINT_HELP } from '../../src/guidance/step-help.ts';
import { askInTurn, askText, choose } from '../../src/plain/dialogue.ts';
import { createListener, NUMBER } from '../support/listener.ts';

const OPTIONS = [
  { value: 'one', label: 'the first' },
  { value: 'two', label: 'the second' },
];

describe('a numbered list', () => {
  it.each([
    ['', 'two'],
    ['1', 'one'],
    [' 2 ', 'two'],
    ['b', 'back'],
    ['Q', 'leave'],
  ])('is answered by %j with %s', async (typed, expected) => {
    const { asker, answers } = createListener();
    const chosen = choose(asker, OPTIONS, { initial: 1, help: MINT_HELP });
    await answers(NUMBER, typed);
    expect(await chosen).toBe(expected);
  });

  it.each(['0', '3', '1.5', 'x', '-1'])('says which numbers there are after %j, and asks again', async typed => {
    const { asker, answers, hears } = createListener();
    const chosen = choose(asker, OPTIONS, { help: MINT_HELP });
    await answers(NUMBER, typed);
    await hears('Please type a number from 1 to 2.');
    await answers(NUMBER, '2');
    expect(await chosen).toBe('two');
  });

  it('explains the step on ?, and reads the list again', async () => {
    const { asker, answers } = createListener();
    const chosen = choose(asker, OPTIONS, { help: MINT_HELP });
    await answers(NUMBER, '?');
    const said = await answers(NUMBER, '1');
    expect(said).toContain('Help: Mint.');
    expect(said).toContain('RFC 7591 section 1.2');
    expect(said).toContain('2. the second');
    expect(await chosen).toBe('one');
  });
});

describe('a text question', () => {
  it.each([
    ['', { text: 'before' }],
    ['-', { text: '' }],
    ['other', { text: 'other' }],
    ['"q"', { text: 'q' }],
    ['"-"', { text: '-' }],
    ['"two words"', { text: '"two words"' }],
    ['b', 'back'],
    ['q', 'leave'],
  ])('is answered by %j with %j', async (typed, expected) => {
    const { asker, answers } = createListener();
    const answer = askText(asker, 'Label', { initial: 'before', help: MINT_HELP, mayBeEmpty: true });
    await answers('Label, - for none [before]: ', typed);
    expect(await answer).toEqual(expected);
  });

  it('says what is wrong, and asks again', async () => {
    const { asker, answers, hears } = createListener();
    const problemOf = (text: string) => (text === '7' ? undefined : 'Lifetime has to be 7.');
    const answer = askText(asker, 'Lifetime', { initial: '', help: MINT_HELP, problemOf });
    await answers('Lifetime: ', '');
    await hears('Please type an answer');
    await answers('Lifetime: ', '8');
    await hears('Lifetime has to be 7.');
    await answers('Lifetime: ', '?');
    await hears('Help: Mint.');
    await answers('Lifetime: ', '7');
    expect(await answer).toEqual({ text: '7' });
  });
});

it('questions in turn go back one by one, and out of them at the first', async () => {
  const { asker, answers } = createListener();
  const ask = () =>
    askInTurn(['one', 'two'] as const, (field, said) =>
      askText(asker, field, { initial: said[field] ?? '', help: MINT_HELP }),
    );
  const filled = ask();
  await answers('one: ', 'a');
  await answers('two: ', 'b');
  await answers('one [a]: ', '');
  await answers('two: ', 'c');
  expect(await filled).toEqual({ one: 'a', two: 'c' });
  const left = ask();
  await answers('one: ', 'b');
  expect(await left).toBe('back');
});
