import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientIn } from '../../../src/cli/world.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { ClientRecord } from '../../../src/domain/management/client-record.ts';
import { managedClient } from '../../../src/domain/management/managed-client.ts';
import { failed } from '../../../src/domain/result.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import type { HttpRequest, Transmission } from '../../../src/domain/server/request.ts';
import { perform } from '../../../src/engine/perform.ts';
import type { OpenRecord, Ports } from '../../../src/engine/ports.ts';
import type { Effect } from '../../../src/flow/effect.ts';
import { type ClientRecords, createClientRecords } from '../../../src/store/records/client-records.ts';
import { keyMaterial } from '../../support/flow.ts';
import { DISK_FULL, rawAnswer, scriptedPorts, unanswered } from '../../support/scripted-ports.ts';
import { killedAfter, modeOf, namesIn, startNode, temporaryFolder } from '../on-disk.ts';
import { answer, draft, records } from '../registrations.ts';

/** How a server answers an update that it did, or refuses to do. */
const MANNERS = [
  'rotates',
  'rotates-secret-too',
  'keeps',
  'masks',
  'breaks-off',
  'wraps-in-prose',
  'other-client',
  'refuses',
  'fails',
  'page',
  'empty',
  'silent',
] as const;
type Turn = { manner: (typeof MANNERS)[number]; does: 'read' | 'update'; disk: 'fine' | 'full-after-answer' };

/** A server of one client that takes one registration access token at a time. */
type OneClient = { token: string; secret: string; given: number; tokens: string[]; secrets: string[] };

function answerTo(server: OneClient, manner: Turn['manner'], request: HttpRequest, token: Secret): Transmission {
  const whole = (status: number, body: JsonObject | string): Transmission => ({
    kind: 'answered',
    answer: rawAnswer(status, body),
    exchange: { request, requestId: 'request-1', sentAt: 0, status },
  });
  if (!token.equals(new Secret(server.token))) return whole(401, { error: 'invalid_token' });
  server.given += 1;
  const { client_id: _, ...asked } = request.body ?? {};
  const client = { client_id: 'c1', client_name: 'bff', ...asked };
  const fresh = `token-number-${server.given}`;
  const takesNew = () => {
    server.token = fresh;
    server.tokens.push(fresh);
  };
  switch (manner) {
    case 'rotates':
      takesNew();
      return whole(200, { ...client, registration_access_token: fresh });
    case 'rotates-secret-too':
      takesNew();
      server.secret = `secret-number-${server.given}`;
      server.secrets.push(server.secret);
      return whole(200, { ...client, client_secret: server.secret, registration_access_token: fresh });
    case 'keeps':
      return whole(200, client);
    case 'masks':
      return whole(200, { ...client, registration_access_token: '********', client_secret: '[secret]' });
    case 'breaks-off':
      takesNew();
      return whole(200, `{"client_id": "c1", "registration_access_token": "${fresh}", "client_na`);
    case 'wraps-in-prose':
      takesNew();
      return whole(502, `<p>after the update: {"registration_access_token": "${fresh}"} the proxy fell asleep`);
    case 'other-client':
      return whole(200, { client_id: 'c2', registration_access_token: 'the-token-of-c2' });
    case 'refuses':
      return whole(400, { error: 'invalid_client_metadata' });
    case 'fails':
      return whole(500, { error: 'server_error' });
    case 'page':
      return whole(200, '<html>welcome</html>');
    case 'empty':
      return whole(204, '');
    case 'silent':
      return unanswered(request, true);
  }
}

function portsTo(server: OneClient, { manner, disk }: Turn, store: ClientRecords): Ports {
  const send = async (request: HttpRequest, token: Secret) => answerTo(server, manner, request, token);
  const openRecord: Ports['openRecord'] = async path => {
    const opened = await store.openRecord(path);
    const full = async (): ReturnType<OpenRecord['keepRecord']> => failed(DISK_FULL);
    return opened.ok && disk === 'full-after-answer'
      ? { ...opened, value: { ...opened.value, keepRecord: full } }
      : opened;
  };
  return scriptedPorts({ readClient: send, updateClient: send, openRecord }).ports;
}

