import { describe, expect, it } from 'vitest';
import type { Secret } from '../../src/domain/secrets/secret.ts';
import { Secret as Sealed } from '../../src/domain/secrets/secret.ts';
import { perform } from '../../src/engine/perform.ts';
import type { Effect } from '../../src/flow/effect.ts';
import { keyMaterial } from '../support/flow.ts';
import { GRANTED, managed } from '../support/managed.ts';
import { answered, diskFull, KEPT, type Script, scriptedPorts, unanswered } from '../support/scripted-ports.ts';

const TARGET = managed();
const ASKED = { ...GRANTED, scope: 'openid' };
const UPDATE: Effect & { type: 'update-client' } = {
  type: 'update-client',
  target: TARGET,
  allowedOrigins: [],
  update: { method: 'PUT', body: { client_id: 'client-1', ...ASKED }, asked: ASKED, changed: ['scope'] },
  keys: keyMaterial(),
};
const READ: Effect = { type: 'read-client', target: TARGET, allowedOrigins: [] };
const DELETE: Effect = { type: 'delete-client', target: TARGET, allowedOrigins: [] };
const BEFORE = ['keepPrivateKey', 'openRecord', 'journal about-to-update', 'updateClient'];

async function performed(script: Script, effect: Effect) {
  const scripted = scriptedPorts(script);
  const reply = await perform(effect, scripted.ports, { run: 'run-1' });
  return { reply, calls: scripted.calls, given: scripted.given };
}

describe('the order of writes around an update', () => {
  it('has key, room and «about to update» on disk before it is sent, and the raw answer before it is judged', async () => {
    const { reply, calls } = await performed({}, UPDATE);
    expect(calls).toEqual([...BEFORE, 'keepAnswer', 'keepRecord', 'journal updated', 'close']);
    expect(reply).toMatchObject({ type: 'client-updated', updated: { asked: ASKED, keys: { kid: 'sig-1' } } });
  });

  it.each([
    ['the private key', { keepPrivateKey: diskFull }, ['keepPrivateKey']],
    ['the record', { openRecord: diskFull }, ['keepPrivateKey', 'openRecord']],
    ['the journal', { appendToJournal: diskFull }, [...BEFORE.slice(0, 3), 'close']],
  ])('sends nothing where %s cannot be written', async (_, script: Script, expected) => {
    const { reply, calls } = await performed(script, UPDATE);
    expect(calls).toEqual(expected);
    expect(reply).toMatchObject({ type: 'failed', failure: { kind: 'not-written' } });
  });

  it.each([204, 303, 500, 502])(
    'keeps the answer of a %i, behind which a change may stand, and calls it unknown',
    async status => {
      const { reply, calls } = await performed(
        { updateClient: async request => answered(request, status, '') },
        UPDATE,
      );
      expect(calls.slice(-4)).toEqual(['keepAnswer', 'setAside', 'journal change-unknown', 'close']);
      expect(reply).toMatchObject({ failure: { kind: 'outcome-unknown', stage: 'update', saved: 'answers/1.json' } });
    },
  );

  it('writes nothing of a refusal, and remembers where the new key lies', async () => {
    const { reply, calls } = await performed(
      { updateClient: async request => answered(request, 400, { error: 'invalid_client_metadata' }) },
      UPDATE,
    );
    expect(calls).toEqual([...BEFORE, 'journal change-refused', 'close']);
    expect(reply).toMatchObject({ failure: { kind: 'oauth-error' }, keys: { privateKeyFile: 'keys/sig-1.pem' } });
  });

  it('says that this is the only copy where the disk is full when the answer comes', async () => {
    const { reply } = await performed({ record: { keepAnswer: diskFull, keepRecord: diskFull } }, UPDATE);
    expect(reply).toMatchObject({
      updated: { deviations: expect.arrayContaining([expect.stringContaining('only copy')]) },
    });
    expect(reply).not.toHaveProperty('updated.record');
  });

  it('sends nothing to an origin that nobody named', async () => {
    const client = { ...TARGET.client, registration_client_uri: 'https://elsewhere.example.com/c/1' };
    const kept = { ...KEPT, record: { ...KEPT.record, client } };
    for (const effect of [UPDATE, READ, DELETE]) {
      const { reply, calls } = await performed({ record: { kept } }, effect);
      expect(reply).toMatchObject({ failure: { kind: 'origin-not-allowed', origin: 'https://elsewhere.example.com' } });
      expect(calls.filter(call => /Client$/.test(call))).toEqual([]);
    }
    const allowed = { ...READ, allowedOrigins: ['https://elsewhere.example.com'] } as Effect;
    expect((await performed({ record: { kept } }, allowed)).reply.type).toBe('client-read');
  });
});

