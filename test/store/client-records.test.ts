import { mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ClientInformation } from '../../src/domain/client-information.ts';
import type { RegistrationDraft } from '../../src/domain/client-record.ts';
import type { RawAnswer } from '../../src/domain/request.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { RecordPlace } from '../../src/engine/ports.ts';
import { chooseRecord } from '../../src/store/choose-record.ts';
import { type ClientRecords, createClientRecords } from '../../src/store/client-records.ts';
import { killedAfter, modeOf, namesIn, outputOf, startNode, temporaryFolder } from './on-disk.ts';

const AT = Date.UTC(2026, 10, 23, 8, 40);

function draft(changes: Partial<RegistrationDraft> = {}): RegistrationDraft {
  return {
    run: 'run-1',
    server: { url: 'https://idp.example.com', registration_endpoint: 'https://idp.example.com/register' },
    asked: { client_name: 'bff', redirect_uris: ['https://app.example.com/cb'] },
    private_key_file: '/keys/k.pem',
    kid: 'k',
    request_id: 'req-1',
    sent_at: '2026-11-23T08:39:59.000Z',
    ...changes,
  };
}

function answer(body: string | Uint8Array, changes: Partial<RawAnswer> = {}): RawAnswer {
  return {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(body),
    receivedAt: AT,
    tookMs: 12,
    ...changes,
  };
}

function client(id: string, changes: Partial<ClientInformation> = {}): ClientInformation {
  return {
    client_id: id,
    client_secret: new Secret(`tops3cret-${id}`),
    client_secret_expires_at: 0,
    registration_access_token: new Secret(`tops3cret-rat-${id}`),
    registration_client_uri: '/register/1',
    metadata: { client_name: 'bff', x_unknown: { deep: [1] } },
    ...changes,
  };
}

/** As the real one does: whatever has a client_id is a client. */
function judge(status: number, body: string): ClientInformation | undefined {
  const id = /"client_id":"(\w+)"/.exec(body)?.[1];
  return status < 300 && id !== undefined ? client(id) : undefined;
}

async function records(): Promise<{ data: string; store: ClientRecords }> {
  const data = join(await temporaryFolder(), 'data');
  return { data, store: createClientRecords(data, judge) };
}

async function placed(store: ClientRecords, changes: Partial<RegistrationDraft> = {}): Promise<RecordPlace> {
  const place = await store.placeRecord(draft(changes));
  if (!place.ok) throw new Error(JSON.stringify(place.failure));
  return place.value;
}

async function registered(store: ClientRecords, id: string, changes: Partial<RegistrationDraft> = {}, at = AT) {
  const place = await placed(store, changes);
  const body = JSON.stringify({ client_id: id });
  expect(await place.keepAnswer(answer(body))).toMatchObject({ ok: true });
  const name = changes.asked?.['client_name'];
  const metadata = { ...(typeof name === 'string' && { client_name: name }) };
  expect(await place.keepClient(client(id, { metadata }), ['answered 200 instead of 201'], at)).toMatchObject({
    ok: true,
  });
  return place;
}

