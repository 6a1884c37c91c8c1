import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClientRecords } from '../../../src/store/records/client-records.ts';
import { modeOf, namesIn, outputOf, startNode, temporaryFolder } from '../on-disk.ts';
import { answer, draft, json, judge, placed, records, registered } from '../registrations.ts';

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
      import { createClientRecords } from '{store}/records/client-records.ts';
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

  it('takes no new room for its answer: the bytes that were reserved become the record', async () => {
    const { store } = await records();
    const place = await placed(store);
    const reserved = await stat(`${place.path}.part`);
    const body = JSON.stringify({ client_id: 'c1', x: 'y'.repeat(60_000) });
    expect(await place.keepAnswer(answer(body))).toMatchObject({ ok: true });
    const kept = await stat(place.path);
    expect(kept.ino).toBe(reserved.ino);
    expect(kept.size).toBeLessThan(reserved.size);
  });
});
