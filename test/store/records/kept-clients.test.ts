import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { chooseRecord } from '../../../src/store/records/choose-record.ts';
import { AT, answer, client, draft, placed, records, registered } from '../registrations.ts';

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

  it('have nothing to say about what a killed process left half-written or without a client: that is for resume', async () => {
    const { data, store } = await records();
    await registered(store, 'c1');
    const put = (name: string, text: string) => writeFile(join(data, 'clients', name), text);
    await put('cut.json', JSON.stringify({ schema_version: 1, ...draft(), answer: { status: 201, body: '{"cli' } }));
    await put('place.json.part', JSON.stringify({ schema_version: 1, ...draft() }));
    await put('torn.json.part', '{"schema_version": 1, "run"');
    const { records: kept, problems } = await store.listRecords();
    expect([kept.length, problems]).toEqual([1, []]);
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