async function json(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

describe('the record of a registration', () => {
  it('has its room on disk before anything is sent, and gives it back', async () => {
    const { data, store } = await records();
    const place = await placed(store);
    expect(place.path).toBe(join(data, 'clients', 'run-1.json'));
    expect(await namesIn(join(data, 'clients'))).toEqual(['run-1.json.part']);
    expect((await readFile(`${place.path}.part`)).length).toBeGreaterThan(65_536);
    expect(await store.listRecords()).toEqual({ records: [], problems: [] });
    await place.release();
    expect(await namesIn(join(data, 'clients'))).toEqual([]);
  });

  it('holds the answer as it came, for this user alone, before anybody judged it', async () => {
    const { data, store } = await records();
    const place = await placed(store);
    await place.keepAnswer(answer('\ufeff{"client_id":"c1" nonsense\u0000'));
    expect(await json(place.path)).toEqual({
      schema_version: 1,
      ...draft(),
      answer: {
        status: 201,
        headers: { 'content-type': 'application/json' },
        body: '\ufeff{"client_id":"c1" nonsense\u0000',
      },
    });
    expect(await modeOf(place.path)).toBe(0o600);
    expect(await modeOf(join(data, 'clients'))).toBe(0o700);
    expect(await namesIn(join(data, 'clients'))).toEqual(['run-1.json']);
  });

  it('holds an answer that is no text, and says what is missing of one that broke off', async () => {
    const { store } = await records();
    const place = await placed(store);
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0x80]);
    await place.keepAnswer(answer(bytes, { incomplete: 'cut' }));
    expect(await json(place.path)).toMatchObject({ answer: { body_base64: '//4AgA==', incomplete: 'cut' } });
  });

  it('holds an answer that is longer than its room', async () => {
    const { store } = await records();
    const place = await placed(store);
    const body = JSON.stringify({ client_id: 'c1', x: 'y'.repeat(900_000) });
    expect(await place.keepAnswer(answer(body))).toMatchObject({ ok: true });
    expect(await json(place.path)).toMatchObject({ answer: { body } });
  });

  it('holds the client beside the answer once it is judged, named as the server named it', async () => {
    const { store } = await records();
    const place = await registered(store, 'c1');
    expect(await json(place.path)).toEqual({
      schema_version: 1,
      ...draft(),
      answer: { status: 201, headers: { 'content-type': 'application/json' }, body: '{"client_id":"c1"}' },
      registered_at: '2026-11-23T08:40:00.000Z',
      client: {
        client_id: 'c1',
        client_secret: 'tops3cret-c1',
        client_secret_expires_at: 0,
        registration_access_token: 'tops3cret-rat-c1',
        registration_client_uri: '/register/1',
      },
      deviations: ['answered 200 instead of 201'],
    });
    expect(await modeOf(place.path)).toBe(0o600);
    await place.release();
    expect(await place.setAside()).toBeUndefined();
    expect((await store.listRecords()).records).toHaveLength(1);
  });

  it('never takes the place of another of the same run', async () => {
    const { data, store } = await records();
    for (const id of ['c1', 'c2', 'c3']) await registered(store, id);
    expect(await namesIn(join(data, 'clients'))).toEqual(['run-1-2.json', 'run-1-3.json', 'run-1.json']);
    expect((await store.listRecords()).records.map(({ record }) => record.client.client_id).sort()).toEqual([
      'c1',
      'c2',
      'c3',
    ]);
  });

  it('goes to answers/ where it is no registration, and over no other there', async () => {
    const { data, store } = await records();
    const saved: unknown[] = [];
    for (const body of ['<html>', '{}']) {
      const place = await placed(store);
      await place.keepAnswer(answer(body, { status: 500 }));
      saved.push(await place.setAside());
      await place.release();
    }
    expect(saved).toEqual(['run-1.json', 'run-1-2.json'].map(name => join(data, 'answers', name)));
    expect(await json(join(data, 'answers', 'run-1.json'))).toMatchObject({ answer: { status: 500, body: '<html>' } });
    expect(await modeOf(join(data, 'answers', 'run-1.json'))).toBe(0o600);
    expect(await namesIn(join(data, 'clients'))).toEqual([]);
  });

  it('is removed again where nothing was granted', async () => {
    const { data, store } = await records();
    const place = await placed(store);
    await place.keepAnswer(answer('{"error":"invalid_token"}', { status: 401 }));
    await place.release();
    const empty = await placed(store, { run: 'run-2' });
    expect(await empty.setAside()).toBeUndefined();
    expect(await namesIn(join(data, 'clients'))).toEqual([]);
    expect(await namesIn(join(data, 'answers'))).toEqual([]);
  });

  it('is not placed where the disk does not take it, and says what to do', async () => {
    const data = await temporaryFolder();
    const code = `
      import { createClientRecords } from '{store}/client-records.ts';
      const { placeRecord } = createClientRecords(process.argv[1], () => undefined);
      console.log(JSON.stringify(await placeRecord(JSON.parse(process.argv[2]))));`;
    const output = await outputOf(startNode(code, [data, JSON.stringify(draft())], 32));
    expect(JSON.parse(output)).toMatchObject({ ok: false, failure: { kind: 'not-written', code: 'EFBIG' } });
    expect(await namesIn(join(data, 'clients'))).toEqual([]);
    await writeFile(join(data, 'file'), '');
    expect(await createClientRecords(join(data, 'file'), judge).placeRecord(draft())).toMatchObject({
      failure: { code: 'ENOTDIR', message: expect.stringContaining('move it away') },
    });
  });

  it('is not placed for a run whose name is a path', async () => {
    const { store } = await records();
    expect(await store.placeRecord(draft({ run: '../../x' }))).toMatchObject({ failure: { kind: 'not-valid' } });
  });

  it('takes no new room for its answer: a process that may write no longer files still keeps it', async () => {
    const data = await temporaryFolder();
    const code = `
      import { createClientRecords } from '{store}/client-records.ts';
      const { placeRecord } = createClientRecords(process.argv[1], () => undefined);
      const place = (await placeRecord(JSON.parse(process.argv[2]))).value;
      const body = Buffer.from(JSON.stringify({ client_id: 'c1', x: 'y'.repeat(60_000) }));
      const answer = { status: 201, headers: {}, body, receivedAt: 0, tookMs: 0 };
      console.log(JSON.stringify(await place.keepAnswer(answer)));`;
    expect(JSON.parse(await outputOf(startNode(code, [data, JSON.stringify(draft())], 68)))).toMatchObject({
      ok: true,
    });
    expect((await createClientRecords(data, judge).listRecords()).records).toHaveLength(1);
  });
});

