import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import type { ClientInformation } from '../../domain/management/client-information.ts';
import type { ClientRecord, RegistrationDraft } from '../../domain/management/client-record.ts';
import { type Intended, recordAfter, withTokensToTry } from '../../domain/management/record-after.ts';
import { strings } from '../../domain/metadata/client-metadata.ts';
import { salvagedTokens } from '../../domain/registration/salvaged.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { RawAnswer } from '../../domain/server/request.ts';

/** How a raw answer is read, for a record that its process had no time to judge. Undefined: it is no registration. */
export type Judge = (status: number, body: string) => ClientInformation | undefined;

/** What stands in a record's file once the client is judged. */
export type Granted = { client: ClientInformation; deviations: string[]; registeredAt: number };

/** The text of a record: what was sent, then what came back, then what that means. Its secrets stand in it as they are. */
export function recordText(draft: RegistrationDraft, answer?: RawAnswer, granted?: Granted): string {
  const record = {
    schema_version: 1,
    ...draft,
    ...(answer && { answer: writtenAnswer(answer) }),
    ...(granted && {
      registered_at: new Date(granted.registeredAt).toISOString(),
      client: writtenClient(granted.client),
      deviations: granted.deviations,
    }),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

export function writtenAnswer({ status, headers, body, incomplete }: RawAnswer): JsonObject {
  return { status, headers, ...writtenBody(body), ...(incomplete && { incomplete }) };
}

function writtenBody(body: Uint8Array): JsonObject {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { body_base64: Buffer.from(body).toString('base64') };
  }
}

export function writtenClient({
  client_secret,
  registration_access_token,
  metadata,
  ...open
}: ClientInformation): JsonObject {
  return {
    ...metadata,
    ...open,
    ...(client_secret && { client_secret: client_secret.reveal() }),
    ...(registration_access_token && { registration_access_token: registration_access_token.reveal() }),
  };
}

/** What a file in `clients/` holds. `no-client`: nothing came back yet, or what came is no registration. */
export type RecordReading = { record: ClientRecord } | 'no-client' | { problem: string };

/** Reads a record's text; secrets are sealed. One that holds only a raw answer is judged now. */
export function readRecord(text: string, judge: Judge): RecordReading {
  const file = parseJson(text);
  if (!isJsonObject(file)) return { problem: 'it is not a JSON object' };
  if (file['schema_version'] !== 1) return { problem: 'its schema_version is not 1: is it of a newer dcr-runbook?' };
  const draft = readDraft(file);
  if (!draft) return { problem: 'it lacks what every client record has (run, server, asked, request_id, sent_at)' };
  const client = isJsonObject(file['client']) ? readClient(file['client']) : judgedAnswer(file['answer'], judge);
  if (!client) return isJsonObject(file['client']) ? { problem: 'its client has no client_id' } : 'no-client';
  const record: ClientRecord = {
    schema_version: 1,
    ...draft,
    registered_at: asText(file['registered_at']) ?? draft.sent_at,
    client,
    deviations: strings(file['deviations']),
    ...readManaged(file),
  };
  return { record: withUnjudged(record, file['latest_answer'], judge) };
}

/** What management added to the record. */
function readManaged(file: JsonObject): Partial<ClientRecord> {
  const tokens = sealed(file['earlier_registration_access_tokens']);
  const secrets = sealed(file['earlier_client_secrets']);
  const keys = Array.isArray(file['earlier_keys']) ? file['earlier_keys'].filter(isJsonObject) : [];
  return {
    ...texts(file, 'updated_at', 'deletion_sent_at'),
    ...(tokens.length > 0 && { earlier_registration_access_tokens: tokens }),
    ...(secrets.length > 0 && { earlier_client_secrets: secrets }),
    ...(keys.length > 0 && { earlier_keys: keys.map(key => texts(key, 'kid', 'private_key_file')) }),
  };
}

/** The process died between an answer and its judgement: what it brought counts all the same. */
function withUnjudged(record: ClientRecord, latest: Json | undefined, judge: Judge): ClientRecord {
  if (!isJsonObject(latest) || latest['judged'] === true) return record;
  const client = judgedAnswer(latest['answer'], judge);
  if (client === undefined) return withTokensToTry(record, salvagedTokens(bodyText(latest['answer'])));
  if (client.client_id !== record.client.client_id) return record;
  const intended = isJsonObject(latest['intended']) ? readIntended(latest['intended']) : undefined;
  const [taken] = sealed([latest['taken'] ?? null]);
  return recordAfter(record, { client, taken, intended, at: asText(latest['received_at']) ?? record.sent_at }).record;
}

function readIntended({ method, asked, changed, ...key }: JsonObject): Intended {
  return {
    method: method === 'PATCH' ? 'PATCH' : 'PUT',
    asked: isJsonObject(asked) ? asked : {},
    changed: strings(changed),
    ...texts(key, 'kid', 'private_key_file'),
  };
}

function readDraft(file: JsonObject): RegistrationDraft | undefined {
  const server = isJsonObject(file['server']) ? file['server'] : {};
  const run = asText(file['run']);
  const url = asText(server['url']);
  const endpoint = asText(server['registration_endpoint']);
  const requestId = asText(file['request_id']);
  const sentAt = asText(file['sent_at']);
  if (!run || !url || !endpoint || requestId === undefined || !sentAt || !isJsonObject(file['asked'])) return undefined;
  return {
    run,
    ...texts(file, 'runbook'),
    ...(file['practice'] === true && { practice: true as const }),
    server: { url, ...texts(server, 'issuer'), registration_endpoint: endpoint, ...texts(server, 'preset') },
    asked: file['asked'],
    ...texts(file, 'private_key_file', 'kid'),
    request_id: requestId,
    sent_at: sentAt,
  };
}

function readClient(written: JsonObject): ClientInformation | undefined {
  const {
    client_id,
    client_secret,
    registration_access_token,
    registration_client_uri,
    client_secret_expires_at,
    client_id_issued_at,
    ...metadata
  } = written;
  if (typeof client_id !== 'string') return undefined;
  return {
    client_id,
    ...(typeof client_secret === 'string' && { client_secret: new Secret(client_secret) }),
    ...(typeof client_secret_expires_at === 'number' && { client_secret_expires_at }),
    ...(typeof client_id_issued_at === 'number' && { client_id_issued_at }),
    ...(typeof registration_access_token === 'string' && {
      registration_access_token: new Secret(registration_access_token),
    }),
    ...(typeof registration_client_uri === 'string' && { registration_client_uri }),
    metadata,
  };
}

function judgedAnswer(answer: Json | undefined, judge: Judge): ClientInformation | undefined {
  if (!isJsonObject(answer) || typeof answer['status'] !== 'number') return undefined;
  return judge(answer['status'], bodyText(answer));
}

function bodyText(answer: Json | undefined): string {
  if (!isJsonObject(answer)) return '';
  const base64 = asText(answer['body_base64']);
  return base64 === undefined ? (asText(answer['body']) ?? '') : Buffer.from(base64, 'base64').toString('utf8');
}

function sealed(value: Json | undefined): Secret[] {
  return strings(value).map(text => new Secret(text));
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Of these members, those that are texts. */
function texts<K extends string>(from: JsonObject, ...members: K[]): { [M in K]?: string } {
  const found: { [M in K]?: string } = {};
  for (const member of members) {
    const value = from[member];
    if (typeof value === 'string') found[member] = value;
  }
  return found;
}
