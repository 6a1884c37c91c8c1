import type { FailureOf } from '../domain/failure.ts';
import { plainText } from '../domain/plain-text.ts';
import { dayAndTime } from '../domain/wall-time.ts';

/** A run that an earlier process left, offered before a new one begins. */
export type Interrupted = {
  run: string;
  runbook: string;
  /** Of the client in hand. */
  clientName?: string | undefined;
  server?: string | undefined;
  /** ISO 8601. */
  beganAt: string;
  /** The step of the last answer. */
  step?: string | undefined;
  /** Something was sent, and nobody here knows what came of it. */
  unknown?: FailureOf<'outcome-unknown'> | undefined;
};

/** One sentence on it: of which client, where, when. */
export function interruptedWords(interrupted: Interrupted): string {
  const { server, beganAt, step, unknown } = interrupted;
  const at = server === undefined ? '' : ` at ${plainText(server, 80)}`;
  if (unknown)
    return `${sent(unknown, interrupted)} was sent${at} on ${dayAndTime(unknown.sentAt)}, and its outcome is unknown.`;
  const where = step === undefined ? '' : ` after ${plainText(step, 40)}`;
  return `${registration(interrupted)}${at}, begun ${dayAndTime(Date.parse(beganAt))}, was interrupted${where}.`;
}

function sent({ stage, client_id: client }: FailureOf<'outcome-unknown'>, interrupted: Interrupted): string {
  if (stage === 'register') return registration(interrupted);
  const of = client ?? interrupted.clientName ?? interrupted.runbook;
  return `${stage === 'update' ? 'The update' : 'The deletion'} of ${plainText(of, 60)}`;
}

function registration({ runbook, clientName }: Interrupted): string {
  const named = plainText(runbook, 40);
  if (clientName === undefined) return `The run of ${named}`;
  const from = clientName === runbook ? '' : ` (${named})`;
  return `The registration of "${plainText(clientName, 60)}"${from}`;
}

/** What going on with it comes to; of a change also how to find it at the server. */
export function goingOnWords({ unknown }: Interrupted): string {
  if (unknown === undefined) return 'Its answers are kept; tokens are asked for again.';
  if (unknown.stage === 'register') return 'The client may exist: look before another one is registered.';
  const id = plainText(unknown.exchange.requestId, 80);
  return `Its request id is ${id}, and it is not sent again: client verify tells what stands.`;
}