describe('a process that is killed between two writes', () => {
  const code = `
    import { createClientRecords } from '{store}/client-records.ts';
    const { placeRecord } = createClientRecords(process.argv[1], () => undefined);
    for (let number = 1; ; number += 1) {
      const place = (await placeRecord(JSON.parse(process.argv[2]))).value;
      const body = Buffer.from(JSON.stringify({ client_id: 'c' + number, x: 'y'.repeat(50_000) }));
      console.log('sent');
      await place.keepAnswer({ status: 201, headers: {}, body, receivedAt: 0, tookMs: 0 });
      console.log('answered ' + number);
      await place.keepClient({ client_id: 'c' + number, metadata: {} }, [], 0);
      console.log('judged ' + number);
    }`;

  it.each([1, 2, 3, 4, 5, 6, 8, 11])('loses no client whose answer was kept (after line %i)', async lines => {
    const data = await temporaryFolder();
    const printed = await killedAfter(startNode(code, [data, JSON.stringify(draft())]), lines);
    const { records: kept, problems } = await createClientRecords(data, judge).listRecords();
    const ids = kept.map(({ record }) => record.client.client_id);
    const answered = printed.flatMap(line => /^answered (\d+)$/.exec(line)?.[1] ?? []);
    expect(problems).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(answered.map(number => `c${number}`)));
    expect(ids.length - answered.length).toBeLessThanOrEqual(1);
  });

  it('is made up for: an answer that it had no time to judge is judged when it is read', async () => {
    const { store } = await records();
    await (await placed(store)).keepAnswer(answer('{"client_id":"c1"}'));
    const [kept] = (await store.listRecords()).records;
    expect(kept?.record).toMatchObject({ registered_at: draft().sent_at, client: { client_id: 'c1' }, deviations: [] });
    expect(await store.findRecord('https://idp.example.com', 'bff')).toEqual(kept);
  });

  it('is made up for: an answer that was written but not yet renamed is found', async () => {
    const { store } = await records();
    const place = await placed(store);
    const room = await readFile(`${place.path}.part`, 'utf8');
    const text = JSON.stringify({
      schema_version: 1,
      ...draft(),
      answer: { status: 201, headers: {}, body: '{"client_id":"c1"}' },
    });
    await writeFile(`${place.path}.part`, text.padEnd(room.length));
    expect((await store.listRecords()).records).toMatchObject([
      { path: `${place.path}.part`, record: { run: 'run-1' } },
    ]);
  });

  it('leaves places that are swept after a week; one with an answer stays', async () => {
    const { data, store } = await records();
    const long = new Date(Date.now() - 8 * 86_400_000);
    const [empty, full, recent] = [await placed(store), await placed(store), await placed(store)];
    await writeFile(`${full.path}.part`, JSON.stringify({ schema_version: 1, ...draft(), answer: { status: 500 } }));
    await writeFile(join(data, 'clients', '.dcr-runbook-x.tmp'), 'half');
    for (const path of [`${empty.path}.part`, `${full.path}.part`, join(data, 'clients', '.dcr-runbook-x.tmp')]) {
      await utimes(path, long, long);
    }
    await placed(store, { run: 'run-2' });
    const left = [full.path, recent.path, join(data, 'clients', 'run-2.json')].map(path => `${path}.part`);
    expect((await namesIn(join(data, 'clients'))).map(name => join(data, 'clients', name))).toEqual(left.sort());
  });
});

