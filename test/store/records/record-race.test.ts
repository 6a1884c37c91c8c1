import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createClientRecords } from '../../../src/store/records/client-records.ts';
import { namesIn, temporaryFolder } from '../on-disk.ts';

const world = vi.hoisted(() => ({ meanwhile: () => {} }));

vi.mock('../../../src/store/files/private-file.ts', async importOriginal => {
  const original = await importOriginal<typeof import('../../../src/store/files/private-file.ts')>();
  const createFile: typeof original.createFile = (path, bytes) => {
    world.meanwhile();
    return original.createFile(path, bytes);
  };
  return { ...original, createFile };
});

it('another process that finishes its record between our look and our reservation keeps it', async () => {
  const data = await temporaryFolder();
  const theirs = join(data, 'clients', 'run-1.json');
  world.meanwhile = () => {
    if (!existsSync(theirs)) writeFileSync(theirs, 'theirs');
  };
  const place = await createClientRecords(data, () => undefined).placeRecord({
    run: 'run-1',
    server: { url: 'https://idp.example.com', registration_endpoint: 'https://idp.example.com/register' },
    asked: {},
    request_id: 'r',
    sent_at: '2026-11-23T08:39:59.000Z',
  });
  if (!place.ok) throw new Error(JSON.stringify(place.failure));
  await place.value.keepAnswer({ status: 201, headers: {}, body: Buffer.from('{}'), receivedAt: 0, tookMs: 0 });
  expect(readFileSync(theirs, 'utf8')).toBe('theirs');
  expect(await namesIn(join(data, 'clients'))).toEqual(['run-1-2.json', 'run-1.json']);
});
