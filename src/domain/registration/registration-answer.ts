import * as z from 'zod';
import type { Failure } from '../failure.ts';
import type { EpochMillis } from '../instant.ts';
import type { JsonObject } from '../json.ts';
import type { ClientInformation } from '../management/client-information.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import { Secret } from '../secrets/secret.ts';
import { isMask } from '../secrets/secret-members.ts';
import { shown, textOf } from '../server/answer-text.ts';
import type { Exchange, RawAnswer, Stage } from '../server/request.ts';
import { describe, failureOfAnswer, isSuccess, unusableAnswer } from '../server/server-answer.ts';
import { grantedMetadata } from './granted-metadata.ts';
import { deviationsOf } from './registration-deviations.ts';
import { findRegistration } from './registration-json.ts';

/** A judged registration answer: the client, with all that was not as the RFC has it, or why there is none. */
export type RegistrationJudgement =
  | { ok: true; client: ClientInformation; deviations: string[] }
  | { ok: false; failure: Failure };

// JavaScript's dates end there; seconds since the epoch.
const LAST_SECOND = 8.64e12;
/** A time of the year 5138 in seconds is one of our days in milliseconds. */
const MILLIS_FROM = 1e11;

const sealed = z
  .union([
    z
      .string()
      .min(1)
      .refine(text => !isMask(text)),
    z.number(),
  ])
  .transform(value => new Secret(String(value)))
  .optional()
  .catch(undefined);

const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
    z.iso.datetime({ offset: true }).transform(Date.parse),
  ])
  .transform(value => (value >= MILLIS_FROM ? Math.floor(value / 1000) : value))
  .pipe(z.number().min(0).max(LAST_SECOND))
  .optional()
  .catch(undefined);

/** Read leniently (RFC 7591 section 3.2.1): whatever cannot be read is as if it were not there, but for client_id. */
const clientInformation = z.object({
  client_id: z.string().transform(withoutControls),
  client_secret: sealed,
  client_secret_expires_at: seconds,
  client_id_issued_at: seconds,
  registration_access_token: sealed,
  registration_client_uri: z.string().min(1).transform(withoutControls).optional().catch(undefined),
});

/**
 * Judges the answer to a registration. A 2xx that names a client_id is a client, whatever else is wrong with it; a 2xx
 * that does not leaves the outcome unknown, and so does one whose end nobody can tell (RFC 9112 section 6.3). Nothing is
 * thrown, whatever the bytes are.
 */
export function judgeRegistrationAnswer(
  answer: RawAnswer,
  asked: ClientMetadata,
  exchange: Exchange,
  sentAt: EpochMillis,
): RegistrationJudgement {
  return judgeClientAnswer('register', answer, asked, { ...exchange, sentAt });
}

/** The same for the answers of RFC 7592 (read and update), which have the same form and 200 for their status. */
export function judgeClientAnswer(
  stage: Extract<Stage, 'register' | 'read' | 'update'>,
  answer: RawAnswer,
  asked: ClientMetadata,
  exchange: Exchange,
): RegistrationJudgement {
  if (!isSuccess(answer.status)) return { ok: false, failure: failureOfAnswer(stage, answer, exchange) };
  const found = answer.incomplete === 'contradictory' ? undefined : findRegistration(answer);
  if (found === undefined) {
    return { ok: false, failure: unusableAnswer(stage, answer, exchange, whyNoClient(answer, exchange)) };
  }
  // Before the rest, so that what repeats a credential there is known for one.
  const credentials = readCredentials(found.fields);
  const granted = grantedMetadata(withoutCredentials(found.fields));
  const client: ClientInformation = { ...credentials, metadata: granted.metadata };
  const expected = stage === 'register' ? 201 : 200;
  const deviations = [
    ...found.deviations,
    ...deviationsOf({ answer, fields: found.fields, client, asked, exchange, expected }),
    ...granted.deviations,
  ];
  return { ok: true, client, deviations };
}

function readCredentials(fields: JsonObject): Omit<ClientInformation, 'metadata'> {
  const read = clientInformation.parse(fields);
  const { client_secret, client_secret_expires_at, client_id_issued_at } = read;
  const { registration_access_token, registration_client_uri } = read;
  return {
    client_id: read.client_id,
    ...(client_secret === undefined ? {} : { client_secret }),
    ...(client_secret_expires_at === undefined ? {} : { client_secret_expires_at }),
    ...(client_id_issued_at === undefined ? {} : { client_id_issued_at }),
    ...(registration_access_token === undefined ? {} : { registration_access_token }),
    ...(registration_client_uri === undefined ? {} : { registration_client_uri }),
  };
}

const CREDENTIALS = Object.keys(clientInformation.shape);

function withoutCredentials(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !CREDENTIALS.includes(name)));
}

function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}

/** A body that broke off may still name its client: worth knowing for whoever looks for it at the server. */
function whyNoClient(answer: RawAnswer, exchange: Exchange): string {
  const named = /"client_?id"\s{0,50}:\s{0,50}"([^"\\\s][^"\\]{0,499})"/i.exec(textOf(answer))?.[1];
  const told = describe(answer, exchange);
  if (named !== undefined) return `${told}; it names client_id ${shown(named, 200)} and cannot be read as a whole`;
  const location = answer.headers['location'];
  if (answer.incomplete === 'contradictory') return told;
  const where = location === undefined ? '' : `; its Location is ${shown(location, 200)}`;
  return `${told}; there is no client_id in it${where}`;
}
