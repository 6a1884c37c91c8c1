import type { KeptRecord } from '../../domain/management/client-record.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { serverKey } from './client-records.ts';

/**
 * The record that the operator means: a client_id, an unambiguous client_name, or a number in the list (from 1).
 * A text that is both the id or name of a client and a number means the client. With a server, only its clients have
 * names; a number counts them all. What was registered in practice takes no name from another client.
 */
export function chooseRecord(list: readonly KeptRecord[], text: string, serverUrl?: string): Result<KeptRecord> {
  const wanted = text.trim();
  const isThere = ({ record }: KeptRecord) =>
    serverUrl === undefined || serverKey(record.server.url) === serverKey(serverUrl);
  const all = newestOfEach(list.filter(kept => isThere(kept) && namesOf(kept).includes(wanted)));
  const real = all.filter(({ record }) => !record.practice);
  const named = real.length > 0 ? real : all;
  const only = named.length === 1 ? named[0] : undefined;
  if (only) return success(only);
  if (named.length > 1) {
    const choices = named.map(kept => described(list, kept)).join(', ');
    return notChosen(`${JSON.stringify(wanted)} is more than one client: ${choices}`, 'Name one by its number.');
  }
  const byNumber = /^\d+$/.test(wanted) ? list[Number(wanted) - 1] : undefined;
  if (byNumber) return success(byNumber);
  return list.length === 0
    ? notChosen('no client was registered from here', 'A client of somewhere else can be adopted: client adopt.')
    : notChosen(
        `no client ${serverUrl === undefined ? 'here' : `of ${serverUrl}`} is called ${JSON.stringify(wanted)}`,
        'See them with: client list.',
      );
}

function namesOf({ record }: KeptRecord): (string | undefined)[] {
  return [record.client.client_id, clientName(record.client.metadata) ?? clientName(record.asked)];
}

// An update that was interrupted leaves the old record beside the new one; the new one has the valid token.
function newestOfEach(list: KeptRecord[]): KeptRecord[] {
  const byClient = new Map<string, KeptRecord>();
  for (const kept of list) {
    const { server, client } = kept.record;
    byClient.set(JSON.stringify([serverKey(server.url), client.client_id]), kept);
  }
  return [...byClient.values()];
}

function described(list: readonly KeptRecord[], kept: KeptRecord): string {
  return `${list.indexOf(kept) + 1} (${kept.record.client.client_id} at ${kept.record.server.url})`;
}

function notChosen(problem: string, hint: string): Result<never> {
  return failed({ kind: 'not-valid', problem, hint });
}
