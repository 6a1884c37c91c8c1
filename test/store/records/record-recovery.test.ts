import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClientRecords } from '../../../src/store/records/client-records.ts';
import { killedAfter, namesIn, outputOf, startNode, temporaryFolder } from '../on-disk.ts';
import { answer, draft, judge, placed, records } from '../registrations.ts';

describe('a process that is killed between two writes', () => {
  const code = `
    import { createClientRecords } from '{store}/records/client-records.ts';
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
      import { createClientRecords } from '{store}/records/client-records.ts';
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
