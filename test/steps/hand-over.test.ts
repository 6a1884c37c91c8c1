import { describe, expect, it } from 'vitest';
import type { HandedOver, HandOverTarget } from '../../src/domain/hand-over.ts';
import { registeredClient } from '../../src/domain/registration/registered-client.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { handOver } from '../../src/steps/hand-over.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { initialAccessToken, itinerary, later, SERVER } from '../support/flow.ts';

const TARGETS: HandOverTarget[] = [{ to: 'dotenv', file: '.env', set: { CLIENT_ID: 'client_id' } }];
const confirmed = (answers = answersOf(), targets = TARGETS) =>
  handOver.hear(answers, { type: 'hand-over-confirmed', targets }, later(1));

describe('handing over', () => {
  it('gives exactly what this run has', () => {
    const secret = new Secret('tops3cret-client');
    const iat = initialAccessToken();
    const registered = registeredClient({
      client: { client_id: 'c1', client_secret: secret, metadata: { redirect_uris: ['https://a/1', 'https://a/2'] } },
      asked: {},
      deviations: [],
      keys: { choice: { from: 'none' }, privateKeyFile: 'keys/k.pem', kid: 'k' },
    });
    const server = { ...SERVER, issuer: 'https://idp.example.com/oidc' };
    expect(confirmed(answersOf({ iat, registered, server }))).toEqual({
      do: 'ask',
      effect: {
        type: 'hand-over',
        targets: TARGETS,
        values: {
          client_id: 'c1',
          client_secret: secret,
          initial_access_token: iat.token,
          issuer: 'https://idp.example.com/oidc',
          server_url: SERVER.url,
          private_key_file: 'keys/k.pem',
          kid: 'k',
          redirect_uris: 'https://a/1 https://a/2',
        },
      },
    });
  });

  it('does not give keys that were made and not used', () => {
    expect(confirmed(answersOf({ iat: initialAccessToken() }))).not.toHaveProperty('effect.values.kid');
  });

  it('of nothing is done at once', () => {
    expect(confirmed(answersOf(), [])).toMatchObject({ do: 'next', answers: { handedOver: [] } });
  });

  it('is done when it came back, also where a file could not be written, and what became of it is kept', () => {
    const handedOver: HandedOver[] = [
      { to: 'dotenv', file: '.env', changes: [], missing: [], warnings: [], problem: 'read-only' },
    ];
    const move = handOver.settle?.(answersOf(), { type: 'handed-over', handedOver }, later(1));
    expect(move).toMatchObject({ do: 'next', answers: { handedOver } });
    expect(handOver.standing(answersOf(), later(1))).toBe('open');
    expect(move?.answers && handOver.standing(move.answers, later(1))).toBe('done');
  });

  it('is suggested as the runbook has it', () => {
    const { known } = itinerary({ known: { handOver: TARGETS } });
    expect(handOver.suggest?.(known, answersOf())).toEqual({
      happening: { type: 'hand-over-confirmed', targets: TARGETS },
    });
  });

  it('listens to nothing that is meant for others', () => {
    expect(overheard(handOver, ['hand-over-confirmed'], answersOf())).toEqual([]);
  });
});