describe('tokens that were replaced', () => {
  const earlier = ['the-second', 'the-first'].map(text => new Sealed(text));
  const kept = { ...KEPT, record: { ...KEPT.record, earlier_registration_access_tokens: earlier } };
  const opensWith = (right: string) => async (request: Parameters<typeof answered>[0], token: Secret) =>
    token.equals(new Sealed(right))
      ? answered(request, request.method === 'DELETE' ? 204 : 200, { client_id: 'client-1', ...GRANTED })
      : answered(request, 401, { error: 'invalid_token' });

  it.each([READ, UPDATE, DELETE])(
    'are tried after a 401, the latest first, and nothing after one that opens',
    async effect => {
      const port = opensWith('the-second');
      const { reply, given } = await performed(
        { record: { kept }, readClient: port, updateClient: port, deleteClient: port },
        effect,
      );
      expect(reply.type).not.toBe('failed');
      const sent = given.filter(({ call }) => /^(read|update|delete)Client$/.test(call));
      expect(sent.map(({ with: [, token] }) => token)).toEqual([TARGET.client.registration_access_token, earlier[0]]);
      // Each attempt that changes something was announced.
      const announced = given.filter(({ call }) => call.startsWith('journal about-to'));
      expect(announced).toHaveLength(effect.type === 'read-client' ? 0 : 2);
    },
  );

  it('are not tried after anything else than a 401: an answer that got lost may have done it', async () => {
    const { calls } = await performed(
      { record: { kept }, updateClient: async request => unanswered(request, true) },
      UPDATE,
    );
    expect(calls.filter(call => call === 'updateClient')).toHaveLength(1);
  });
});

it('what a runbook says of its server’s habits outlasts a reading', async () => {
  const target = managed({ server: { ...TARGET.server, preset: 'empowernow' } });
  const { reply } = await performed({}, { ...READ, target } as Effect);
  expect(reply).toMatchObject({ reading: { target: { server: { preset: 'empowernow' } } } });
});

describe('a deletion', () => {
  it('is announced, and takes the record away once the server agreed; what else is left here is said', async () => {
    const earlier_keys = [{ kid: 'k0', private_key_file: 'keys/k0.pem' }, { kid: 'elsewhere' }];
    const record = { ...KEPT.record, private_key_file: 'keys/k.pem', earlier_keys };
    const { reply, calls } = await performed({ record: { kept: { ...KEPT, record } } }, DELETE);
    expect(calls).toEqual([
      ...['openRecord', 'journal about-to-delete', 'deleteClient', 'journal deleted', 'remove', 'close'],
    ]);
    const notes = [
      'its private key is still in keys/k.pem',
      'a private key that it had before is still in keys/k0.pem',
    ];
    expect(reply).toEqual({ type: 'client-deleted', notes });
  });

  it.each([
    ['no answer', (request: Parameters<typeof unanswered>[0]) => unanswered(request, true)],
    [
      'a page',
      (request: Parameters<typeof answered>[0]) => answered(request, 200, '<!DOCTYPE html><html>hello</html>'),
    ],
    ['202', (request: Parameters<typeof answered>[0]) => answered(request, 202, '')],
    ['201', (request: Parameters<typeof answered>[0]) => answered(request, 201, '[]')],
  ])('with %s leaves the record, which says when it was sent', async (_, answer) => {
    const { reply, calls, given } = await performed({ deleteClient: async request => answer(request) }, DELETE);
    expect(reply).toMatchObject({ failure: { kind: 'outcome-unknown', stage: 'delete' } });
    expect(calls).not.toContain('remove');
    const written = given.find(({ call }) => call === 'keepRecord');
    expect(written?.with[0]).toMatchObject({ deletion_sent_at: expect.stringMatching(/^2026-/) });
  });
});
