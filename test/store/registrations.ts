import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ClientInformation } from '../../src/domain/management/client-information.ts';
import type { RegistrationDraft } from '../../src/domain/management/client-record.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { RawAnswer } from '../../src/domain/server/request.ts';
import type { RecordPlace } from '../../src/engine/ports.ts';
import { type ClientRecords, createClientRecords } from '../../src/store/records/client-records.ts';
import { temporaryFolder } from './on-disk.ts';

export const AT = Date.UTC(2026, 10, 23, 8, 40);

export function draft(changes: Partial<RegistrationDraft> = {}): RegistrationDraft {
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

export function answer(body: string | Uint8Array, changes: Partial<RawAnswer> = {}): RawAnswer {
  return {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(body),
    receivedAt: AT,
    tookMs: 12,
    ...changes,
  };
}

export function client(id: string, changes: Partial<ClientInformation> = {}): ClientInformation {
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
export function judge(status: number, body: string): ClientInformation | undefined {
  const id = /"client_id":"(\w+)"/.exec(body)?.[1];
  return status < 300 && id !== undefined ? client(id) : undefined;
}

export async function records(): Promise<{ data: string; store: ClientRecords }> {
  const data = join(await temporaryFolder(), 'data');
  return { data, store: createClientRecords(data, judge) };
}

export async function placed(store: ClientRecords, changes: Partial<RegistrationDraft> = {}): Promise<RecordPlace> {
  const place = await store.placeRecord(draft(changes));
  if (!place.ok) throw new Error(JSON.stringify(place.failure));
  return place.value;
}

export async function registered(store: ClientRecords, id: string, changes: Partial<RegistrationDraft> = {}, at = AT) {
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

export async function json(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
