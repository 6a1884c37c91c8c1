import { isHtml, textOf } from '../domain/answer-text.ts';
import type { ClientRecord } from '../domain/client-record.ts';
import { differences } from '../domain/difference.ts';
import type { Failure } from '../domain/failure.ts';
import type { KeyMaterial } from '../domain/key-material.ts';
import {
  type ConfigurationEndpoint,
  clientConfigurationEndpoint,
  deleteRequest,
  type ManagedClient,
  managedClient,
  readRequest,
} from '../domain/managed-client.ts';
import { type Intended, recordAfter, withTokensToTry } from '../domain/record-after.ts';
import { judgeClientAnswer, type RegistrationJudgement } from '../domain/registration-answer.ts';
import type { Exchange, RawAnswer, Stage, Transmission } from '../domain/request.ts';
import { salvagedTokens } from '../domain/salvaged.ts';
import type { Secret } from '../domain/secret.ts';
import { failureOfAnswer, failureOfSilence, isSuccess, unusableAnswer } from '../domain/server-answer.ts';
import { type ClientUpdate, updateRequest } from '../domain/update-request.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import type { JournalEntry, OpenRecord, Ports } from './ports.ts';

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
type Answered = Extract<Transmission, { kind: 'answered' }>;

/** A client in hand: its record is locked and has room for an answer, and it is known where it is managed. */
type InHand = { target: ManagedClient; endpoint: ConfigurationEndpoint; open: OpenRecord | undefined };

const UNKEPT = 'the answer could not be written to disk: this is its only copy';

/** Reads the client. Where its newest token is refused, those before it are tried: reading changes nothing by itself. */
export async function readClient(effect: EffectOf<'read-client'>, ports: Ports): Promise<Reply> {
  return withClient(effect, ports, async ({ target, endpoint, open }) => {
    const record = open?.kept.record;
    if (!open || !record) return failedReply(noRecord(target));
    const { transmission, token } = await readWith(endpoint, record, ports);
    if (transmission.kind === 'unanswered') {
      return failedReply(failureOfSilence('read', transmission, transmission.exchange.sentAt));
    }
    const { answer, exchange } = transmission;
    if (!isSuccess(answer.status)) return failedReply(failureOfAnswer('read', answer, exchange));
    const kept = await open.keepAnswer(answer, {
      stage: 'read',
      requestId: exchange.requestId,
      sentAt: exchange.sentAt,
    });
    const judged = judgedAbout('read', target, answer, exchange);
    if (!judged.ok) return failedReply(await useless(open, answer, judged.failure));

    const { client, deviations } = judged;
    const after = recordAfter(record, { client, taken: token, at: iso(answer.receivedAt) });
    const written = await open.keepRecord(after.record, { keepsAnswer: after.rotated.length > 0 });
    const isOnDisk = written.ok || (kept.ok && after.rotated.length > 0) || after.rotated.length === 0;
    return {
      type: 'client-read',
      reading: {
        from: 'server',
        target: managedClient({ path: open.kept.path, record: after.record }),
        now: client.metadata,
        deviations: isOnDisk ? deviations : [...deviations, UNKEPT],
        rotated: after.rotated,
      },
    };
  });
}

async function readWith(
  { url, token }: ConfigurationEndpoint,
  { earlier_registration_access_tokens: earlier = [] }: ClientRecord,
  ports: Ports,
): Promise<{ transmission: Transmission; token: Secret }> {
  const first = { transmission: await ports.readClient(readRequest(url), token, ports.newRequestId()), token };
  if (!isRefused(first.transmission)) return first;
  for (const older of earlier) {
    const transmission = await ports.readClient(readRequest(url), older, ports.newRequestId());
    if (transmission.kind === 'answered' && isSuccess(transmission.answer.status)) return { transmission, token: older };
  }
  return first;
}

function isRefused(transmission: Transmission): boolean {
  return transmission.kind === 'answered' && transmission.answer.status === 401;
}

/**
 * The same order as around a registration: private key, room for the answer and «about to update» are on disk before the
 * request leaves, and the raw answer before anybody reads it: with it the token may have changed that everything hangs on.
 */
