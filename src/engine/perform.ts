import { clientName } from '../domain/client-metadata.ts';
import type { RegistrationDraft } from '../domain/client-record.ts';
import type { Failure } from '../domain/failure.ts';
import { judgeMintAnswer } from '../domain/mint-answer.ts';
import { mintRequest } from '../domain/mint-request.ts';
import { judgeRegistrationAnswer } from '../domain/registration-answer.ts';
import { registrationRequest } from '../domain/registration-request.ts';
import type { RawAnswer, Transmission } from '../domain/request.ts';
import { failureOfSilence } from '../domain/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { deleteClient } from './perform-delete.ts';
import { readClient } from './perform-read.ts';
import { updateClient } from './perform-update.ts';
import type { Ports, RecordPlace } from './ports.ts';

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;

/** Which run this is, for the records it makes. */
export type RunIdentity = { run: string; runbook?: string };

/** Does what a step asked for. A failure is a reply; only our own bugs are thrown. */
export async function perform(effect: Effect, ports: Ports, identity: RunIdentity): Promise<Reply> {
  switch (effect.type) {
    case 'discover-endpoints': {
      const discovered = await ports.discoverEndpoints(effect.server);
      return discovered.ok
        ? { type: 'endpoints-discovered', server: discovered.value }
        : failedReply(discovered.failure);
    }
    case 'mint-iat':
      return mintIat(effect, ports);
    case 'obtain-keys': {
      const obtained = await ports.obtainKeys(effect.choice);
      return obtained.ok ? { type: 'keys-obtained', keys: obtained.value } : failedReply(obtained.failure);
    }
    case 'register-client':
      return registerClient(effect, ports, identity);
    case 'hand-over':
      return handOver(effect, ports);
    case 'read-client':
      return readClient(effect, ports);
    case 'update-client':
      return updateClient(effect, ports);
    case 'delete-client':
      return deleteClient(effect, ports);
  }
}

async function mintIat({ server, adminToken, parameters }: EffectOf<'mint-iat'>, ports: Ports): Promise<Reply> {
  const request = mintRequest(server, parameters);
  const sentAt = ports.now().wall;
  const transmission = await ports.mintInitialAccessToken(request, adminToken, ports.newRequestId());
  if (transmission.kind === 'unanswered') return failedReply(failureOfSilence('mint', transmission, sentAt));
  const judged = judgeMintAnswer(transmission.answer, server.wire, parameters, transmission.exchange, ports.now());
  if (!judged.ok) return failedReply(judged.failure);
  const { lifetimeSeconds, maxUses } = judged.value;
  // The journal is for `resume`, which asks for tokens anew: a mint that it misses costs nothing.
  await ports.appendToJournal({
    type: 'iat-minted',
    lifetime_seconds: lifetimeSeconds,
    ...(maxUses !== undefined && { max_uses: maxUses }),
  });
  return { type: 'iat-minted', iat: judged.value };
}

/**
 * The order here is what keeps a client from being lost: private key, place for the record and «about to send» are on
 * disk before the request leaves, the raw answer is on disk before anybody reads it. A crash between any two of these
 * leaves something that can be named afterwards.
 */
async function registerClient(
  effect: EffectOf<'register-client'>,
  ports: Ports,
  identity: RunIdentity,
): Promise<Reply> {
  const kept = effect.keys ? await ports.keepPrivateKey(effect.keys) : undefined;
  if (kept && !kept.ok) return failedReply(kept.failure);
  const registration = { ...effect, ...(kept && { keys: kept.value }) };
  const requestId = ports.newRequestId();

  const place = await ports.placeRecord(draftOf(registration, identity, requestId, ports.now().wall));
  if (!place.ok) return failedReply(place.failure, registration);
  const announced = await announce(registration, ports, requestId);
  if (announced) {
    await place.value.release();
    return failedReply(announced, registration);
  }
  const request = registrationRequest(effect.server, effect.asked, effect.iat !== undefined);
  const sentAt = ports.now().wall;
  const transmission = await ports.registerClient(request, effect.iat?.token, requestId);
  return transmission.kind === 'unanswered'
    ? silence(registration, transmission, sentAt, place.value, ports)
    : answered(registration, transmission, sentAt, place.value, ports);
}

type Answered = Extract<Transmission, { kind: 'answered' }>;
type Unanswered = Extract<Transmission, { kind: 'unanswered' }>;

function draftOf(
  { server, asked, keys }: EffectOf<'register-client'>,
  { run, runbook }: RunIdentity,
  requestId: string,
  at: number,
): RegistrationDraft {
  const { url, issuer, registration_endpoint = '', preset } = server;
  return {
    run,
    ...(runbook !== undefined && { runbook }),
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
  { server, asked }: EffectOf<'register-client'>,
  ports: Ports,
  requestId: string,
): Promise<Failure | undefined> {
  const name = clientName(asked);
  const announced = await ports.appendToJournal({
    type: 'about-to-register',
    request_id: requestId,
    ...(name !== undefined && { client_name: name }),
    endpoint: server.registration_endpoint ?? '',
  });
  return announced.ok ? undefined : announced.failure;
}

async function silence(
  effect: EffectOf<'register-client'>,
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
  return failedReply(failure, effect);
}

async function answered(
  effect: EffectOf<'register-client'>,
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
  effect: EffectOf<'register-client'>,
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
    return failedReply({ ...failure, ...where }, effect);
  }
  const status = 'status' in failure ? (failure.status ?? 0) : 0;
  const error = failure.kind === 'oauth-error' ? failure.error : undefined;
  await ports.appendToJournal({ type: 'registration-refused', status, ...(error !== undefined && { error }) });
  return failedReply(failure, effect);
}

async function handOver({ targets, values }: EffectOf<'hand-over'>, ports: Ports): Promise<Reply> {
  const handedOver = await ports.handOver(targets, values);
  const files = handedOver.filter(({ problem }) => problem === undefined).map(({ file }) => file);
  await ports.appendToJournal({ type: 'handed-over', files });
  return { type: 'handed-over', handedOver };
}

function failedReply(failure: Failure, effect?: EffectOf<'register-client'>): Reply {
  return { type: 'failed', failure, ...(effect?.keys && { keys: effect.keys }) };
}
