import type { ClientRecord } from '../domain/management/client-record.ts';
import { type ManagedClient, managedClient } from '../domain/management/managed-client.ts';
import type { UpdatedClient } from '../domain/management/management.ts';
import { type Intended, recordAfter } from '../domain/management/record-after.ts';
import { type ClientUpdate, updateRequest } from '../domain/management/update-request.ts';
import type { KeyMaterial } from '../domain/metadata/key-material.ts';
import { differences } from '../domain/registration/difference.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { RawAnswer, Transmission } from '../domain/server/request.ts';
import { failureOfSilence, isSuccess } from '../domain/server/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { iso, journalled, judgedAbout, keptAside, sentChange, UNKEPT, withClient } from './client-in-hand.ts';
import { failedReply } from './failed-reply.ts';
import type { OpenRecord, Ports } from './ports.ts';

/**
 * The same order as around a registration: private key, room for the answer and «about to update» are on disk before the
 * request leaves, and the raw answer before anybody reads it: with it the token may have changed that everything hangs on.
 */
export async function updateClient(effect: Effect & { type: 'update-client' }, ports: Ports): Promise<Reply> {
  const made = effect.keys ? await ports.keepPrivateKey(effect.keys) : undefined;
  if (made && !made.ok) return failedReply(made.failure, effect.keys);
  const keys = made?.value;
  const work: Parameters<typeof withClient>[2] = async inHand => {
    const request = updateRequest(inHand.endpoint.url, effect.update);
    const sent = await sentChange(inHand, { type: 'about-to-update', port: ports.updateClient, request }, ports);
    if (!sent.ok) return failedReply(sent.failure, keys);
    const { transmission, token } = sent.value;
    if (transmission.kind === 'unanswered') {
      const failure = failureOfSilence('update', transmission, transmission.exchange.sentAt);
      return failedReply(await journalled(failure, inHand.target, ports), keys);
    }
    const { target, open } = inHand;
    return answered(
      { target, open, taken: token, intended: intendedBy(effect.update, keys), keys },
      transmission,
      ports,
    );
  };
  return withClient(effect, ports, work, keys);
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

type Updating = {
  target: ManagedClient;
  open: OpenRecord;
  taken: Secret;
  intended: Intended;
  keys: KeyMaterial | undefined;
};

async function answered(
  { target, open, taken, intended, keys }: Updating,
  { answer, exchange }: Transmission & { kind: 'answered' },
  ports: Ports,
): Promise<Reply> {
  const { requestId, sentAt } = exchange;
  const kept = mayBeDone(answer)
    ? await open.keepAnswer(answer, { stage: 'update', requestId, sentAt, taken, intended })
    : undefined;
  const judged = judgedAbout('update', { ...target, asked: intended.asked }, answer, exchange);
  if (!judged.ok) {
    const failure = kept ? await keptAside(open, answer, judged.failure) : judged.failure;
    return failedReply(await journalled(failure, target, ports), keys);
  }
  const { path, record } = open.kept;
  const seen = [...new Set([...record.deviations, ...judged.deviations])];
  const now = { client: judged.client, taken, at: iso(answer.receivedAt), intended };
  const after = recordAfter({ ...record, server: knownNow(record, target), deviations: seen }, now);
  const written = await open.keepRecord(after.record, { keepsAnswer: true });
  const isOnDisk = written.ok || kept?.ok === true;
  await ports.appendToJournal({
    type: 'updated',
    client_id: target.client.client_id,
    ...(isOnDisk && { record: path }),
  });
  const { client } = after.record;
  const updated: UpdatedClient = {
    client,
    asked: intended.asked,
    differences: differences(intended.asked, client.metadata),
    deviations: [...judged.deviations, ...(isOnDisk ? [] : [UNKEPT])],
    ...(keys && { keys }),
    ...(isOnDisk && { record: path }),
    target: { ...managedClient({ path, record: after.record }), server: target.server },
    rotated: after.rotated,
    changed: intended.changed,
  };
  return { type: 'client-updated', updated };
}

/** The habits that an update went through with are the server's. */
function knownNow({ server }: ClientRecord, { server: { preset } }: ManagedClient): ClientRecord['server'] {
  return preset === undefined ? server : { ...server, preset };
}

/** A success has new credentials in it; a 303 or a server error may hide a success. */
function mayBeDone({ status }: RawAnswer): boolean {
  return isSuccess(status) || status === 303 || status >= 500;
}
