import type { PastedAnswer } from '../../domain/evidence/pasted-answer.ts';
import type { Adoptable } from '../../domain/management/adoptable.ts';
import type { ClientInformation } from '../../domain/management/client-information.ts';
import type { ClientRecord, KeptRecord, OwnKey } from '../../domain/management/client-record.ts';
import { recordAfter, recordBeside, withTokensToTry } from '../../domain/management/record-after.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { type Result, success } from '../../domain/result.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import { findOwnKey } from '../../store/keys/own-key.ts';
import { type ClientRecords, serverKey } from '../../store/records/client-records.ts';
import { isThere } from '../../store/records/record-place.ts';
import { newRunId } from '../../store/runs/run-id.ts';

/** A client that somebody has the answer of, and what was asked for where that is known. */
export type Found = {
  client: ClientInformation;
  deviations: string[];
  answer: PastedAnswer;
  asked: ClientMetadata;
};

/** `isOlder`: the record knew more than what was adopted, and its own values stand. */
export type Adopted = KeptRecord & { isOlder?: true };

/** A client that has a record here gets the newer credentials; any other gets a record. */
export async function keepAdopted(
  records: ClientRecords,
  server: AuthorizationServer,
  found: Found & Adoptable,
): Promise<Result<Adopted>> {
  const { records: known } = await records.listRecords();
  const before = known.findLast(
    ({ record }) =>
      record.client.client_id === found.client.client_id && serverKey(record.server.url) === serverKey(server.url),
  );
  if (before) return renewed(records, before.path, found);
  const made = await recorded(records, server, found);
  return made.ok && found.tokens?.length ? renewed(records, made.value.path, found) : made;
}

async function renewed(records: ClientRecords, path: string, found: Found & Adoptable): Promise<Result<Adopted>> {
  const opened = await records.openRecord(path);
  if (!opened.ok) return opened;
  const open = opened.value;
  try {
    const { record } = open.kept;
    const isOlder = isOlderThan(record, found);
    const after = isOlder ? beside(record, found) : withNewer(record, found);
    const written = await open.keepRecord(after);
    const { registration_access_token: token, client_secret: secret } = found.client;
    const differs =
      (token && !record.client.registration_access_token?.equals(token)) ||
      (secret && !record.client.client_secret?.equals(secret));
    return written.ok ? success({ path, record: after, ...(isOlder && differs && { isOlder }) }) : written;
  } finally {
    await open.close();
  }
}

/** An answer is news, unless it gives a secret that was replaced since; a file of ours is as old as it says. */
function isOlderThan(record: ClientRecord, { from, saidAt, client }: Found & Adoptable): boolean {
  const { client_secret: secret } = client;
  if (secret && record.earlier_client_secrets?.some(earlier => earlier.equals(secret))) return true;
  if (from === 'answer') return false;
  return saidAt === undefined || saidAt <= (record.updated_at ?? record.registered_at);
}

function beside(record: ClientRecord, { client, tokens = [], secrets = [] }: Found & Adoptable): ClientRecord {
  return recordBeside(record, { client, tokens, secrets });
}

/** The newer credentials take their place; all that either side held before is kept to be tried. */
function withNewer(record: ClientRecord, found: Found & Adoptable): ClientRecord {
  const { client, deviations, answer } = found;
  const all = { ...record, deviations: [...new Set([...record.deviations, ...deviations])] };
  const after = recordAfter(all, { client, at: new Date(answer.receivedAt).toISOString() }).record;
  const held = withTokensToTry(after, record.earlier_registration_access_tokens ?? []);
  return beside(held, found);
}

async function recorded(
  records: ClientRecords,
  { url, issuer, registration_endpoint, preset }: AuthorizationServer,
  { client, deviations, answer, asked }: Found,
): Promise<Result<KeptRecord>> {
  const at = new Date(answer.receivedAt).toISOString();
  const draft = {
    run: newRunId(answer.receivedAt),
    server: {
      url,
      // A relative registration_client_uri needs something to start from.
      registration_endpoint: registration_endpoint ?? url,
      ...(issuer !== undefined && { issuer }),
      ...(preset !== undefined && { preset }),
    },
    asked,
    request_id: '',
    sent_at: at,
  };
  const place = await records.placeRecord(draft);
  if (!place.ok) return place;
  const onDisk = await place.value.keepAnswer(answer);
  const written = onDisk.ok ? await place.value.keepClient(client, deviations, answer.receivedAt) : onDisk;
  if (!written.ok) {
    await place.value.release();
    return written;
  }
  return success({
    path: place.value.path,
    record: { schema_version: 1, ...draft, registered_at: at, client, deviations },
  });
}

/** The key that the client signs with: the one here that the server has, else the one that its registration sent. */
export async function withOwnKey(
  records: ClientRecords,
  adopted: KeptRecord,
  dataFolder: string,
  sent: OwnKey | undefined,
): Promise<Result<KeptRecord>> {
  const { path, record } = adopted;
  if (record.kid !== undefined || record.private_key_file !== undefined) return success(adopted);
  const key = (await findOwnKey(dataFolder, record.client.metadata)) ?? (sent && (await asItIsHere(sent)));
  if (key === undefined || Object.keys(key).length === 0) return success(adopted);
  const opened = await records.openRecord(path);
  if (!opened.ok) return opened;
  try {
    const after = { ...opened.value.kept.record, ...key };
    const written = await opened.value.keepRecord(after);
    return written.ok ? success({ path, record: after }) : written;
  } finally {
    await opened.value.close();
  }
}

/** A file of another machine names a path that this one does not have. */
async function asItIsHere({ private_key_file: file, kid }: OwnKey): Promise<OwnKey> {
  const isHere = file !== undefined && (await isThere(file));
  return { ...(kid !== undefined && { kid }), ...(isHere && { private_key_file: file }) };
}
