import { managedClient, readRequest } from '../domain/management/managed-client.ts';
import { recordAfter } from '../domain/management/record-after.ts';
import { salvagedTokens } from '../domain/registration/salvaged.ts';
import { success } from '../domain/result.ts';
import { textOf } from '../domain/server/answer-text.ts';
import { failureOfAnswer, failureOfSilence, isSuccess } from '../domain/server/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { iso, judgedAbout, keptAside, sentWith, UNKEPT, withClient } from './client-in-hand.ts';
import { failedReply } from './failed-reply.ts';
import type { Ports } from './ports.ts';

const BARE = 'the answer names no metadata at all, so what the record has stands for it';

/** Reads the client. What the answer brings of new credentials is on disk before anybody sees it. */
export async function readClient(effect: Effect & { type: 'read-client' }, ports: Ports): Promise<Reply> {
  return withClient(effect, ports, async ({ target, endpoint, open }) => {
    const { record } = open.kept;
    const sent = await sentWith(endpoint.token, record, async token =>
      success(await ports.readClient(readRequest(endpoint.url), token, ports.newRequestId())),
    );
    if (!sent.ok) return failedReply(sent.failure);
    const { transmission, token } = sent.value;
    if (transmission.kind === 'unanswered') {
      return failedReply(failureOfSilence('read', transmission, transmission.exchange.sentAt));
    }
    const { answer, exchange } = transmission;
    // Where a gateway failed behind a server that rotates with every read, its page may have the new token.
    if (!isSuccess(answer.status) && salvagedTokens(textOf(answer)).length === 0) {
      return failedReply(failureOfAnswer('read', answer, exchange));
    }
    const { requestId, sentAt } = exchange;
    const kept = await open.keepAnswer(answer, { stage: 'read', requestId, sentAt, taken: token });
    const judged = judgedAbout('read', target, answer, exchange);
    if (!judged.ok) return failedReply(await keptAside(open, answer, judged.failure));

    const { client, deviations } = judged;
    const { record: after, rotated } = recordAfter(record, { client, taken: token, at: iso(answer.receivedAt) });
    const written = await open.keepRecord(after, { keepsAnswer: rotated.length > 0 });
    const isOnDisk = rotated.length === 0 || written.ok || kept.ok;
    const about = { client_id: target.client.client_id, server: target.server.url };
    const settled = await ports.settleChanges(about, 'the client was read');
    const isBare = Object.keys(client.metadata).length === 0;
    return {
      type: 'client-read',
      reading: {
        from: 'server',
        target: { ...managedClient({ path: open.kept.path, record: after }), server: target.server },
        // To take a bare «it is there» for the whole would make the next update an emptying.
        now: isBare ? record.client.metadata : client.metadata,
        deviations: [...deviations, ...(isBare ? [BARE] : []), ...(isOnDisk ? [] : [UNKEPT])],
        rotated,
        ...(settled.length > 0 && { settled }),
      },
    };
  });
}
