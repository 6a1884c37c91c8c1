import type { Failure } from '../../src/domain/failure.ts';
import type { Json } from '../../src/domain/json.ts';
import type { KeptRecord } from '../../src/domain/management/client-record.ts';
import { failed, success } from '../../src/domain/result.ts';
import type { HttpRequest, RawAnswer, Transmission } from '../../src/domain/server/request.ts';
import type { OpenRecord, Ports, RecordPlace } from '../../src/engine/ports.ts';
import { keyMaterial, later, SERVER, TELLTALE } from './flow.ts';
import { GRANTED, managed } from './managed.ts';

/** The record of the client that is managed in these worlds. */
export const KEPT: KeptRecord = {
  path: 'clients/1.json',
  record: {
    schema_version: 1,
    run: 'run-0',
    server: managed().server,
    asked: GRANTED,
    request_id: 'request-0',
    sent_at: '2026-11-20T10:00:00.000Z',
    registered_at: '2026-11-20T10:00:01.000Z',
    client: managed().client,
    deviations: [],
  },
};

/** A world on paper: everything succeeds unless the script says otherwise, and every call is written down in order. */
export type Script = Partial<Ports> & { place?: Partial<RecordPlace>; record?: Partial<OpenRecord> };
export type Scripted = {
  ports: Ports;
  /** The names of the calls; a journal entry is `journal TYPE`. */
  calls: string[];
  /** What each call was given, beside it. */
  given: { call: string; with: unknown[] }[];
};

export function scriptedPorts({ place, record, ...script }: Script = {}): Scripted {
  const given: Scripted['given'] = [];
  const recorded = <A extends unknown[], R>(call: string, answer: (...with_: A) => R) => {
    return (...args: A): R => {
      const [first] = args;
      const isEntry = call === 'appendToJournal' && typeof first === 'object' && first !== null && 'type' in first;
      given.push({ call: isEntry ? `journal ${first.type}` : call, with: args });
      return answer(...args);
    };
  };
  const recordPlace: RecordPlace = {
    path: 'clients/run-1.json',
    keepAnswer: async () => success(undefined),
    keepClient: async () => success(undefined),
    setAside: async () => 'answers/run-1.json',
    release: async () => undefined,
    ...place,
  };
  const watchedPlace: RecordPlace = {
    path: recordPlace.path,
    keepAnswer: recorded('keepAnswer', recordPlace.keepAnswer),
    keepClient: recorded('keepClient', recordPlace.keepClient),
    setAside: recorded('setAside', recordPlace.setAside),
    release: recorded('release', recordPlace.release),
  };
  const openRecord: OpenRecord = {
    kept: KEPT,
    keepAnswer: async () => success(undefined),
    keepRecord: async () => success(undefined),
    setAside: async () => 'answers/1.json',
    remove: async () => success(undefined),
    close: async () => undefined,
    ...record,
  };
  const watchedRecord: OpenRecord = {
    kept: openRecord.kept,
    keepAnswer: recorded('keepAnswer', openRecord.keepAnswer),
    keepRecord: recorded('keepRecord', openRecord.keepRecord),
    setAside: recorded('setAside', openRecord.setAside),
    remove: recorded('remove', openRecord.remove),
    close: recorded('close', openRecord.close),
  };
  const world: Ports = {
    now: () => later(60),
    newRequestId: () => `request-${given.length}`,
    discoverEndpoints: async server => success({ ...SERVER, ...server }),
    mintInitialAccessToken: async request =>
      answered(request, 201, { token: `minted-${TELLTALE}`, expires_in: 3600, max_uses: 10 }),
    registerClient: async request => answered(request, 201, { client_id: 'client-1', ...request.body }),
    readClient: async request => answered(request, 200, { client_id: 'client-1', ...GRANTED }),
    updateClient: async request => answered(request, 200, { client_id: 'client-1', ...request.body }),
    deleteClient: async request => answered(request, 204, ''),
    openRecord: async () => success(watchedRecord),
    obtainKeys: async choice => success(keyMaterial(choice)),
    keepPrivateKey: async keys => success({ ...keys, privateKeyFile: `keys/${keys.kid}.pem` }),
    appendToJournal: async () => success(undefined),
    placeRecord: async () => success(watchedPlace),
    findClient: async () => undefined,
    findUnsettled: async () => undefined,
    settleChanges: async () => [],
    handOver: async () => [],
    ...script,
  };
  const ports: Ports = {
    now: world.now,
    newRequestId: world.newRequestId,
    discoverEndpoints: recorded('discoverEndpoints', world.discoverEndpoints),
    mintInitialAccessToken: recorded('mintInitialAccessToken', world.mintInitialAccessToken),
    registerClient: recorded('registerClient', world.registerClient),
    readClient: recorded('readClient', world.readClient),
    updateClient: recorded('updateClient', world.updateClient),
    deleteClient: recorded('deleteClient', world.deleteClient),
    openRecord: recorded('openRecord', world.openRecord),
    obtainKeys: recorded('obtainKeys', world.obtainKeys),
    keepPrivateKey: recorded('keepPrivateKey', world.keepPrivateKey),
    appendToJournal: recorded('appendToJournal', world.appendToJournal),
    placeRecord: recorded('placeRecord', world.placeRecord),
    findClient: recorded('findClient', world.findClient),
    findUnsettled: recorded('findUnsettled', world.findUnsettled),
    settleChanges: recorded('settleChanges', world.settleChanges),
    handOver: recorded('handOver', world.handOver),
  };
  return {
    ports,
    given,
    get calls() {
      return given.map(({ call }) => call);
    },
  };
}

export function rawAnswer(status: number, body: Json | string, headers: Record<string, string> = {}): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(text),
    receivedAt: later(61).wall,
    tookMs: 1000,
  };
}

export function answered(request: HttpRequest, status: number, body: Json | string): Transmission {
  const exchange = { request, requestId: 'request-1', sentAt: later(60).wall, status };
  return { kind: 'answered', answer: rawAnswer(status, body), exchange };
}

export function unanswered(request: HttpRequest, sent: boolean): Transmission {
  const exchange = { request, requestId: 'request-1', sentAt: later(60).wall };
  const code = sent ? 'ECONNRESET' : 'ECONNREFUSED';
  return { kind: 'unanswered', sent, code, message: `it said ${code}`, afterMs: 100, exchange };
}

export const DISK_FULL: Failure = {
  kind: 'not-written',
  path: 'clients',
  code: 'ENOSPC',
  message: 'no space left on device',
};

export async function diskFull(): Promise<ReturnType<typeof failed>> {
  return failed(DISK_FULL);
}
