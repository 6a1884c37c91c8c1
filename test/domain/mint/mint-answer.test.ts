import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../src/domain/mint/initial-access-token.ts';
import { judgeMintAnswer } from '../../../src/domain/mint/mint-answer.ts';
import type { MintParameters } from '../../../src/domain/mint/mint-request.ts';
import { redact } from '../../../src/domain/secrets/secret.ts';
import { DEFAULT_WIRE, type MintWire } from '../../../src/domain/server/authorization-server.ts';
import type { RawAnswer } from '../../../src/domain/server/request.ts';
import { answerOf, exchangeAt, SENT_AT } from '../answers.ts';

const asked: MintParameters = { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 };
const receivedAt = { wall: SENT_AT, mono: 5000 };
const token = 'iat-0123456789abcdef';
const iso = (ms: number) => new Date(ms).toISOString();

type Settings = { wire?: Partial<MintWire>; asked?: MintParameters; answer?: Partial<RawAnswer>; status?: number };

function judge(body: unknown, { wire = {}, answer = {}, status = 201, ...settings }: Settings = {}) {
  const spelled = { ...DEFAULT_WIRE, ...wire };
  return judgeMintAnswer(
    answerOf(status, body, answer),
    spelled,
    settings.asked ?? asked,
    exchangeAt('mint'),
    receivedAt,
  );
}

function minted(body: unknown, settings?: Settings) {
  const judged = judge(body, settings);
  if (!judged.ok) throw new Error(`no token: ${JSON.stringify(judged.failure)}`);
  return judged.value;
}