describe('several processes at once', () => {
  it('lose no client of each other, in one run or many', async () => {
    const data = join(await temporaryFolder(), 'data');
    const code = `
      import { createClientRecords } from '{store}/client-records.ts';
      const { placeRecord } = createClientRecords(process.argv[1], () => undefined);
      for (let number = 1; number <= 8; number += 1) {
        const place = (await placeRecord(JSON.parse(process.argv[2]))).value;
        const id = process.argv[3] + number;
        await place.keepAnswer({ status: 201, headers: {}, body: Buffer.from('{"client_id":"' + id + '"}'), receivedAt: 0, tookMs: 0 });
        if (number % 2) await place.keepClient({ client_id: id, metadata: {} }, [], 0);
        if (number % 4 === 0) await (await placeRecord(JSON.parse(process.argv[2]))).value.release();
      }`;
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map(name => outputOf(startNode(code, [data, JSON.stringify(draft()), name]))));
    const { records: kept, problems } = await createClientRecords(data, judge).listRecords();
    const wanted = names.flatMap(name => [1, 2, 3, 4, 5, 6, 7, 8].map(number => `${name}${number}`));
    expect(kept.map(({ record }) => record.client.client_id).sort()).toEqual(wanted.sort());
    expect(problems).toEqual([]);
    expect((await namesIn(join(data, 'clients'))).filter(name => !name.endsWith('.json'))).toEqual([]);
  });
});

