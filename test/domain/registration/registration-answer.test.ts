import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { judgeClientAnswer } from '../../../src/domain/registration/registration-answer.ts';
import { answerOf, exchangeAt, SENT_AT } from '../answers.ts';
import { asked, clientOf, judge, whole } from '../registrations.ts';

describe('a registration answered as RFC 7591 has it', () => {
  test('is a client without a deviation, its secrets sealed', () => {
    const { client, deviations } = clientOf(whole);
    expect(deviations).toEqual([]);
    expect(client).toMatchObject({
      client_id: 'c1',
      client_secret_expires_at: 0,
      client_id_issued_at: 1795424990,
      registration_client_uri: 'https://idp.example/api/oidc/dcr/register/c1',
      metadata: { client_name: 'bff-server', token_endpoint_auth_method: 'client_secret_basic' },
    });
    expect(client.client_secret?.reveal()).toBe('tops3cret-secret');
    expect(client.registration_access_token?.reveal()).toBe('tops3cret-rat');
    for (const printed of [JSON.stringify(client), inspect(client, { depth: 9 }), `${client.client_secret}`]) {
      expect(printed).not.toContain('tops3cret');
    }
  });

  test('of a public client without management needs nothing more', () => {
    const { deviations, client } = clientOf({ client_id: 'c1', token_endpoint_auth_method: 'none' });
    expect(deviations).toEqual([]);
    expect(client).toEqual({ client_id: 'c1', metadata: { token_endpoint_auth_method: 'none' } });
  });

  test('keeps members that nobody here knows', () => {
    const { client } = clientOf({ client_id: 'c1', tenant: { id: 7, tags: ['a'] }, 'client_name#ja': 'クライアント' });
    expect(client.metadata).toEqual({ tenant: { id: 7, tags: ['a'] }, 'client_name#ja': 'クライアント' });
  });
});

describe('a 2xx that names no client leaves the outcome unknown', () => {
  test.each([
    ['an empty body', '', 'answered 201 without a body; there is no client_id in it'],
    [
      'an HTML page',
      '<html><title>Sign in</title></html>',
      'answered 201 with an HTML page; it says: Sign in; there is no client_id',
    ],
    ['an error', { error: 'invalid_redirect_uri', error_description: 'no' }, 'it says: invalid_redirect_uri, no'],
    ['an empty client_id', { client_id: ' ' }, 'there is no client_id'],
    ['a list', '[1]', 'there is no client_id'],
    ['null', 'null', 'there is no client_id'],
    ['a client_id that is an object', { client_id: {} }, 'there is no client_id'],
    ['half an answer', '{"client_id":"c-77","client_sec', 'it names client_id c-77 and cannot be read as a whole'],
  ])('%s', (_, body, because) => {
    const judged = judge(answerOf(201, body));
    expect(judged).toMatchObject({
      ok: false,
      failure: {
        kind: 'outcome-unknown',
        stage: 'register',
        status: 201,
        sentAt: SENT_AT,
        because: expect.stringContaining(because),
      },
    });
  });

  test('and says where its Location leads', () => {
    const judged = judge(answerOf(201, '', { headers: { location: '/clients/c1' } }));
    expect(judged).toMatchObject({ failure: { because: expect.stringContaining('its Location is /clients/c1') } });
  });

  test('a refusal is one', () => {
    expect(judge(answerOf(400, { error: 'invalid_redirect_uri' }))).toMatchObject({
      ok: false,
      failure: { kind: 'oauth-error' },
    });
  });
});

describe('a later read or update', () => {
  test('has 200 for its status and may leave the secret out', () => {
    const { client_secret: _, client_secret_expires_at: __, ...body } = whole;
    const judged = judgeClientAnswer('read', answerOf(200, body), asked, exchangeAt('read'));
    expect(judged).toMatchObject({ ok: true, deviations: [] });
    expect(judgeClientAnswer('read', answerOf(200, ''), asked, exchangeAt('read'))).toMatchObject({
      ok: false,
      failure: { kind: 'unexpected-answer', stage: 'read' },
    });
    expect(judgeClientAnswer('update', answerOf(200, ''), asked, exchangeAt('update'))).toMatchObject({
      ok: false,
      failure: { kind: 'outcome-unknown', stage: 'update' },
    });
  });
});
