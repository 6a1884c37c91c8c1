import { judgeMintAnswer } from '../domain/mint/mint-answer.ts';
import { mintRequest } from '../domain/mint/mint-request.ts';
import { failureOfSilence } from '../domain/server/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { failedReply } from './failed-reply.ts';
import { deleteClient } from './perform-delete.ts';
import { readClient } from './perform-read.ts';
import { type RunIdentity, registerClient } from './perform-registration.ts';
import { updateClient } from './perform-update.ts';
import type { Ports } from './ports.ts';

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;

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

async function handOver({ targets, values }: EffectOf<'hand-over'>, ports: Ports): Promise<Reply> {
  const handedOver = await ports.handOver(targets, values);
  const files = handedOver.filter(({ problem }) => problem === undefined).map(({ file }) => file);
  await ports.appendToJournal({ type: 'handed-over', files });
  return { type: 'handed-over', handedOver };
}