function problemOf(body: unknown, settings?: Settings): string {
  const judged = judge(body, settings);
  if (judged.ok || judged.failure.kind !== 'unexpected-answer') throw new Error('no problem');
  expect(judged.failure.stage).toBe('mint');
  return judged.failure.problem;
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.c2ln`;
}

describe('a minted token', () => {
  test('as the vendor’s page has it goes by what was asked, since the answer says no more', () => {
    const iat = minted({ token });
    expect(iat).toMatchObject({
      origin: 'minted',
      label: 'ms-bff bootstrap',
      receivedAt,
      lifetimeSeconds: 3600,
      lifetimeFrom: 'request',
      maxUses: 10,
      registered: 0,
      refused: 0,
    });
    expect(iat.token.reveal()).toBe(token);
    expect(JSON.stringify(iat)).not.toContain(token);
  });

  test('of which nobody said anything never ends, as far as is known', () => {
    const iat = minted({ token }, { asked: {} });
    expect(iat).toMatchObject({ lifetimeSeconds: Number.POSITIVE_INFINITY, lifetimeFrom: 'nobody' });
    expect(iat).not.toHaveProperty('maxUses');
    expect(iat).not.toHaveProperty('label');
    // Left out of the request by the server's spelling, so it was not asked either.
    const silent = { request: { expires_in: null, max_uses: null } };
    expect(minted({ token }, { wire: silent })).toMatchObject({ lifetimeFrom: 'nobody' });
    expect(minted({ token }, { wire: silent })).not.toHaveProperty('maxUses');
  });

  test.each<[string, object, number]>([
    ['expires_in', { expires_in: 600 }, 600],
    ['expires_in as text', { expires_in: '600' }, 600],
    ['expiresIn', { expiresIn: 600 }, 600],
    ['Keycloak’s expiration', { expiration: 600, timestamp: SENT_AT / 1000 }, 600],
    ['an expiration of 0: never', { expiration: 0 }, Number.POSITIVE_INFINITY],
    ['an expires_in of -1: never', { expires_in: -1 }, Number.POSITIVE_INFINITY],
    ['expires_at', { expires_at: iso(SENT_AT + 600_000) }, 600],
    ['expires_at with a zone', { expires_at: '2026-11-23T11:10:00+01:00' }, 600],
    ['expires_at without one', { expires_at: '2026-11-23T10:10:00.123456' }, 600.123],
    ['expires_at with a space', { expires_at: '2026-11-23 10:10:00' }, 600],
    ['expires_at in seconds', { expires_at: SENT_AT / 1000 + 600 }, 600],
    ['expires_at in milliseconds', { expires_at: SENT_AT + 600_000 }, 600],
    ['expiresAt', { expiresAt: SENT_AT + 600_000 }, 600],
    ['exp', { exp: SENT_AT / 1000 + 600 }, 600],
    ['a time that has passed', { expires_at: iso(SENT_AT - 1000) }, -1],
    ['a time without end', { expires_at: '+275000-01-01T00:00:00Z' }, Number.POSITIVE_INFINITY],
    ['expires_in that is a time', { expires_in: SENT_AT / 1000 + 600 }, 600],
  ])('lives as long as its answer says by %s', (_, members, seconds) => {
    expect(minted({ token, ...members })).toMatchObject({ lifetimeSeconds: seconds, lifetimeFrom: 'answer' });
  });

  test.each([{ expires_in: null }, { expires_in: 'soon' }, { expires_at: {} }, { expires_in: true }])(
    'is not misled by %j',
    members => {
      expect(minted({ token, ...members })).toMatchObject({ lifetimeSeconds: 3600, lifetimeFrom: 'request' });
    },
  );

  test('of a server whose clock is wrong lives by that clock', () => {
    const hour = 3_600_000;
    const date = new Date(SENT_AT - hour).toUTCString();
    const body = { token, expires_at: iso(SENT_AT - hour + 600_000) };
    const iat = minted(body, { answer: { headers: { date } } });
    expect(iat.lifetimeSeconds).toBe(600);
    expect(standingOf(iat, receivedAt)).toBe('usable');
    // Without the header only our own clock is left.
    expect(standingOf(minted(body), receivedAt)).toBe('expired');
    // A second is what the header itself leaves open.
    const close = { headers: { date: new Date(SENT_AT - 1000).toUTCString() } };
    expect(minted({ token, expires_at: iso(SENT_AT + 600_000) }, { answer: close }).lifetimeSeconds).toBe(600);
  });

  test('that is a JWT lives by its own exp, or by what ends first', () => {
    const own = jwt({ exp: SENT_AT / 1000 + 300, typ: 'InitialAccessToken' });
    expect(minted({ token: own })).toMatchObject({
      lifetimeSeconds: 300,
      lifetimeFrom: 'token',
      look: { form: 'jwt', kind: 'initial-access-token' },
    });
    expect(minted({ token: own, expires_in: 600 })).toMatchObject({ lifetimeSeconds: 300, lifetimeFrom: 'token' });
    expect(minted({ token: own, expires_in: 60 })).toMatchObject({ lifetimeSeconds: 60, lifetimeFrom: 'answer' });
    expect(minted({ token: jwt({ exp: 0 }) })).toMatchObject({ lifetimeSeconds: 3600, lifetimeFrom: 'request' });
  });

  test.each<[object, number]>([
    [{ max_uses: 3 }, 3],
    [{ max_usages: '3' }, 3],
    [{ maxUses: 3 }, 3],
    [{ count: 3 }, 3],
    [{ uses: 3 }, 3],
    [{ max_uses: 5, remaining_uses: 3 }, 3],
    [{ count: 5, remainingCount: 3 }, 3],
    [{ max_uses: 3, uses: 0 }, 3],
    [{ uses_count: 0 }, 10],
    [{ max_uses: null }, 10],
    [{ max_uses: 2.5 }, 10],
    [{ max_uses: 1e300 }, 10],
  ])('is good for as many uses as its answer says: %j', (members, uses) => {
    expect(minted({ token, ...members }).maxUses).toBe(uses);
  });

  test('is found where the server’s spelling has it, its terms beside it', () => {
    const answer = { token: '/data/initialAccessToken' };
    const iat = minted(
      { data: { initialAccessToken: token, expires_in: 60, max_uses: 2 }, expires_in: 5 },
      { wire: { answer } },
    );
    expect(iat).toMatchObject({ lifetimeSeconds: 60, maxUses: 2 });
    const pointed = { token: '/0/t', expires_at: '/1/until', max_uses: '/1/n' };
    const listed = [
      { t: token, expires_in: 5 },
      { until: iso(SENT_AT + 9000), n: 4 },
    ];
    expect(minted(listed, { wire: { answer: pointed } })).toMatchObject({ lifetimeSeconds: 9, maxUses: 4 });
    expect(minted(JSON.stringify(token), { wire: { answer: { token: '' } } }).token.reveal()).toBe(token);
  });
});

describe('an answer without a usable token', () => {
  test('lists the members it has, never their values, and the setting that would find it', () => {
    const problem = problemOf({ data: { initialAccessToken: 'tops3cret', id: 7 }, 'a/b': 1 });
    expect(problem).toBe(
      'the answer has no token at /token: it has /data, /data/initialAccessToken, /data/id, /a~1b; ' +
        'set initial_access_token.wire.answer.token, perhaps to /data/initialAccessToken',
    );
    expect(problemOf({})).toContain('it has no members');
    expect(problemOf([{ value: 'tops3cret' }])).toContain('perhaps to /0/value');
    expect(problemOf({ token: { value: 'tops3cret' } })).toContain('perhaps to /token/value');
    expect(problemOf({ token: '' })).toContain('no token at /token');
    expect(problemOf({ 'x\u001b[2J': 1 })).not.toContain('\u001b');
  });

  test('says what it was instead', () => {
    expect(problemOf('')).toBe('no token: the answer has no body (status 201)');
    expect(problemOf('<html>')).toBe(
      'no token: the answer is no JSON, and a token is read from JSON only: mint it by hand and give it by --iat-file (status 201)',
    );
    expect(problemOf('{"token":"abc', { answer: { incomplete: 'cut' } })).toContain(
      'the answer broke off after 13 bytes',
    );
  });

  test('a token that no header can hold is not mended in secret', () => {
    expect(problemOf({ token: 'tops3cret with space' })).toBe(
      'the token at /token cannot be sent: the token holds a space, which no bearer token can hold (RFC 6750 section 2.1)',
    );
    expect(problemOf({ token: 'Bearer tops3cret-x' })).toContain(
      'it holds more than a bearer token: a leading "Bearer "',
    );
    expect(problemOf({ token: ' tops3cret-y ' })).toContain('spaces');
    expect(redact('tops3cret with space')).toBe('[secret]');
  });

  test('a refusal is one', () => {
    const refused = judge({ error: 'invalid_request' }, { status: 400 });
    expect(refused).toMatchObject({
      ok: false,
      failure: { kind: 'oauth-error', stage: 'mint', error: 'invalid_request' },
    });
    expect(judge('', { status: 502 })).toMatchObject({
      ok: false,
      failure: { kind: 'unexpected-answer', status: 502 },
    });
  });
});
