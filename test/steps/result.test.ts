import { expect, it } from 'vitest';
import { result } from '../../src/steps/result.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { initialAccessToken, later } from '../support/flow.ts';

it('a result is open until it was read', () => {
  const { answers } = result.hear(answersOf(), { type: 'result-read' }, later(1));
  expect(result.standing(answersOf(), later(1))).toBe('open');
  expect(answers && result.standing(answers, later(1))).toBe('done');
});

it('another client begins without the answers about this one', () => {
  const iat = initialAccessToken({ registered: 1 });
  const mint = { max_uses: 10 };
  const before = answersOf({ iat, mint, resultRead: true, handedOver: [], allowedOrigins: ['https://x.example.com'] });
  expect(result.hear(before, { type: 'another-client-wanted' }, later(1))).toEqual({
    do: 'restart',
    answers: {
      server: before.server,
      allowedOrigins: ['https://x.example.com'],
      iat,
      mint,
      metadata: {},
      earlier: [],
    },
  });
});

it('another client of an open server is registered openly too', () => {
  const { answers } = result.hear(answersOf({ openRegistration: true }), { type: 'another-client-wanted' }, later(1));
  expect(answers).toMatchObject({ openRegistration: true });
});

it('a result listens to nothing that is meant for others', () => {
  expect(overheard(result, ['result-read'], answersOf())).toEqual([]);
});
