import { describe, expect, it } from 'vitest';
import { registeredClient } from '../../src/domain/registration/registered-client.ts';
import { result } from '../../src/steps/result.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { initialAccessToken, later, outcomeUnknown, refusal, registration, SERVER } from '../support/flow.ts';

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

describe('taking a registration back', () => {
  const registered = registeredClient(registration({ asked: { client_name: 'bff-server' } }));
  const before = answersOf({ registered, iat: initialAccessToken({ registered: 1 }) });
  const undo = (clientName: string) => result.hear(before, { type: 'undo-confirmed', clientName }, later(1));

  it('deletes what was just made, once its name was typed, and only then', () => {
    for (const wrong of ['', 'bff', 'client-1']) expect(undo(wrong)).toEqual({ do: 'stay' });
    expect(undo('bff-server')).toMatchObject({
      do: 'ask',
      effect: {
        type: 'delete-client',
        target: { client: registered.client, record: 'clients/1.json', server: { url: SERVER.url } },
      },
    });
  });

  it('remembers a deletion of which nobody knows, until one is known to be done', () => {
    const failure = outcomeUnknown('delete');
    const move = result.settle?.(before, { type: 'failed', failure }, later(1));
    expect(move).toMatchObject({ do: 'fail', failure, answers: { registered, deletionUnknown: failure } });
    const done = result.settle?.(
      { ...before, deletionUnknown: failure },
      { type: 'client-deleted', notes: [] },
      later(1),
    );
    expect(done).not.toHaveProperty('answers.deletionUnknown');
  });

  it('leads back to where nothing was registered yet, with everything typed and what is left to do', () => {
    const move = result.settle?.(
      before,
      { type: 'client-deleted', notes: ['its private key is still there'] },
      later(1),
    );
    expect(move).toMatchObject({
      do: 'restart',
      answers: {
        template: 'bff-server',
        deleted: { client: { client_id: 'client-1' }, notes: ['its private key is still there'] },
      },
    });
    expect(move?.answers).not.toHaveProperty('registered');
  });

  it('that fails leaves the client where it is', () => {
    const failure = refusal('delete', 'invalid_token', 401);
    expect(result.settle?.(before, { type: 'failed', failure }, later(1))).toEqual({ do: 'fail', failure });
  });
});
