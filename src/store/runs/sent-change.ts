import type { EpochMillis } from '../../domain/instant.ts';
import type { KeptRecord } from '../../domain/management/client-record.ts';
import { serverKey } from '../records/client-records.ts';
import type { JournalLine } from './journal.ts';

/** A change of a registered client of which «about to send» stands in the journal. `open`: the process died over it. */
export type SentChange = {
  stage: 'update' | 'delete';
  clientId: string;
  requestId: string;
  endpoint: string;
  sentAt: EpochMillis;
  outcome: 'open' | 'done' | 'refused' | 'not-sent' | 'unknown' | 'settled';
  because?: string;
  /** Where the unusable answer lies. */
  saved?: string;
};

/** What a line of a journal says about the changes before it. */
export function takeChange(changes: SentChange[], line: JournalLine): void {
  const last = changes.at(-1);
  const settle = (settled: Partial<SentChange>) => Object.assign(last ?? {}, settled);
  switch (line.type) {
    case 'about-to-update':
    case 'about-to-delete': {
      // Within one piece of work the next token is tried only once the last one was refused.
      if (last?.outcome === 'open') last.outcome = 'refused';
      const { at, client_id: clientId, request_id: requestId, endpoint } = line;
      const stage = line.type === 'about-to-update' ? 'update' : 'delete';
      changes.push({ stage, clientId, requestId, endpoint, sentAt: Date.parse(at), outcome: 'open' });
      return;
    }
    case 'updated':
    case 'deleted':
      settleAll(changes, line.client_id);
      settle({ outcome: 'done' });
      return;
    case 'change-settled':
      settleAll(changes, line.client_id);
      return;
    case 'change-refused':
      settle({ outcome: 'refused' });
      return;
    case 'change-not-sent':
      settle({ outcome: 'not-sent' });
      return;
    case 'change-unknown':
      settle({ outcome: 'unknown', because: line.because, ...(line.saved !== undefined && { saved: line.saved }) });
      return;
    default:
      return;
  }
}

/** What stands about a client now is known, so what became of an earlier change is no question any more. */
function settleAll(changes: SentChange[], clientId: string): void {
  for (const change of changes) if (change.clientId === clientId && isOpenChange(change)) change.outcome = 'settled';
}

export function isOpenChange({ outcome }: SentChange): boolean {
  return outcome === 'open' || outcome === 'unknown';
}

/**
 * The last change of which nobody here knows what came. The disk knows more than the journal of a killed process: where
 * the record was changed since, an answer came; where it is gone, nothing is left to manage from here.
 */
export function unsettledChangeOf(
  { changes, began }: { changes: readonly SentChange[]; began?: { server?: string } },
  records: readonly KeptRecord[],
): SentChange | undefined {
  return changes.findLast(change => {
    if (!isOpenChange(change)) return false;
    const server = serverKey(began?.server ?? '');
    const kept = records.find(
      ({ record }) =>
        record.client.client_id === change.clientId && (server === '' || serverKey(record.server.url) === server),
    );
    if (kept === undefined) return false;
    const { updated_at: updatedAt } = kept.record;
    return updatedAt === undefined || Date.parse(updatedAt) < change.sentAt;
  });
}
