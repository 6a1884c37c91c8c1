import type { FailureOf } from '../../domain/failure.ts';
import type { KeptRecord } from '../../domain/management/client-record.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import type { ClientRecords } from '../../store/records/client-records.ts';
import { serverKey } from '../../store/records/client-records.ts';
import { type RunStory, type SentRegistration, unsettledOf } from '../../store/runs/run-story.ts';
import { listRuns } from '../../store/runs/runs.ts';
import { type SentChange, unsettledChangeOf } from '../../store/runs/sent-change.ts';

/** The newest registration of that name at that server that was sent, and of which nobody here knows what came. */
export async function findUnsettled(
  stateFolder: string,
  records: ClientRecords,
  { server, name }: { server: string; name: string },
): Promise<FailureOf<'outcome-unknown'> | undefined> {
  const list = await listRuns(stateFolder);
  // Whoever cannot read the journals cannot write one either, and hears of that before anything is sent.
  const open = list.ok ? list.value.runs.filter(({ story, isRunning }) => !story.finished && !isRunning) : [];
  if (open.length === 0) return undefined;
  const { records: kept } = await records.listRecords();
  for (const { run, story } of open) {
    const sent = unsettledOf(story, kept);
    if (sent?.clientName !== name || serverKey(serverOf(story, sent)) !== serverKey(server)) continue;
    return { ...unsettledFailure(run, sent, { client_name: name }), earlier: true };
  }
  return undefined;
}

/** What a run sent and never heard of: a registration, or a change of a client; undefined: nothing. */
export function unknownOf({
  run,
  story,
  records,
}: {
  run: string;
  story: RunStory;
  records: readonly KeptRecord[];
}): { failure: FailureOf<'outcome-unknown'>; server: string } | undefined {
  const sent = unsettledOf(story, records);
  if (sent) {
    const { clientName } = sent;
    const asked = clientName === undefined ? {} : { client_name: clientName };
    return { failure: unsettledFailure(run, sent, asked), server: serverOf(story, sent) };
  }
  const change = unsettledChangeOf(story, records);
  return change && { failure: changeFailure(change), server: story.began?.server ?? change.endpoint };
}

/** What its own process would have said of it. */
function changeFailure({
  stage,
  clientId,
  requestId,
  endpoint,
  sentAt,
  because = DIED,
  saved,
}: SentChange): FailureOf<'outcome-unknown'> {
  const method = stage === 'update' ? 'PUT' : 'DELETE';
  const request = { stage, method, url: endpoint, bearer: 'registration-access-token' } as const;
  return {
    kind: 'outcome-unknown',
    stage,
    sentAt,
    because,
    client_id: clientId,
    ...(saved !== undefined && { saved }),
    exchange: { request, requestId, sentAt },
  };
}

export function serverOf({ began }: RunStory, { server, endpoint }: SentRegistration): string {
  return server ?? began?.server ?? endpoint;
}

const DIED = 'the process that sent it ended before an answer was kept';

/** What its own process would have said of it. `asked`: what was sent, as far as it is known. */
export function unsettledFailure(
  run: string,
  { endpoint, requestId, withToken, sentAt, because = DIED, saved }: SentRegistration,
  asked: ClientMetadata,
): FailureOf<'outcome-unknown'> {
  const request = {
    stage: 'register',
    method: 'POST',
    url: endpoint,
    ...(withToken && { bearer: 'iat' as const }),
    body: asked,
  } as const;
  return {
    kind: 'outcome-unknown',
    stage: 'register',
    sentAt,
    because,
    ...(saved !== undefined && { saved }),
    run,
    exchange: { request, requestId, sentAt },
  };
}