async function oneClient(): Promise<{ data: string; path: string; server: OneClient; store: () => ClientRecords }> {
  const data = await temporaryFolder();
  const store = () => createClientRecords(data, clientIn);
  const given = {
    client_id: 'c1',
    client_name: 'bff',
    registration_access_token: 'token-number-0',
    client_secret: 'secret-number-0',
  };
  const place = await store().placeRecord(draft());
  if (!place.ok) throw new Error(place.failure.kind);
  const raw = answer(JSON.stringify({ ...given, registration_client_uri: '/register/c1' }));
  await place.value.keepAnswer(raw);
  const client = clientIn(201, Buffer.from(raw.body).toString());
  if (!client) throw new Error('no client in it');
  await place.value.keepClient(client, [], 0);
  const server = {
    token: 'token-number-0',
    secret: 'secret-number-0',
    given: 0,
    tokens: ['token-number-0'],
    secrets: ['secret-number-0'],
  };
  return { data, path: place.value.path, server, store };
}

async function recordAt(store: ClientRecords, path: string): Promise<ClientRecord> {
  const { records: kept, problems } = await store.listRecords();
  expect(problems).toEqual([]);
  const found = kept.filter(one => one.path === path);
  expect(found).toHaveLength(1);
  if (!found[0]) throw new Error('the record is gone');
  return found[0].record;
}

describe('a record', () => {
  it('survives any sequence of update answers: what opens the client stands in it, and nothing else is lost', async () => {
    const turn: fc.Arbitrary<Turn> = fc.record({
      manner: fc.constantFrom(...MANNERS),
      does: fc.constantFrom('read' as const, 'update' as const, 'update' as const),
      disk: fc.constantFrom('fine' as const, 'fine' as const, 'full-after-answer' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 8 }), async turns => {
        const { data, path, server, store } = await oneClient();
        for (const each of turns) {
          const target = managedClient({ path, record: await recordAt(store(), path) });
          const asked = { client_name: 'bff', redirect_uris: [`https://app.example.com/${server.given}`] };
          const update = {
            method: 'PUT' as const,
            body: { client_id: 'c1', ...asked },
            asked,
            changed: ['redirect_uris'],
          };
          const effect: Effect =
            each.does === 'read'
              ? { type: 'read-client', target, allowedOrigins: [] }
              : { type: 'update-client', target, allowedOrigins: [], update };
          await perform(effect, portsTo(server, each, store()), { run: 'run-2' });

          const { client, ...record } = await recordAt(store(), path);
          const tries = [client.registration_access_token, ...(record.earlier_registration_access_tokens ?? [])];
          expect(tries.some(token => token?.equals(new Secret(server.token)))).toBe(true);
          expect(tries.some(token => token?.equals(new Secret('the-token-of-c2')))).toBe(false);
          expect(client.client_secret?.equals(new Secret(server.secret))).toBe(true);
          const secrets = [client.client_secret, ...(record.earlier_client_secrets ?? [])];
          for (const given of server.secrets) expect(secrets.some(one => one?.equals(new Secret(given)))).toBe(true);
          expect(client).toMatchObject({ client_id: 'c1', registration_client_uri: '/register/c1' });
          expect(record).toMatchObject({ run: 'run-1', private_key_file: '/keys/k.pem', request_id: 'req-1' });
          expect(client.metadata['client_name']).toBe('bff');
        }
        expect(await namesIn(`${data}/clients`)).toEqual(['run-1.json']);
        expect(await modeOf(path)).toBe(0o600);
      }),
      { numRuns: 40 },
    );
  });

  it('names the new key and remembers the old one once the server has it, and not before', async () => {
    const { path, server, store } = await oneClient();
    const target = managedClient({ path, record: await recordAt(store(), path) });
    const asked = { client_name: 'bff', jwks: { keys: [] } };
    const update = { method: 'PUT' as const, body: { client_id: 'c1', ...asked }, asked, changed: ['jwks'] };
    const effect = { type: 'update-client', target, allowedOrigins: [], update, keys: keyMaterial() } satisfies Effect;
    const turn = { does: 'update', disk: 'fine' } as const;
    const refused = await perform(effect, portsTo(server, { ...turn, manner: 'refuses' }, store()), { run: 'run-2' });
    expect(refused).toMatchObject({ type: 'failed', keys: { privateKeyFile: 'keys/sig-1.pem' } });
    expect(await recordAt(store(), path)).toMatchObject({ kid: 'k', private_key_file: '/keys/k.pem' });
    await perform(effect, portsTo(server, { ...turn, manner: 'rotates' }, store()), { run: 'run-2' });
    expect(await recordAt(store(), path)).toMatchObject({
      kid: 'sig-1',
      private_key_file: 'keys/sig-1.pem',
      earlier_keys: [{ kid: 'k', private_key_file: '/keys/k.pem' }],
    });
  });

  it('keeps the raw answer of the registration, and the last one that changed something', async () => {
    const { path, server, store } = await oneClient();
    const target = managedClient({ path, record: await recordAt(store(), path) });
    const effect = { type: 'read-client', target, allowedOrigins: [] } satisfies Effect;
    await perform(effect, portsTo(server, { manner: 'rotates', does: 'read', disk: 'fine' }, store()), {
      run: 'run-2',
    });
    const file = JSON.parse(await readFile(path, 'utf8'));
    expect(JSON.parse(file.answer.body)).toMatchObject({ registration_access_token: 'token-number-0' });
    expect(file.latest_answer).toMatchObject({ stage: 'read', judged: true, answer: { status: 200 } });
  });

  it('is one process’s at a time; the other is told who has it', async () => {
    const { path, store } = await oneClient();
    const first = await store().openRecord(path);
    const second = await store().openRecord(path);
    expect(second).toMatchObject({ ok: false, failure: { kind: 'not-written', code: 'EBUSY' } });
    if (first.ok) await first.value.close();
    const third = await store().openRecord(path);
    expect(third.ok).toBe(true);
    if (third.ok) await third.value.close();
  });
});

