import { answerOf, type PastedAnswer, pastedAnswer } from '../evidence/pasted-answer.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../json.ts';
import { type ClientMetadata, strings } from '../metadata/client-metadata.ts';
import { salvagedTokens } from '../registration/salvaged.ts';
import { Secret } from '../secrets/secret.ts';
import { isMask } from '../secrets/secret-members.ts';
import type { OwnKey } from './client-record.ts';

/** What a file has of a client that may be adopted. Of our own files more is known than the answer alone. */
export type Adoptable = {
  from: 'answer' | 'kept answer' | 'client record' | 'journal' | 'support bundle' | 'document';
  /** Left out: nothing in it names a client. */
  answer?: PastedAnswer;
  /** The run that sent the registration. */
  run?: string;
  server?: { url: string; issuer?: string; registration_endpoint?: string; preset?: string };
  asked?: ClientMetadata;
  key?: OwnKey;
  /** ISO 8601: what the file says was so then. Left out: nobody knows. */
  saidAt?: string;
  /** More tokens that the file holds, the newest first: those of the answer to an update before all others. */
  tokens?: Secret[];
  /** Secrets that the client had before. */
  secrets?: Secret[];
  /** Where that run put the answer aside. */
  saved?: string;
};

export const FROM_WORDS: Readonly<Record<Adoptable['from'], string>> = {
  answer: 'an answer',
  'kept answer': 'the kept answer',
  'client record': 'the client record',
  journal: 'the journal',
  'support bundle': 'the support bundle',
  document: 'the --json document',
};

/** Reads what somebody has of a client: an answer as it was pasted, or a file that this tool wrote itself. */
export function adoptable(text: string, at: number): Adoptable {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  const own = isJsonObject(json) && json['schema_version'] === 1 ? ownDocument(json, at) : ownJournal(text, at);
  return own ?? { from: 'answer', answer: pastedAnswer(text, at) };
}

function ownDocument(document: JsonObject, at: number): Adoptable | undefined {
  if (document['kind'] === 'support-bundle') return bundled(document, at);
  if (isJsonObject(document['server']) && isJsonObject(document['asked'])) return recorded(document, at);
  return typeof document['outcome'] === 'string' ? documented(document, at) : undefined;
}

/** A record of `clients/`, an answer of `answers/`, or what `client show --json` prints. */
function recorded(record: JsonObject, at: number): Adoptable {
  const raw = isJsonObject(record['answer']) ? record['answer'] : undefined;
  const body = raw && bodyIn(raw);
  const client = isJsonObject(record['client']) ? record['client'] : undefined;
  const server = isJsonObject(record['server']) ? record['server'] : {};
  return {
    from: client ? 'client record' : 'kept answer',
    ...(client ? { answer: granted(client, at) } : raw && { answer: answerOf(partsOf(raw, body), at) }),
    ...(isJsonObject(record['asked']) && { asked: record['asked'] }),
    ...runIn(record),
    ...serverIn(server),
    ...keyIn(client ? { ...record, ...client } : record),
    ...heldIn(record),
  };
}

/** What a record holds beside the client itself. */
function heldIn(record: JsonObject): Pick<Adoptable, 'saidAt' | 'tokens' | 'secrets'> {
  const latest = isJsonObject(record['latest_answer']) ? record['latest_answer']['answer'] : undefined;
  const saidAt = textIn(record, 'updated_at') ?? textIn(record, 'registered_at');
  return {
    ...(saidAt !== undefined && { saidAt }),
    tokens: [
      ...salvagedTokens(isJsonObject(latest) ? bodyIn(latest) : ''),
      ...sealed(record['earlier_registration_access_tokens']),
    ],
    secrets: sealed(record['earlier_client_secrets']),
  };
}

function sealed(value: Json | undefined): Secret[] {
  return strings(value)
    .filter(text => !isMask(text))
    .map(text => new Secret(text));
}

function bodyIn(raw: JsonObject): string {
  const base64 = textIn(raw, 'body_base64');
  return base64 === undefined ? (textIn(raw, 'body') ?? '') : Buffer.from(base64, 'base64').toString('utf8');
}

