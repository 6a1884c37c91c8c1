import type { KeptRecord } from '../domain/management/client-record.ts';
import { deleteRequest } from '../domain/management/managed-client.ts';
import type { Result } from '../domain/result.ts';
import { isHtml, textOf } from '../domain/server/answer-text.ts';
import type { RawAnswer } from '../domain/server/request.ts';
import { failureOfAnswer, failureOfSilence } from '../domain/server/server-answer.ts';
import type { Effect, Reply } from '../flow/effect.ts';
import { iso, journalled, sentChange, withClient } from './client-in-hand.ts';
import { failedReply } from './failed-reply.ts';
import type { Ports } from './ports.ts';

/** Deletes the client, and then its record: what opens nothing any more is not kept. */
export async function deleteClient(effect: Effect & { type: 'delete-client' }, ports: Ports): Promise<Reply> {
  return withClient(effect, ports, async inHand => {
    const { target, endpoint, open } = inHand;
    const request = deleteRequest(endpoint.url);
    const sent = await sentChange(inHand, { type: 'about-to-delete', port: ports.deleteClient, request }, ports);
    if (!sent.ok) return failedReply(sent.failure);
    const { transmission } = sent.value;
    if (transmission.kind === 'answered' && isDeleted(transmission.answer)) {
      await ports.appendToJournal({ type: 'deleted', client_id: target.client.client_id });
      return { type: 'client-deleted', notes: leftBehind(open.kept, await open.remove()) };
    }
    const { sentAt } = transmission.exchange;
    const failure =
      transmission.kind === 'answered'
        ? failureOfAnswer('delete', transmission.answer, transmission.exchange)
        : failureOfSilence('delete', transmission, sentAt);
    // A later 401 means something else for a client that may be gone.
    if (failure.kind === 'outcome-unknown') {
      await open.keepRecord({ ...open.kept.record, deletion_sent_at: iso(sentAt) });
    }
    return failedReply(await journalled(failure, target, ports));
  });
}

/** RFC 7592 section 2.3 has 204, and some say 200. A page is some gateway's; 202 and the others promise nothing. */
function isDeleted(answer: RawAnswer): boolean {
  const isWhole = answer.incomplete === undefined && !isHtml(textOf(answer));
  return isWhole && (answer.status === 204 || answer.status === 200);
}

function leftBehind({ path, record }: KeptRecord, removed: Result<void>): string[] {
  const files = [record, ...(record.earlier_keys ?? [])].flatMap(({ private_key_file: file }) => file ?? []);
  const [newest, ...earlier] = new Set(files);
  return [
    ...(removed.ok ? [] : [`its record could not be removed: ${path}`]),
    ...(newest === undefined ? [] : [`its private key is still in ${newest}`]),
    ...earlier.map(file => `a private key that it had before is still in ${file}`),
  ];
}