describe('a process that is killed while it updates a client', () => {
  const code = `
    import { createClientRecords } from '{store}/records/client-records.ts';
    import { Secret } from '{store}/../domain/secrets/secret.ts';
    const { openRecord } = createClientRecords(process.argv[1], () => undefined);
    for (let number = 1; ; number += 1) {
      const opened = await openRecord(process.argv[2]);
      if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
      console.log('sent');
      const text = JSON.stringify({ client_id: 'c1', registration_access_token: 'token-number-' + number, x: 'y'.repeat(30_000) });
      const raw = { status: 200, headers: {}, body: Buffer.from(text), receivedAt: 0, tookMs: 0 };
      await opened.value.keepAnswer(raw, { stage: 'update', requestId: 'r', sentAt: 0, taken: new Secret('token-number-' + (number - 1)) });
      console.log('answered ' + number);
      await opened.value.close();
    }`;

  it.each([1, 2, 3, 4, 5, 6, 9, 14])('loses no token whose answer was kept (after line %i)', async lines => {
    const { data, path, store } = await oneClient();
    const printed = await killedAfter(startNode(code, [data, path]), lines);
    const answered = Number(/(\d+)$/.exec(printed.filter(line => line.startsWith('answered')).at(-1) ?? '0')?.[1]);
    const opened = await store().openRecord(path);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const { client, earlier_registration_access_tokens: earlier = [] } = opened.value.kept.record;
    await opened.value.close();
    const tries = [client.registration_access_token, ...earlier];
    // The last one may have been on disk before it was said so.
    const wanted = [answered, answered + 1].map(number => new Secret(`token-number-${number}`));
    expect(wanted.some(token => tries.some(tried => tried?.equals(token)))).toBe(true);
    expect(await recordAt(store(), path)).toMatchObject({ run: 'run-1', client: { client_id: 'c1' } });
  });
});

it('a record that is gone cannot be opened, and leaves nothing behind', async () => {
  const { data, store } = await records();
  const opened = await store.openRecord(`${data}/clients/none.json`);
  expect(opened.ok).toBe(false);
  await expect(namesIn(`${data}/clients`)).rejects.toThrow('ENOENT');
});
