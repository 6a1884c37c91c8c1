import type { Failure } from '../domain/failure.ts';
import type { RegistrationDraft } from '../domain/management/client-record.ts';
import { clientName } from '../domain/metadata/client-metadata.ts';
import { judgeRegistrationAnswer } from '../domain/registration/registration-answer.ts';
import { registrationRequest } from '../domain/registration/registration-request.ts';
import type { RawAnswer, Transmission } from '../domain/server/request.ts';
import { failureOfSilence } from '../domain/server/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { failedReply } from './failed-reply.ts';
import type { Ports, RecordPlace } from './ports.ts';

type RegisterClient = Extract<Effect, { type: 'register-client' }>;

/** Which run this is, for the records it makes. `practice`: its server ends with it, so nobody can go on with it. */
export type RunIdentity = { run: string; runbook?: string; practice?: true };

/**
 * The order here is what keeps a client from being lost: private key, place for the record and «about to send» are on
 * disk before the request leaves, the raw answer is on disk before anybody reads it. A crash between any two of these
 * leaves something that can be named afterwards.
 */
export async function registerClient(effect: RegisterClient, ports: Ports, identity: RunIdentity): Promise<Reply> {
  const kept = effect.keys ? await ports.keepPrivateKey(effect.keys) : undefined;
  if (kept && !kept.ok) return failedReply(kept.failure);
  const registration = { ...effect, ...(kept && { keys: kept.value }) };
  const keyNamed = nameKeptKey(registration, ports);
  const requestId = ports.newRequestId();

  const place = await ports.placeRecord(draftOf(registration, identity, requestId, ports.now().wall));
  await keyNamed;
  if (!place.ok) return failedReply(place.failure, registration.keys);
  const announced = await announce(registration, ports, requestId);
  if (announced) {
    await place.value.release();
    return failedReply(announced, registration.keys);
  }
  const request = registrationRequest(effect.server, effect.asked, effect.iat !== undefined);
  const sentAt = ports.now().wall;
  const transmission = await ports.registerClient(request, effect.iat?.token, requestId);
  const reply =
    transmission.kind === 'unanswered'
      ? await silence(registration, transmission, sentAt, place.value, ports)
      : await answered(registration, transmission, sentAt, place.value, ports);
  if (reply.type !== 'failed' || reply.failure.kind !== 'outcome-unknown' || identity.practice) return reply;
  return { ...reply, failure: { ...reply.failure, run: identity.run } };
}

/** So that `resume` takes this key instead of another. Written beside the record's place: «about to send» comes after both. */
async function nameKeptKey({ keys }: RegisterClient, ports: Ports): Promise<void> {
  if (keys?.choice.from !== 'generate' || keys.privateKeyFile === undefined) return;
  const { privateKeyFile, kid, alg } = keys;
  await ports.appendToJournal({
    type: 'key-kept',
    private_key_file: privateKeyFile,
    ...(kid !== undefined && { kid }),
    ...(alg !== undefined && { alg }),
  });
}

type Answered = Extract<Transmission, { kind: 'answered' }>;
type Unanswered = Extract<Transmission, { kind: 'unanswered' }>;

function draftOf(
  { server, asked, keys }: RegisterClient,
  { run, runbook, practice }: RunIdentity,
  requestId: string,
  at: number,
): RegistrationDraft {
  const { url, issuer, registration_endpoint = '', preset } = server;
  return {
    run,
    ...(runbook !== undefined && { runbook }),
    ...(practice && { practice }),
    server: {
      url,
      ...(issuer !== undefined && { issuer }),
      registration_endpoint,
      ...(preset !== undefined && { preset }),
    },
    asked,
    ...(keys?.privateKeyFile !== undefined && { private_key_file: keys.privateKeyFile }),
    ...(keys?.kid !== undefined && { kid: keys.kid }),
    request_id: requestId,
    sent_at: new Date(at).toISOString(),
  };
}

async function announce(
  { server, asked, iat }: RegisterClient,
  ports: Ports,
  requestId: string,
): Promise<Failure | undefined> {
  const name = clientName(asked);
  const announced = await ports.appendToJournal({
    type: 'about-to-register',
    request_id: requestId,
    ...(name !== undefined && { client_name: name }),
    server: server.url,
    endpoint: server.registration_endpoint ?? '',
    ...(iat === undefined && { open: true as const }),
  });
  return announced.ok ? undefined : announced.failure;
}

async function silence(
  effect: RegisterClient,
  transmission: Unanswered,
  sentAt: number,
  place: RecordPlace,
  ports: Ports,
): Promise<Reply> {
  await place.release();
  const failure = failureOfSilence('register', transmission, sentAt);
  await ports.appendToJournal(
    failure.kind === 'outcome-unknown'
      ? { type: 'registration-unknown', because: failure.because }
      : { type: 'registration-not-sent', because: transmission.code },
  );
  return failedReply(failure, effect.keys);
}

async function answered(
  effect: RegisterClient,
  { answer, exchange }: Answered,
  sentAt: number,
  place: RecordPlace,
  ports: Ports,
): Promise<Reply> {
  const onDisk = mayHoldAClient(answer) ? await place.keepAnswer(answer) : undefined;
  const judged = judgeRegistrationAnswer(answer, effect.asked, exchange, sentAt);
  if (!judged.ok) return refused(effect, judged.failure, onDisk !== undefined, place, ports);

  const { client, deviations } = judged;
  const inRecord = await place.keepClient(client, deviations, answer.receivedAt);
  const record = onDisk?.ok || inRecord.ok ? place.path : undefined;
  const unkept = record === undefined ? ['the answer could not be written to disk: this is its only copy'] : [];
  await ports.appendToJournal({
    type: 'registered',
    client_id: client.client_id,
    ...(record !== undefined && { record }),
  });
  return {
    type: 'client-registered',
    client,
    asked: effect.asked,
    deviations: [...deviations, ...unkept],
    ...(effect.keys && { keys: effect.keys }),
    ...(record !== undefined && { record }),
  };
}

/** A success has a client in it; a 303 or a server error may hide one. A refusal and a plain redirect grant nothing. */
function mayHoldAClient({ status }: RawAnswer): boolean {
  return (status >= 200 && status < 300) || status === 303 || status >= 500;
}

async function refused(
  effect: RegisterClient,
  failure: Failure,
  isKept: boolean,
  place: RecordPlace,
  ports: Ports,
): Promise<Reply> {
  const isUnknown = failure.kind === 'outcome-unknown';
  // Only an answer in which somebody may still find a client is worth a place; its failure names that.
  const saved = isKept && isUnknown ? await place.setAside() : undefined;
  if (saved === undefined) await place.release();
  if (isUnknown) {
    const where = saved === undefined ? {} : { saved };
    await ports.appendToJournal({ type: 'registration-unknown', because: failure.because, ...where });
    return failedReply({ ...failure, ...where }, effect.keys);
  }
  const status = 'status' in failure ? (failure.status ?? 0) : 0;
  const error = failure.kind === 'oauth-error' ? failure.error : undefined;
  await ports.appendToJournal({ type: 'registration-refused', status, ...(error !== undefined && { error }) });
  return failedReply(failure, effect.keys);
}