export async function updateClient(effect: EffectOf<'update-client'>, ports: Ports): Promise<Reply> {
  const made = effect.keys ? await ports.keepPrivateKey(effect.keys) : undefined;
  if (made && !made.ok) return failedReply(made.failure, effect.keys);
  const keys = made?.value;
  return withClient(
    effect,
    ports,
    async ({ target, endpoint, open }) => {
      if (!open) return failedReply(noRecord(target), keys);
      const requestId = ports.newRequestId();
      const announced = await announce('about-to-update', target, endpoint.url, requestId, ports);
      if (announced) return failedReply(announced, keys);
      const request = updateRequest(endpoint.url, effect.update);
      const sentAt = ports.now().wall;
      const transmission = await ports.updateClient(request, endpoint.token, requestId);
      if (transmission.kind === 'unanswered') {
        return failedReply(await journalled(failureOfSilence('update', transmission, sentAt), ports), keys);
      }
      return updated({ target, endpoint, open }, transmission, intendedBy(effect.update, keys), keys, ports);
    },
    keys,
  );
}

function intendedBy({ method, asked, changed }: ClientUpdate, keys: KeyMaterial | undefined): Intended {
  return {
    method,
    asked,
    changed,
    ...(keys?.kid !== undefined && { kid: keys.kid }),
    ...(keys?.privateKeyFile !== undefined && { private_key_file: keys.privateKeyFile }),
  };
}

async function updated(
  { target, endpoint, open }: InHand & { open: OpenRecord },
  { answer, exchange }: Answered,
  intended: Intended,
  keys: KeyMaterial | undefined,
  ports: Ports,
): Promise<Reply> {
  const { requestId, sentAt } = exchange;
  const kept = mayBeDone(answer)
    ? await open.keepAnswer(answer, { stage: 'update', requestId, sentAt, intended })
    : undefined;
  const judged = judgedAbout('update', { ...target, asked: intended.asked }, answer, exchange);
  if (!judged.ok) {
    const failure = kept ? await useless(open, answer, judged.failure) : judged.failure;
    return failedReply(await journalled(failure, ports), keys);
  }
  const answered = { client: judged.client, taken: endpoint.token, at: iso(answer.receivedAt), intended };
  const after = recordAfter({ ...open.kept.record, deviations: judged.deviations }, answered);
  const written = await open.keepRecord(after.record, { keepsAnswer: true });
  const isOnDisk = written.ok || kept?.ok === true;
  const now = managedClient({ path: open.kept.path, record: after.record });
  await ports.appendToJournal({
    type: 'updated',
    client_id: now.client.client_id,
    ...(isOnDisk && { record: open.kept.path }),
  });
  return {
    type: 'client-updated',
    updated: {
      client: now.client,
      asked: intended.asked,
      differences: differences(intended.asked, now.client.metadata),
      deviations: isOnDisk ? judged.deviations : [...judged.deviations, UNKEPT],
      ...(keys && { keys }),
      ...(isOnDisk && { record: open.kept.path }),
      target: now,
      rotated: after.rotated,
    },
  };
}

/** Deletes the client, and then its record: what opens nothing any more is not kept. */
export async function deleteClient(effect: EffectOf<'delete-client'>, ports: Ports): Promise<Reply> {
  return withClient(effect, ports, async ({ target, endpoint, open }) => {
    const requestId = ports.newRequestId();
    const announced = await announce('about-to-delete', target, endpoint.url, requestId, ports);
    if (announced) return failedReply(announced);
    const sentAt = ports.now().wall;
    const transmission = await ports.deleteClient(deleteRequest(endpoint.url), endpoint.token, requestId);
    if (transmission.kind === 'answered' && isDeleted(transmission.answer)) {
      await ports.appendToJournal({ type: 'deleted', client_id: target.client.client_id });
      const removed = await open?.remove();
      const left = removed?.ok === false ? [`its record is still there: ${open?.kept.path ?? ''}`] : [];
      return { type: 'client-deleted', notes: left };
    }
    const failure =
      transmission.kind === 'answered'
        ? failureOfAnswer('delete', transmission.answer, transmission.exchange)
        : failureOfSilence('delete', transmission, sentAt);
    // A later 401 means something else for a client that may be gone.
    if (failure.kind === 'outcome-unknown') {
      await open?.keepRecord({ ...open.kept.record, deletion_sent_at: iso(sentAt) });
    }
    return failedReply(await journalled(failure, ports));
  });
}

