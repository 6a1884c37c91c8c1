import { describe, expect, it } from 'vitest';
import type { AuthorizationServer } from '../../src/domain/server/authorization-server.ts';
import type { Happening } from '../../src/flow/event.ts';
import { server } from '../../src/steps/server.ts';
import { NOTHING, overheard } from '../support/answers.ts';
import { initialAccessToken, itinerary, later, SERVER, unreachable } from '../support/flow.ts';

const { registration_endpoint: _, ...UNFINISHED } = SERVER;

function heard(chosen: AuthorizationServer, { allowedOrigins = [] as string[], registers = true } = {}) {
  return server.hear(NOTHING, { type: 'server-chosen', server: chosen, allowedOrigins, registers }, later(1));
}

describe('choosing a server', () => {
  it('whose endpoints are named goes on at once', () => {
    expect(heard(SERVER)).toMatchObject({ do: 'next', answers: { server: SERVER } });
  });

  it('without a registration endpoint looks for it, but not where nothing is registered', () => {
    expect(heard(UNFINISHED)).toMatchObject({ do: 'ask', effect: { type: 'discover-endpoints', server: UNFINISHED } });
    expect(heard(UNFINISHED, { registers: false })).toMatchObject({ do: 'next' });
  });

  it.each([
    ['initial_access_token_endpoint', 'the mint endpoint'],
    ['registration_endpoint', 'the registration endpoint'],
  ] as const)('with %s on another origin stops, until that origin is named', (endpoint, role) => {
    const foreign = { ...SERVER, [endpoint]: 'https://elsewhere.example.net:8443/x' };
    const origin = 'https://elsewhere.example.net:8443';
    expect(heard(foreign)).toMatchObject({ do: 'fail', failure: { kind: 'origin-not-allowed', origin, role } });
    expect(heard(foreign)).not.toHaveProperty('answers');
    expect(heard(foreign, { allowedOrigins: [origin] })).toMatchObject({
      do: 'next',
      answers: { allowedOrigins: [origin] },
    });
  });

  it('another scheme, port or subdomain is another origin', () => {
    for (const url of ['http://idp.example.com/r', 'https://idp.example.com:444/r', 'https://a.idp.example.com/r']) {
      expect(heard({ ...SERVER, registration_endpoint: url })).toMatchObject({ do: 'fail' });
    }
  });

  it('is not even asked for its endpoints where its mint endpoint is elsewhere', () => {
    const foreign = { ...UNFINISHED, initial_access_token_endpoint: 'https://elsewhere.example.net/mint' };
    expect(heard(foreign)).toMatchObject({ do: 'fail', failure: { kind: 'origin-not-allowed' } });
  });

  it('that is no URL is a failure in words, not an exception', () => {
    expect(heard({ ...SERVER, url: 'idp.example.com' })).toMatchObject({
      do: 'fail',
      failure: { kind: 'not-valid', problem: 'the server is no absolute URL: idp.example.com' },
    });
  });
});

describe('another server than before', () => {
  const elsewhere = { url: 'https://other.example.com', registration_endpoint: 'https://other.example.com/r' };
  const other = { ...elsewhere, wire: SERVER.wire };
  const earlier = (origin: 'minted' | 'given') => ({ ...NOTHING, server: SERVER, iat: initialAccessToken({ origin }) });
  const chosen: Happening = { type: 'server-chosen', server: other, allowedOrigins: [], registers: true };

  it('gets no IAT that the first one minted, also where its endpoints were discovered', () => {
    expect(server.hear(earlier('minted'), chosen, later(1)).answers).not.toHaveProperty('iat');
    const discovered = { type: 'endpoints-discovered', server: other } as const;
    expect(server.settle?.(earlier('minted'), discovered, later(1)).answers).not.toHaveProperty('iat');
  });

  it('gets the IAT that the operator gave, since the operator chose it too', () => {
    expect(server.hear(earlier('given'), chosen, later(1)).answers).toMatchObject({ iat: { origin: 'given' } });
  });
});

describe('endpoints that were discovered', () => {
  it('are taken where they are on the server’s own origin', () => {
    const move = server.settle?.(NOTHING, { type: 'endpoints-discovered', server: SERVER }, later(2));
    expect(move).toMatchObject({ do: 'next', answers: { server: SERVER } });
  });

  it('elsewhere, or no URL at all, get no token', () => {
    const found = (registration_endpoint: string) =>
      server.settle?.(
        NOTHING,
        { type: 'endpoints-discovered', server: { ...SERVER, registration_endpoint } },
        later(2),
      );
    expect(found('https://evil.example.net/register')).toMatchObject({
      do: 'fail',
      failure: { kind: 'origin-not-allowed', origin: 'https://evil.example.net' },
    });
    expect(found('/register\u202e')).toMatchObject({
      do: 'fail',
      failure: { kind: 'not-valid', problem: 'the registration endpoint is no absolute URL: /register' },
    });
  });

  it('that were not found leave the server open', () => {
    const failure = unreachable('discover');
    expect(server.settle?.(NOTHING, { type: 'failed', failure }, later(2))).toEqual({ do: 'fail', failure });
    expect(server.standing(NOTHING, later(2))).toBe('open');
  });
});

describe('what is suggested for the server', () => {
  it('is what the operator chose, else what is known, else the flag that is missing', () => {
    const { known } = itinerary();
    const { server: __, ...nothingKnown } = known;
    const other = { ...SERVER, url: 'https://other.example.com' };
    expect(server.suggest?.(known, NOTHING)).toMatchObject({ happening: { server: SERVER, registers: true } });
    expect(server.suggest?.(known, { ...NOTHING, server: other })).toMatchObject({ happening: { server: other } });
    expect(server.suggest?.(nothingKnown, NOTHING)).toMatchObject({ missing: { needs: '--server URL' } });
  });
});

it('the server listens to nothing that is meant for others', () => {
  expect(overheard(server, ['server-chosen'], NOTHING)).toEqual([]);
});