describe('the clients registered from here', () => {
  it('are none before the first', async () => {
    const { store } = await records();
    expect(await store.listRecords()).toEqual({ records: [], problems: [] });
    expect(await store.findRecord('https://idp.example.com', 'bff')).toBeUndefined();
  });

  it('come back as they were, with their secrets sealed', async () => {
    const { store } = await records();
    const place = await placed(store);
    await place.keepAnswer(answer('{}'));
    const metadata = JSON.parse('{"client_name":"bff","__proto__":{"x":1},"jwks":{"keys":[]}}');
    await place.keepClient(client('c1', { metadata, client_id_issued_at: 7 }), [], AT);
    const [kept] = (await store.listRecords()).records;
    expect(kept?.record.client).toEqual(client('c1', { metadata, client_id_issued_at: 7 }));
    expect(kept?.record.client.client_secret?.reveal()).toBe('tops3cret-c1');
    expect(kept?.record.client.registration_access_token?.reveal()).toBe('tops3cret-rat-c1');
    expect(JSON.stringify(kept) + inspect(kept, { depth: 9 })).not.toContain('tops3cret');
    expect(Object.hasOwn(kept?.record.client.metadata ?? {}, '__proto__')).toBe(true);
  });

  it('are listed with the oldest first', async () => {
    const { store } = await records();
    await registered(store, 'late', { run: 'a' }, AT + 2000);
    await registered(store, 'early', { run: 'b' }, AT + 1000);
    expect((await store.listRecords()).records.map(({ record }) => record.client.client_id)).toEqual(['early', 'late']);
  });

  it('are listed around what is damaged or foreign, which is said', async () => {
    const { data, store } = await records();
    await registered(store, 'c1');
    const put = (name: string, text: string) => writeFile(join(data, 'clients', name), text);
    await put('torn.json', '{"schema_version": 1, "run"');
    await put('future.json', '{"schema_version": 2}');
    await put('foreign.json', '{"schema_version": 1, "name": "x"}');
    await put('refusal.json', JSON.stringify({ schema_version: 1, ...draft(), answer: { status: 400, body: '{}' } }));
    await put('nameless.json', JSON.stringify({ schema_version: 1, ...draft(), client: {} }));
    await put('notes.txt', 'mine');
    await put('.DS_Store', '');
    await symlink(join(data, 'clients', 'run-1.json'), join(data, 'clients', 'link.json'));
    await mkdir(join(data, 'clients', 'folder.json'));
    const { records: kept, problems } = await store.listRecords();
    expect(kept).toHaveLength(1);
    const reasons = {
      torn: /not a JSON object/,
      future: /newer dcr-runbook/,
      foreign: /lacks/,
      refusal: /no registration/,
      nameless: /client_id/,
      notes: /no client record/,
      link: /symbolic link/,
      folder: /not a file|folder/,
    };
    expect(problems).toHaveLength(Object.keys(reasons).length);
    for (const [name, why] of Object.entries(reasons)) {
      expect(problems.find(problem => problem.includes(`${name}.`))).toMatch(why);
    }
  });

  it('are found by server and name, asked or granted, the newest first, however the URL is spelled', async () => {
    const { store } = await records();
    await registered(store, 'old', { run: 'a', asked: { client_name: 'bff' } }, AT);
    const newest = await registered(store, 'new', { run: 'b', asked: { client_name: 'bff' } }, AT + 1);
    expect((await store.findRecord('HTTPS://IDP.example.com:443/', 'bff'))?.path).toBe(newest.path);
    expect(await store.findRecord('https://idp.example.com/realms/a', 'bff')).toBeUndefined();
    expect(await store.findRecord('https://idp.example.com', 'spa')).toBeUndefined();
  });

  it('are forgotten for good when the operator says so', async () => {
    const { store } = await records();
    await registered(store, 'c1');
    const [kept] = (await store.listRecords()).records;
    if (!kept) throw new Error('no record');
    expect(await store.forgetRecord(kept)).toEqual({ ok: true, value: undefined });
    expect(await store.listRecords()).toEqual({ records: [], problems: [] });
    expect(await store.forgetRecord(kept)).toMatchObject({ failure: { kind: 'not-written', code: 'ENOENT' } });
  });
});

describe('the client that the operator means', () => {
  async function list() {
    const { store } = await records();
    await registered(store, 'c1', { run: 'a', asked: { client_name: 'bff' } }, AT);
    await registered(store, 'c2', { run: 'b', asked: { client_name: 'spa' } }, AT + 1);
    await registered(store, 'c3', { run: 'c', asked: { client_name: 'bff' } }, AT + 2);
    await registered(store, '1', { run: 'd', asked: { client_name: 'numbered' } }, AT + 3);
    await registered(store, 'c2', { run: 'e', asked: { client_name: 'spa' } }, AT + 4);
    return (await store.listRecords()).records;
  }

  it('is named by its client_id, its only name, or its number in the list', async () => {
    const kept = await list();
    const runOf = (text: string) => {
      const chosen = chooseRecord(kept, text);
      return chosen.ok ? chosen.value.record.run : chosen.failure;
    };
    expect(['c3', ' numbered ', '2', '3', '1'].map(runOf)).toEqual(['c', 'd', 'b', 'c', 'd']);
  });

  it('is the newest record of it, where an update left an older one', async () => {
    expect(chooseRecord(await list(), 'c2')).toMatchObject({ value: { record: { run: 'e' } } });
    expect(chooseRecord(await list(), 'spa')).toMatchObject({ value: { record: { run: 'e' } } });
  });

  it('is asked for again where the name is that of two, naming both', async () => {
    expect(chooseRecord(await list(), 'bff')).toMatchObject({
      failure: { kind: 'not-valid', problem: expect.stringMatching(/1 \(c1 at .*3 \(c3 at /) },
    });
  });

  it.each(['c9', '0', '6', '-1', '1.5', ''])('is nobody under %j', async text => {
    expect(chooseRecord(await list(), text)).toMatchObject({ failure: { kind: 'not-valid' } });
  });

  it('is nobody before the first was registered', () => {
    expect(chooseRecord([], 'bff')).toMatchObject({
      failure: { problem: expect.stringContaining('no client was registered') },
    });
  });
});
