import { diagnose } from '../../diagnosis/diagnose.ts';
import { settlingWords, verifyCommand } from '../../diagnosis/failure-words.ts';
import { likelihood } from '../../diagnosis/likelihood.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { habitsOf } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { evidenceOf } from '../../engine/evidence.ts';
import type { State } from '../../engine/state.ts';
import { capitalized } from '../sentence.ts';

/** A registration without a known outcome, in words. */
export type Unknown = {
  headline: string;
  /** What it probably was, where the evidence tells. */
  likely?: string;
  /** Who can find out, and by what. */
  toCheck: string[];
  /** What may be so, and what comes of doing it again. */
  consequence: string;
  /** What is to be typed before it is sent again; left out: only a registration can be. */
  confirmation?: string;
  /** Reading the client again tells what became of it. */
  canRead: boolean;
};

export function unknownOutcome(state: State, failure: Failure, at: Instant): Unknown {
  const { answers, late, here } = state;
  const name = answers.unsettled?.client_name;
  const known = failure.kind === 'outcome-unknown' ? failure : undefined;
  const isRegistration = known === undefined || known.stage === 'register';
  const because = known ? plainText(known.because, 200) : 'no usable answer came back';
  const status = known?.status === undefined ? '' : ` (${known.status})`;
  const named = name === undefined ? 'clients' : `clients named "${plainText(name, 80)}"`;
  const when = known ? ` created at ${moment(known.sentAt)}` : '';
  return {
    headline: `Sent, and the outcome is unknown${status}: ${because}`,
    ...likeliest(state, failure, at),
    toCheck: [
      ...(known === undefined || isRegistration ? [] : [`To see what stands: ${verifyCommand(known)}`]),
      isRegistration ? `Ask an administrator for ${named}${when}` : `It was sent${when.replace(' created', '')}`,
      ...(known ? [`Or look in the server's log for request id ${plainText(known.exchange.requestId, 80)}`] : []),
      ...(known?.saved === undefined ? [] : [`What came of the answer is kept in ${known.saved}`]),
      ...(known?.run === undefined ? [] : settlingWords(known.run)),
      ...late.map(({ client, record }) => lateClient(plainText(client.client_id, 120), record)),
    ],
    ...(isRegistration
      ? {
          consequence: 'The client may exist. Registering again could make a second one.',
          confirmation: typeable(name ?? '') || 'again',
        }
      : { consequence: CONSEQUENCES[known?.stage === 'delete' ? 'delete' : 'update'] }),
    // Where reading is left be, it tells nothing.
    canRead: here === 'update' && !(answers.target && habitsOf(answers.target)?.rotates.read),
  };
}

/** `Very likely: a sign-in page answered instead of the endpoint.` */
function likeliest(state: State, failure: Failure, at: Instant): { likely?: string } {
  // Of what another run sent, this one has seen nothing.
  if (failure.kind === 'outcome-unknown' && failure.earlier) return {};
  const evidence = evidenceOf(state, failure, at);
  const [first] = evidence === undefined ? [] : diagnose(evidence);
  if (first === undefined) return {};
  return { likely: redact(`${capitalized(likelihood(first.confidence))}: ${first.headline}`) };
}

const CONSEQUENCES = {
  update: 'The client may have been changed, or not. It is not sent again by itself: read it to see.',
  delete: 'The client may be gone, or not. It is not sent again by itself.',
} as const;

/** A name as it is shown, and so as it is typed: one line. */
export function typeable(name: string): string {
  return plainText(name, 80);
}

/** An answer that came when nobody waited for it any more is an answer all the same. */
function lateClient(clientId: string, record: string | undefined): string {
  const where = record === undefined ? '' : `, kept in ${record}`;
  return `An answer came late: the client ${clientId} exists${where}`;
}

/** Here and there: an administrator may read another clock. */
function moment(at: number): string {
  const date = new Date(at);
  return `${date.toTimeString().slice(0, 8)} (${date.toISOString().slice(0, 19)}Z)`;
}
