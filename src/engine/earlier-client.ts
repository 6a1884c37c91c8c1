import type { FailureOf } from '../domain/failure.ts';
import type { Ports } from './ports.ts';

/** Why a client should not be registered: it was from here, or may have been. */
export type EarlierClient = FailureOf<'already-registered'> | FailureOf<'outcome-unknown'>;

/** What this machine knows of a client of that name at that server; undefined: nothing, as for one without a name. */
export async function earlierClient(
  { findClient, findUnsettled }: Pick<Ports, 'findClient' | 'findUnsettled'>,
  serverUrl: string | undefined,
  clientName: string | undefined,
): Promise<EarlierClient | undefined> {
  if (serverUrl === undefined || clientName === undefined) return undefined;
  const earlier = await findClient(serverUrl, clientName);
  if (earlier === undefined) return findUnsettled(serverUrl, clientName);
  const { path, record } = earlier;
  return {
    kind: 'already-registered',
    client_id: record.client.client_id,
    client_name: clientName,
    record: path,
  };
}
