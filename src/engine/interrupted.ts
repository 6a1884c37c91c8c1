import type { FailureOf } from '../domain/failure.ts';
import { plainText } from '../domain/plain-text.ts';

/** A run that an earlier process left, offered before a new one begins. */
export type Interrupted = {
  run: string;
  runbook: string;
  server?: string | undefined;
  /** ISO 8601. */
  beganAt: string;
  /** The step of the last answer. */
  step?: string | undefined;
  /** Something was sent, and nobody here knows what came of it. */
  unknown?: FailureOf<'outcome-unknown'> | undefined;
};

/** One sentence on it. */
export function interruptedWords({ runbook, server, beganAt, step, unknown }: Interrupted): string {
  const at = server === undefined ? '' : ` at ${plainText(server, 80)}`;
  const run = `${plainText(runbook, 40)}${at}, begun ${moment(beganAt)},`;
  if (unknown) return `${run} sent ${sent(unknown)}, and its outcome is unknown.`;
  return `${run} was interrupted${step === undefined ? '' : ` after ${plainText(step, 40)}`}.`;
}

function sent({ stage, client_id: client }: FailureOf<'outcome-unknown'>): string {
  if (stage === 'register') return 'a registration';
  const of = client === undefined ? '' : ` of ${plainText(client, 60)}`;
  return `${stage === 'update' ? 'an update' : 'a deletion'}${of}`;
}

/** What going on with it comes to; of a change also how to find it at the server. */
export function goingOnWords({ unknown }: Interrupted): string {
  if (unknown === undefined) return 'Its answers are kept; tokens are asked for again.';
  if (unknown.stage === 'register') return 'The client may exist: look before another one is registered.';
  const { sentAt, exchange } = unknown;
  return `It left at ${moment(new Date(sentAt).toISOString())} with request id ${plainText(exchange.requestId, 80)} and is not sent again: client verify tells what stands.`;
}

/** The day and the minute, by the clock here. */
function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'earlier';
  const here = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16).replace('T', ' ');
}
