import type { Failure } from '../domain/failure.ts';
import type { ClientRecord } from '../domain/management/client-record.ts';
import {
  type ConfigurationEndpoint,
  clientConfigurationEndpoint,
  type ManagedClient,
  managedClient,
} from '../domain/management/managed-client.ts';
import { withTokensToTry } from '../domain/management/record-after.ts';
import type { KeyMaterial } from '../domain/metadata/key-material.ts';
import { judgeClientAnswer, type RegistrationJudgement } from '../domain/registration/registration-answer.ts';
import { findRegistration } from '../domain/registration/registration-json.ts';
import { salvagedTokens } from '../domain/registration/salvaged.ts';
import { type Result, success } from '../domain/result.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import { textOf } from '../domain/server/answer-text.ts';
import type { Exchange, HttpRequest, RawAnswer, Stage, Transmission } from '../domain/server/request.ts';
import { unusableAnswer } from '../domain/server/server-answer.ts';
import type { Reply } from '../flow/effect.ts';
import { failedReply } from './failed-reply.ts';
import type { JournalEntry, OpenRecord, Ports } from './ports.ts';

/** A client in hand: its record is locked and has room for an answer, and it is known where it is managed. */
export type ClientInHand = { target: ManagedClient; endpoint: ConfigurationEndpoint; open: OpenRecord };

export const UNKEPT = 'the answer could not be written to disk: this is its only copy';

/** Takes the client in hand for one piece of work, and lets go of it whatever comes. */
export async function withClient(
  { target, allowedOrigins }: { target: ManagedClient; allowedOrigins: string[] },
  ports: Ports,
  work: (inHand: ClientInHand) => Promise<Reply>,
  keys?: KeyMaterial,
): Promise<Reply> {
  if (target.record === undefined) return failedReply(noRecord(target), keys);
  const opened = await ports.openRecord(target.record);
  if (!opened.ok) return failedReply(opened.failure, keys);
  const open = opened.value;
  try {
    // Another process may have been given a newer token since this one looked.
    // What the plan knows of its server's habits stays.
    const newest = { ...managedClient(open.kept), server: target.server };
    const endpoint = clientConfigurationEndpoint(newest, allowedOrigins);
    return endpoint.ok
      ? await work({ target: newest, endpoint: endpoint.value, open })
      : failedReply(endpoint.failure, keys);
  } finally {
    await open.close();
  }
}

function noRecord({ client }: ManagedClient): Failure {
  return {
    kind: 'not-valid',
    problem: `the client ${client.client_id} has no record on this disk, so nothing that the server answers could be kept`,
  };
}

export type Sent = { transmission: Transmission; token: Secret };

/**
 * Sends with the newest token, and only where that one is refused with those before it: a 401 says that nothing was
 * done. (Of two answers that rotated it, the later one may have been lost, or the server may never have switched over.)
 */
export async function sentWith(
  newest: Secret,
  { earlier_registration_access_tokens: earlier = [] }: ClientRecord,
  send: (token: Secret) => Promise<Result<Transmission>>,
): Promise<Result<Sent>> {
  const first = await send(newest);
  if (!first.ok || !isRefused(first.value)) return withToken(first, newest);
  for (const token of earlier) {
    const again = await send(token);
    if (!again.ok || !isRefused(again.value)) return withToken(again, token);
  }
  return withToken(first, newest);
}

function withToken(sent: Result<Transmission>, token: Secret): Result<Sent> {
  return sent.ok ? success({ transmission: sent.value, token }) : sent;
}

function isRefused(transmission: Transmission): boolean {
  return transmission.kind === 'answered' && transmission.answer.status === 401;
}

type Change = {
  type: 'about-to-update' | 'about-to-delete';
  request: HttpRequest;
  port: Ports['updateClient'] | Ports['deleteClient'];
};

/** Sends a change; each attempt is in the journal before it leaves, and one that cannot be written there is not sent. */
export function sentChange(
  { target, endpoint, open }: ClientInHand,
  { type, port, request }: Change,
  ports: Ports,
): Promise<Result<Sent>> {
  return sentWith(endpoint.token, open.kept.record, async token => {
    const requestId = ports.newRequestId();
    const { client_id } = target.client;
    const entry = { type, client_id, request_id: requestId, endpoint: endpoint.url };
    const announced = await ports.appendToJournal(entry);
    return announced.ok ? success(await port(request, token, requestId)) : announced;
  });
}

/** The answer about this client, or why it is of no use. One about another client is of none. */
export function judgedAbout(
  stage: Extract<Stage, 'read' | 'update'>,
  { client, asked }: Pick<ManagedClient, 'client' | 'asked'>,
  answer: RawAnswer,
  exchange: Exchange,
): RegistrationJudgement {
  const judged = judgeClientAnswer(stage, answer, asked, exchange);
  if (!judged.ok || judged.client.client_id === client.client_id) return judged;
  const problem = `the answer is about another client, ${judged.client.client_id}`;
  return { ok: false, failure: unusableAnswer(stage, answer, exchange, problem) };
}

/** An answer that cannot be read as a whole: it is kept aside, and a token that stands whole in it is kept to be tried. */
export async function keptAside(open: OpenRecord, answer: RawAnswer, failure: Failure): Promise<Failure> {
  // The tokens of an answer about another client are that client's.
  const tokens = findRegistration(answer) === undefined ? salvagedTokens(textOf(answer)) : [];
  const saved = await open.setAside(withTokensToTry(open.kept.record, tokens));
  const names = failure.kind === 'outcome-unknown' || failure.kind === 'unexpected-answer';
  return names && saved !== undefined ? { ...failure, saved } : failure;
}

/** The failure, once the journal knows what became of the change; it names the client where nobody knows. */
export async function journalled(failure: Failure, { client }: ManagedClient, ports: Ports): Promise<Failure> {
  const entry = entryOf(failure);
  if (entry) await ports.appendToJournal(entry);
  return failure.kind === 'outcome-unknown' ? { ...failure, client_id: client.client_id } : failure;
}

function entryOf(failure: Failure): JournalEntry | undefined {
  if (failure.kind === 'unreachable') return { type: 'change-not-sent', because: failure.code };
  if (failure.kind === 'refused') return { type: 'change-refused', status: failure.status };
  if (failure.kind === 'oauth-error') {
    return { type: 'change-refused', status: failure.status, error: failure.error };
  }
  if (failure.kind !== 'outcome-unknown') return undefined;
  const { because, saved } = failure;
  return { type: 'change-unknown', because, ...(saved !== undefined && { saved }) };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
