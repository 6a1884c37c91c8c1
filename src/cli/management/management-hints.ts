import type { Failure } from '../../domain/failure.ts';
import { type ManagedClient, nameOf } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';

/** What a refusal means for a client that stood at the server once. Its words are the same at every stage. */
export function managementHints(failure: Failure, target: ManagedClient): string[] {
  if (!('status' in failure)) return [];
  const forget = `client forget ${JSON.stringify(plainText(nameOf(target), 80))}`;
  if (failure.status === 401) {
    const { deletion_sent_at: sentAt } = target;
    return sentAt === undefined
      ? [`A server answers 401 also for a client that is gone (RFC 7592 section 2). Its record stays until: ${forget}`]
      : [
          `A deletion of this client was sent at ${sentAt}, and nobody knew whether it was done: 401 now means most likely that it was.`,
          `Its record stays until: ${forget}`,
        ];
  }
  if (failure.stage === 'update' && [404, 405, 501].includes(failure.status)) {
    return [
      'Whose habits the server has, and with them the method, is said by --preset NAME. RFC 7592 is optional for a server: its administrator can change the client.',
    ];
  }
  if (failure.status === 404 || failure.status === 405) {
    return [
      'No client configuration endpoint answers there like that (RFC 7592 is optional for a server): its administrator can change or delete the client.',
    ];
  }
  return [];
}
