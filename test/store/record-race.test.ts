import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createClientRecords } from '../../src/store/client-records.ts';
import * as privateFile from '../../src/store/private-file.ts';
import { namesIn, temporaryFolder } from './on-disk.ts';

vi.mock('../../src/store/private-file.ts', { spy: true });

it('another process that finishes its record between our look and our reservation keeps it', async () => {
  const data = await temporaryFolder();
  const theirs = join(data, 'clients', 'run-1.json');
  const createFile = vi.mocked(privateFile.createFile);
  const original = createFile.getMockImplementation();
  createFile.mockImplementationOnce((path, bytes) => {
    writeFileSync(theirs, 'theirs');
    createFile.mockImplementation(original ?? createFile);
    return privateFile.createFile(path, bytes);
  });
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