/** RFC 7592 section 2.3 has 204. A page is some gateway's, and says nothing about the client. */
function isDeleted(answer: RawAnswer): boolean {
  return isSuccess(answer.status) && !isHtml(textOf(answer));
}

async function withClient(
  { target, allowedOrigins }: { target: ManagedClient; allowedOrigins: string[] },
  ports: Ports,
  work: (inHand: InHand) => Promise<Reply>,
  keys?: KeyMaterial,
): Promise<Reply> {
  const opened = target.record === undefined ? undefined : await ports.openRecord(target.record);
  if (opened && !opened.ok) return failedReply(opened.failure, keys);
  const open = opened?.value;
  try {
    // Another process may have been given a newer token since this one looked.
    const newest = open ? managedClient(open.kept) : target;
    const endpoint = clientConfigurationEndpoint(newest, allowedOrigins);
    if (!endpoint.ok) return failedReply(endpoint.failure, keys);
    return await work({ target: newest, endpoint: endpoint.value, open });
  } finally {
    await open?.close();
  }
}

function noRecord({ client }: ManagedClient): Failure {
  return { kind: 'not-valid', problem: `the client ${client.client_id} has no record here that could be kept up to date` };
}

async function announce(
  type: 'about-to-update' | 'about-to-delete',
  { client }: ManagedClient,
  endpoint: string,
  requestId: string,
  ports: Ports,
): Promise<Failure | undefined> {
  const entry: JournalEntry = { type, client_id: client.client_id, request_id: requestId, endpoint };
  const announced = await ports.appendToJournal(entry);
  return announced.ok ? undefined : announced.failure;
}

function judgedAbout(
  stage: Extract<Stage, 'read' | 'update'>,
  { client, asked }: ManagedClient,
  answer: RawAnswer,
  exchange: Exchange,
): RegistrationJudgement {
  const judged = judgeClientAnswer(stage, answer, asked, exchange);
  if (!judged.ok || judged.client.client_id === client.client_id) return judged;
  const problem = `the answer is about another client, ${judged.client.client_id}`;
  return { ok: false, failure: unusableAnswer(stage, answer, exchange, problem) };
}

/** A success has new credentials in it; a 303 or a server error may hide a success. */
function mayBeDone({ status }: RawAnswer): boolean {
  return isSuccess(status) || status === 303 || status >= 500;
}

/** An answer that cannot be read as a whole: it is kept aside, and a token that stands whole in it is kept to be tried. */
async function useless(open: OpenRecord, answer: RawAnswer, failure: Failure): Promise<Failure> {
  const saved = await open.setAside();
  const tokens = salvagedTokens(textOf(answer));
  if (tokens.length > 0) await open.keepRecord(withTokensToTry(open.kept.record, tokens));
  const names = failure.kind === 'outcome-unknown' || failure.kind === 'unexpected-answer';
  return names && saved !== undefined ? { ...failure, saved } : failure;
}

async function journalled(failure: Failure, ports: Ports): Promise<Failure> {
  switch (failure.kind) {
    case 'outcome-unknown':
      await ports.appendToJournal({
        type: 'change-unknown',
        because: failure.because,
        ...(failure.saved !== undefined && { saved: failure.saved }),
      });
      break;
    case 'unreachable':
      await ports.appendToJournal({ type: 'change-not-sent', because: failure.code });
      break;
    case 'oauth-error':
      await ports.appendToJournal({ type: 'change-refused', status: failure.status, error: failure.error });
      break;
    default:
      await ports.appendToJournal({ type: 'change-refused', status: 'status' in failure ? (failure.status ?? 0) : 0 });
  }
  return failure;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function failedReply(failure: Failure, keys?: KeyMaterial): Reply {
  return { type: 'failed', failure, ...(keys && { keys }) };
}