function documented(document: JsonObject, at: number): Adoptable {
  const failure = isJsonObject(document['failure']) ? document['failure'] : {};
  const isThere = isJsonObject(document['client']) && document['outcome'] !== 'deleted';
  const client = isThere && isJsonObject(document['client']) ? document['client'] : undefined;
  return {
    from: 'document',
    ...(client && { answer: granted(client, at) }),
    ...runIn(document),
    ...runIn(failure),
    ...serverIn({ url: document['server'] ?? null }),
    ...keyIn(client ?? {}),
    ...savedIn(failure),
  };
}

function bundled(bundle: JsonObject, at: number): Adoptable {
  const exchanges = objectsIn(bundle['exchanges']).filter(({ stage }) => stage === 'register');
  const exchange = exchanges.findLast(({ answer }) => isJsonObject(answer)) ?? exchanges.at(-1);
  const raw = isJsonObject(exchange?.['answer']) ? exchange['answer'] : undefined;
  const run = isJsonObject(bundle['run']) ? textIn(bundle['run'], 'id') : undefined;
  const told = journalled(objectsIn(bundle['journal']), at);
  return {
    ...told,
    from: 'support bundle',
    ...(raw && { answer: answerOf(partsOf(raw, textIn(raw, 'body')), at) }),
    ...(run !== undefined && { run }),
    ...(isJsonObject(bundle['server']) && serverIn(bundle['server'])),
    ...(isJsonObject(exchange?.['body']) && { asked: exchange['body'] }),
  };
}

function ownJournal(text: string, at: number): Adoptable | undefined {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const rows = lines.map(line => parseJson(line)).filter(isJsonObject);
  const isOurs = rows.length > 0 && rows.length >= lines.length - 1 && rows[0]?.['type'] === 'run-began';
  return isOurs ? journalled(rows, at) : undefined;
}

/** No secret is in a journal: of a client it has the id, and of an answer where it lies. */
function journalled(rows: readonly JsonObject[], at: number): Adoptable {
  const last = (...types: string[]) => rows.findLast(({ type }) => types.includes(String(type)));
  const sent = last('about-to-register');
  const id = textIn(last('registered', 'registration-found'), 'client_id');
  const name = textIn(sent, 'client_name');
  const asked = name === undefined ? {} : { client_name: name };
  return {
    from: 'journal',
    ...(id !== undefined && { answer: granted({ ...asked, client_id: id }, at) }),
    asked,
    ...serverIn({
      url: sent?.['server'] ?? last('run-began')?.['server'] ?? null,
      registration_endpoint: sent?.['endpoint'] ?? null,
    }),
    ...keyIn(last('key-kept') ?? {}),
    ...savedIn(last('registration-unknown') ?? {}),
  };
}

/** What our own files add to what the server granted. */
const OURS = ['record', 'private_key_file', 'kid'];

function granted(client: JsonObject, at: number): PastedAnswer {
  const members = Object.entries(client).filter(([member]) => !OURS.includes(member));
  const body = JSON.stringify(Object.fromEntries(members));
  return answerOf({ status: 201, headers: { 'content-type': 'application/json' }, body }, at);
}

function partsOf(raw: JsonObject, body = ''): { status: number; headers: Record<string, string>; body: string } {
  const { status, headers } = raw;
  const named = Object.entries(isJsonObject(headers) ? headers : {});
  return {
    status: typeof status === 'number' ? status : 0,
    headers: Object.fromEntries(named.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
    body,
  };
}

function serverIn(members: JsonObject): Pick<Adoptable, 'server'> {
  const url = textIn(members, 'url');
  if (url === undefined) return {};
  const known = ['issuer', 'registration_endpoint', 'preset'].flatMap(name => {
    const value = textIn(members, name);
    return value === undefined ? [] : [[name, value]];
  });
  return { server: { url, ...Object.fromEntries(known) } };
}

function keyIn(members: JsonObject): Pick<Adoptable, 'key'> {
  const [file, kid] = [textIn(members, 'private_key_file'), textIn(members, 'kid')];
  if (file === undefined && kid === undefined) return {};
  return { key: { ...(file !== undefined && { private_key_file: file }), ...(kid !== undefined && { kid }) } };
}

function runIn(members: JsonObject): Pick<Adoptable, 'run'> {
  const run = textIn(members, 'run');
  return run === undefined ? {} : { run };
}

function savedIn(members: JsonObject): Pick<Adoptable, 'saved'> {
  const saved = textIn(members, 'saved');
  return saved === undefined ? {} : { saved };
}

function textIn(members: JsonObject | undefined, name: string): string | undefined {
  const value = members?.[name];
  return typeof value === 'string' ? value : undefined;
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
