import { describe, expect, it } from 'vitest';
import { register } from '../../src/steps/register.ts';
import { answersOf, overheard } from '../support/answers.ts';
import {
  initialAccessToken,
  keyMaterial,
  later,
  outcomeUnknown,
  refusal,
  registration,
  SERVER,
  unreachable,
} from '../support/flow.ts';

const READY = answersOf({ iat: initialAccessToken() });

describe('registering', () => {
  it('sends what was reviewed with the IAT, on arrival', () => {
    expect(register.arrive?.(READY)).toMatchObject({
      do: 'ask',
      effect: {
        type: 'register-client',
        server: SERVER,
        iat: READY.iat,
        keys: READY.keys,
        asked: { client_name: 'bff-server', redirect_uris: READY.redirectUris, jwks: READY.keys?.jwks },
      },
    });
  });

  it('takes no keys along that the client has no use for', () => {
    const spa = register.arrive?.({ ...READY, template: 'spa-pkce' });
    expect(spa).not.toHaveProperty('effect.keys');
    expect(spa).not.toHaveProperty('effect.asked.jwks');
  });

  it('needs a usable IAT, unless registration is open', () => {
    expect(register.needs?.(READY, later(1))).toBeUndefined();
    expect(register.needs?.(READY, later(3600))).toEqual({
      product: 'iat',
      otherwise: { kind: 'iat-unusable', standing: 'expired' },
    });
    const usedUp = { ...READY, iat: initialAccessToken({ maxUses: 1, registered: 1 }) };
    expect(register.needs?.(usedUp, later(1))).toMatchObject({ otherwise: { standing: 'used-up' } });
    expect(register.needs?.(answersOf(), later(1))).toMatchObject({ otherwise: { kind: 'missing-answer' } });
    expect(register.needs?.(answersOf({ openRegistration: true }), later(1))).toBeUndefined();
  });

  it('counts a use, keeps where the key lies, and seals what was done', () => {
    const keys = { ...keyMaterial(), privateKeyFile: 'keys/a.pem' };
    const reply = { type: 'client-registered', ...registration({ asked: { client_name: 'x' }, keys }) } as const;
    const move = register.settle?.(READY, reply, later(1));
    expect(move).toMatchObject({
      do: 'next',
      answers: { iat: { registered: 1, refused: 0 }, keys, registered: { client: { client_id: 'client-1' } } },
    });
    expect(register.standing(READY, later(1))).toBe('open');
    expect(move?.answers && register.standing(move.answers, later(1))).toBe('sealed');
  });

  it.each([
    ['a refusal', refusal('register'), 1],
    ['an unknown outcome', outcomeUnknown(), 1],
    ['a server that was not reached', unreachable('register'), 0],
    ['a full disk', { kind: 'not-written', path: 'x', code: 'ENOSPC', message: 'full' }, 0],
    ['a key file that is gone', { kind: 'not-valid', problem: 'gone' }, 0],
  ] as const)('%s may have cost a use only where the server saw it', (_, failure, refused) => {
    expect(register.settle?.(READY, { type: 'failed', failure }, later(1))).toMatchObject({
      do: 'fail',
      failure,
      answers: { iat: { registered: 0, refused } },
    });
  });

  it('keeps an unknown outcome with the client’s name, and only that one', () => {
    const failure = outcomeUnknown();
    const unknown = register.settle?.(READY, { type: 'failed', failure }, later(1))?.answers;
    expect(unknown?.unsettled).toEqual({ failure, client_name: 'bff-server' });
    const refused = register.settle?.(READY, { type: 'failed', failure: refusal('register') }, later(1))?.answers;
    expect(refused).not.toHaveProperty('unsettled');
  });

  it('on arrival with an unknown outcome says so again and sends nothing', () => {
    const failure = outcomeUnknown();
    expect(register.arrive?.({ ...READY, unsettled: { failure } })).toEqual({ do: 'fail', failure });
    expect(register.needs?.({ ...READY, unsettled: { failure } }, later(9999))).toBeUndefined();
  });

  it('is not begun by a second confirmation where nothing is unsettled', () => {
    const happening = { type: 'second-registration-confirmed', clientName: '' } as const;
    expect(register.hear(READY, happening, later(1))).toEqual({ do: 'stay' });
  });

  it('listens to nothing that is meant for others', () => {
    expect(overheard(register, [], READY)).toEqual([]);
  });
});
