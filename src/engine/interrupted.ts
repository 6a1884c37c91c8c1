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
  /** A registration was sent, and nobody here knows what came of it. */
  isUnknown: boolean;
};

/** One sentence on it. */
export function interruptedWords({ runbook, server, beganAt, step, isUnknown }: Interrupted): string {
  const at = server === undefined ? '' : ` at ${plainText(server, 80)}`;
  const run = `${plainText(runbook, 40)}${at}, begun ${moment(beganAt)},`;
  if (isUnknown) return `${run} sent a registration, and its outcome is unknown.`;
  return `${run} was interrupted${step === undefined ? '' : ` after ${plainText(step, 40)}`}.`;
}

/** The day and the minute, by the clock here. */
function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'earlier';
  const here = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16).replace('T', ' ');
}
