import type { ClientMetadata } from '../metadata/client-metadata.ts';
import type { Secret } from '../secrets/secret.ts';
import { withoutNulls } from './client-changes.ts';
import type { ClientInformation } from './client-information.ts';
import type { ClientRecord, OwnKey } from './client-record.ts';
import type { Rotated } from './managed-client.ts';
import type { ClientUpdate } from './update-request.ts';

/** What an update was to come to: what the record says once the server agreed. */
export type Intended = Pick<ClientUpdate, 'method' | 'asked' | 'changed'> & OwnKey;

/** What the server answered about a client that is registered already. */
export type ClientAnswer = {
  client: ClientInformation;
  /** ISO 8601. */
  at: string;
  /** The token that the server took for it. Left out: the record's. */
  taken?: Secret | undefined;
  /** Left out: it was only read. */
  intended?: Intended | undefined;
};

const MOST_EARLIER = 10;

/**
 * The record as an answer leaves it. Credentials that are given anew take the place of the old ones, which are kept
 * beside them; what an answer does not repeat stays. What was granted changes by an update only: a read shows what
 * stands at the server, and the record what was agreed.
 */
export function recordAfter(record: ClientRecord, answer: ClientAnswer): { record: ClientRecord; rotated: Rotated[] } {
  const { client, intended, at } = answer;
  const taken = answer.taken ?? record.client.registration_access_token;
  const isNewToken = isNew(client.registration_access_token, taken);
  const isNewSecret = isNew(client.client_secret, record.client.client_secret);
  const { earlier_registration_access_tokens: _, deletion_sent_at: __, ...rest } = record;
  const after: ClientRecord = {
    ...rest,
    client: {
      ...credentials(record, client, taken),
      metadata: intended ? agreed(record.client.metadata, client.metadata, intended) : record.client.metadata,
    },
    ...(isNewToken && taken && { earlier_registration_access_tokens: [taken] }),
    ...(isNewSecret && { earlier_client_secrets: earlier(record) }),
    ...(intended && { asked: intended.asked, updated_at: at }),
  };
  const rotated: Rotated[] = [
    ...(isNewToken ? (['registration_access_token'] as const) : []),
    ...(isNewSecret ? (['client_secret'] as const) : []),
  ];
  return { record: intended ? withOwnKey(after, intended) : after, rotated };
}

/** The same record with more tokens to try: some were in an answer that could not be read as a whole. */
export function withTokensToTry(record: ClientRecord, tokens: readonly Secret[]): ClientRecord {
  const known = [record.client.registration_access_token, ...(record.earlier_registration_access_tokens ?? [])];
  const unheard = tokens.filter(token => !known.some(other => other?.equals(token)));
  if (unheard.length === 0) return record;
  const all = [...unheard, ...(record.earlier_registration_access_tokens ?? [])];
  return { ...record, earlier_registration_access_tokens: all.slice(0, MOST_EARLIER) };
}

/** What an older document has of the same client. */
export type Older = { client: ClientInformation; tokens: readonly Secret[]; secrets: readonly Secret[] };

/** The same record beside an older document: its own values stand, and credentials it had not heard of are kept. */
export function recordBeside(record: ClientRecord, { client: old, tokens, secrets }: Older): ClientRecord {
  const { registration_access_token: token, client_secret: secret, registration_client_uri: uri } = old;
  const client: ClientInformation = {
    ...(token && { registration_access_token: token }),
    ...(secret && { client_secret: secret }),
    ...(uri !== undefined && { registration_client_uri: uri }),
    ...record.client,
  };
  const known = [client.client_secret, ...(record.earlier_client_secrets ?? [])];
  const unheard = [...(secret ? [secret] : []), ...secrets].filter(one => !known.some(other => other?.equals(one)));
  const all = [...(record.earlier_client_secrets ?? []), ...unheard].slice(0, MOST_EARLIER);
  const beside = { ...record, client, ...(all.length > 0 && { earlier_client_secrets: all }) };
  return withTokensToTry(beside, [...tokens, ...(token ? [token] : [])]);
}

function isNew(given: Secret | undefined, before: Secret | undefined): boolean {
  return given !== undefined && before !== undefined && !given.equals(before);
}

function credentials(
  { client: before, server }: ClientRecord,
  given: ClientInformation,
  taken: Secret | undefined,
): Omit<ClientInformation, 'metadata'> {
  const token = given.registration_access_token ?? taken;
  const secret = given.client_secret ?? before.client_secret;
  const isOldSecret = given.client_secret === undefined || !isNew(given.client_secret, before.client_secret);
  // How long a secret lives says nothing about the one after it.
  const secretEnds = given.client_secret_expires_at ?? (isOldSecret ? before.client_secret_expires_at : undefined);
  const issuedAt = before.client_id_issued_at ?? given.client_id_issued_at;
  const uri = managementUri(
    before.registration_client_uri,
    given.registration_client_uri,
    server.registration_endpoint,
  );
  return {
    client_id: before.client_id,
    ...(secret && { client_secret: secret }),
    ...(secretEnds !== undefined && { client_secret_expires_at: secretEnds }),
    ...(issuedAt !== undefined && { client_id_issued_at: issuedAt }),
    ...(token && { registration_access_token: token }),
    ...(uri !== undefined && { registration_client_uri: uri }),
  };
}

/** Behind some gateways later answers name an address that only the server itself can reach. */
function managementUri(before: string | undefined, given: string | undefined, base: string): string | undefined {
  if (before === undefined || given === undefined) return given ?? before;
  const originOf = (uri: string) => (URL.canParse(uri, base) ? new URL(uri, base).origin : undefined);
  return originOf(given) === originOf(before) ? given : before;
}

function agreed(before: ClientMetadata, given: ClientMetadata, { method, asked, changed }: Intended): ClientMetadata {
  // An answer with nothing but credentials says that it was done, not that everything was taken away.
  if (Object.keys(given).length === 0) return asked;
  if (method === 'PUT') return given;
  // To a PATCH some servers answer with the changes only.
  const untouched = Object.entries(before).filter(([member]) => !changed.includes(member));
  return withoutNulls({ ...Object.fromEntries(untouched), ...given });
}

function earlier({ client, earlier_client_secrets: before = [] }: ClientRecord): Secret[] {
  return [...(client.client_secret ? [client.client_secret] : []), ...before].slice(0, MOST_EARLIER);
}

/** The key that the client signs with from here on; the one before it is remembered. */
function withOwnKey(record: ClientRecord, { kid, private_key_file }: Intended): ClientRecord {
  if (kid === undefined || kid === record.kid) return record;
  const { kid: oldKid, private_key_file: oldFile, earlier_keys: before = [], ...rest } = record;
  const old: OwnKey = {
    ...(oldKid !== undefined && { kid: oldKid }),
    ...(oldFile !== undefined && { private_key_file: oldFile }),
  };
  const earlierKeys = oldKid === undefined && oldFile === undefined ? before : [old, ...before];
  return {
    ...rest,
    kid,
    ...(private_key_file !== undefined && { private_key_file }),
    ...(earlierKeys.length > 0 && { earlier_keys: earlierKeys }),
  };
}
