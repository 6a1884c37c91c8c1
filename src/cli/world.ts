import { randomUUID } from 'node:crypto';
import pkg from '../../package.json' with { type: 'json' };
import type { ClientInformation } from '../domain/management/client-information.ts';
import { judgeRegistrationAnswer } from '../domain/registration/registration-answer.ts';
import { type Result, success } from '../domain/result.ts';
import type { Ports } from '../engine/ports.ts';
import { createServers } from '../servers/create-servers.ts';
import { createHttp } from '../servers/http.ts';
import { readTlsFiles } from '../servers/tls.ts';
import type { Folders } from '../store/files/folders.ts';
import type { Lock } from '../store/files/lock.ts';
import { handOver } from '../store/hand-over/hand-over.ts';
import { createKeys } from '../store/keys/keys.ts';
import { type ClientRecords, createClientRecords } from '../store/records/client-records.ts';
import { createJournal } from '../store/runs/journal.ts';
import { newRunId } from '../store/runs/run-id.ts';
import { holdRun } from '../store/runs/runs.ts';
import { now } from './clock.ts';
import { type Observer, observed } from './observed-http.ts';
import type { RunOptions } from './options.ts';
import { boundedBy, type Deadline } from './runs/deadline.ts';
import { settleChanges } from './runs/settle-changes.ts';
import { findUnsettled } from './runs/unsettled.ts';

export const VERSION = pkg.version;

/** The parts of the world that a run stands in. */
export type World = {
  run: string;
  ports: Ports;
  folders: Folders;
  records: ClientRecords;
  journalPath: string;
  /** Keeps other processes out of this run until the world is closed. */
  hold(): Promise<Result<void>>;
  close(): Promise<void>;
};

export type WorldOptions = Pick<RunOptions, 'timeoutMs' | 'cacert' | 'cert' | 'key' | 'proxy' | 'allowHttp'> & {
  folders: Folders;
  environment: NodeJS.ProcessEnv;
  /** The practice server is on this machine: no proxy leads there. */
  direct: boolean;
  deadline?: Deadline;
  /** The run of an earlier process, in our hands already. Left out: a new one. */
  held?: { run: string; lock: Lock };
  /** Told of every request and its answer. */
  observers: readonly Observer[];
};

/** Assembles it, each after what it needs: folders, TLS and proxy, network, disk, ports. */
export async function createWorld(options: WorldOptions): Promise<Result<World>> {
  const tls = await readTlsFiles(options);
  if (!tls.ok) return tls;
  const http = createHttp({
    version: VERSION,
    now,
    tls: tls.value,
    environment: options.direct ? {} : options.environment,
    allowHttp: options.allowHttp,
    ...(options.proxy !== undefined && { proxy: options.proxy }),
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs, registrationTimeoutMs: options.timeoutMs }),
  });
  if (!http.ok) return http;

  const bounded = options.deadline ? boundedBy(options.deadline, http.value) : http.value;
  const servers = createServers(observed(bounded, options.observers));
  const run = options.held?.run ?? newRunId(now().wall);
  let lock = options.held?.lock;
  const records = createClientRecords(options.folders.data, clientIn);
  const journal = createJournal(options.folders.state, run, () => now().wall);
  const ports: Ports = {
    now,
    newRequestId: randomUUID,
    ...servers,
    ...createKeys(options.folders.data),
    appendToJournal: journal.append,
    placeRecord: records.placeRecord,
    openRecord: records.openRecord,
    findClient: records.findRecord,
    findUnsettled: (server, name) => findUnsettled(options.folders.state, records, { server, name }),
    settleChanges: (client, because) =>
      settleChanges(options.folders.state, client, { because, own: { run, append: journal.append } }),
    handOver: (targets, values) => handOver(targets, values),
  };
  return success({
    run,
    ports,
    folders: options.folders,
    records,
    journalPath: journal.path,
    hold: async () => {
      const held = lock ? success(lock) : await holdRun(options.folders.state, run);
      if (!held.ok) return held;
      lock = held.value;
      return success(undefined);
    },
    close: async () => {
      await lock?.release();
      await http.value.close();
    },
  });
}

/** The client in a stored answer that the process died over before judging it. */
export function clientIn(status: number, body: string): ClientInformation | undefined {
  const answer = { status, headers: {}, body: Buffer.from(body), receivedAt: 0, tookMs: 0 };
  const request = { stage: 'register', method: 'POST', url: '' } as const;
  const judged = judgeRegistrationAnswer(answer, {}, { request, requestId: '', sentAt: 0 }, 0);
  return judged.ok ? judged.client : undefined;
}
