import type { Failure } from '../../domain/failure.ts';
import { type ManagedClient, nameOf } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';
import { shellWord } from '../../domain/shell-word.ts';

/** What a refusal means for a client that stood at the server once. Its words are the same at every stage. */
export function managementHints(failure: Failure, target: ManagedClient): string[] {
  if (!('status' in failure)) return [];
  const forget = `client forget ${shellWord(plainText(nameOf(target), 80))}`;
  const { deletion_sent_at: sentAt } = target;
  if (sentAt !== undefined && isGone(failure)) {
    return [
      `A deletion of this client was sent at ${sentAt}, and nobody knew whether it was done: ${failure.status} now means most likely that it was.`,
      `Its record stays until: ${forget}`,
    ];
  }
  if (failure.status === 401) {
    return [
      `A server answers 401 also for a client that is gone (RFC 7592 section 2). Its record stays until: ${forget}`,
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

/** The server does not know the client, or not its token any more: what a client that was deleted is answered with. */
export function isGone(failure: Failure): failure is Failure & { status: number } {
  return 'status' in failure && [401, 404, 410].includes(failure.status ?? 0);
}
