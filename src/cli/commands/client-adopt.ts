import { pastedAnswer } from '../../domain/evidence/pasted-answer.ts';
import type { ClientInformation } from '../../domain/management/client-information.ts';
import type { KeptRecord, OwnKey } from '../../domain/management/client-record.ts';
import { managedClient, nameOf } from '../../domain/management/managed-client.ts';
import { recordAfter } from '../../domain/management/record-after.ts';
import { EXIT } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { judgeRegistrationAnswer } from '../../domain/registration/registration-answer.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { redact } from '../../domain/secrets/secret.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import type { RawAnswer } from '../../domain/server/request.ts';
import type { Gathering } from '../../runbook/plan/gathering.ts';
import { plannedServer } from '../../runbook/plan/plan-server.ts';
import { folders } from '../../store/files/folders.ts';
import { readGivenFile } from '../../store/files/given-file.ts';
import { readStandardInput } from '../../store/files/standard-input.ts';
import { findOwnKey } from '../../store/keys/own-key.ts';
import { type ClientRecords, createClientRecords, serverKey } from '../../store/records/client-records.ts';
import { newRunId } from '../../store/runs/run-id.ts';
import { now } from '../clock.ts';
import type { AnswerFlags, Command } from '../command.ts';
import { problemsFailure } from '../runs/prepare.ts';
import { settleFound } from '../runs/settle-found.ts';
import { managed } from '../telling/document.ts';
import { endWithFailure } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';
import { clientIn } from '../world.ts';

const WHAT = 'the answer to adopt';
const MOST_BYTES = 1_048_576;

/** Keeps a client from the answer to its registration, as if it had come over the network. Nothing is sent. */
export async function adoptClient({
  file,
  flags,
  allowHttp,
  json,
  reveal,
}: Command & { name: 'client-adopt' }): Promise<number> {
  const found = folders(process.env);
  if (!found.ok) return endWithFailure(found.failure, json);
  const server = serverOf(flags, allowHttp);
  if (!server.ok) return endWithFailure(server.failure, json);
  const read = await readAnswer(file);
  if (!read.ok) return endWithFailure(read.failure, json);
  const judged = judgedAnswer(read.value);
  if (!judged.ok) return endWithFailure(judged.failure, json);
  const records = createClientRecords(found.value.data, clientIn);
  const adopted = await kept(records, server.value, judged.value);
  if (!adopted.ok) return endWithFailure(adopted.failure, json);

  const settled = await settleFound(adopted.value, found.value, records);
  const known = await withOwnKey(records, adopted.value, found.value.data, settled?.key);
  if (!known.ok) return endWithFailure(known.failure, json);
  const target = managedClient(known.value);
  const { deviations } = known.value.record;
  const warnings = target.client.registration_access_token === undefined ? [UNMANAGED] : [];
  if (json) {
    const document = {
      ...{ schema_version: 1, outcome: 'adopted', exit_code: EXIT.done, server: target.server.url },
      client: managed(target, printSecret(reveal)),
      deviations,
      ...(settled !== undefined && { settled_run: settled.run }),
      ...(warnings.length > 0 && { warnings }),
    };
    const text = JSON.stringify(document, null, 2);
    process.stdout.write(`${reveal ? text : redact(text)}\n`);
    return EXIT.done;
  }
  for (const deviation of deviations) process.stderr.write(`worth knowing: ${plainText(redact(deviation))}\n`);
  process.stderr.write(
    `"${plainText(nameOf(target), 80)}" is kept in ${target.record}.${warnings.length > 0 ? '' : ' Compare it: client verify'}\n`,
  );
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  if (settled !== undefined) {
    process.stderr.write(`Run ${settled.run} sent its registration and never heard of it: that is settled now.\n`);
    process.stderr.write(`Its hand-over is still to do: dcr-runbook resume ${settled.run}\n`);
  }
  process.stdout.write(`${plainText(target.client.client_id, 1000)}\n`);
  return EXIT.done;
}

const UNMANAGED =
  'It has no registration access token, so client verify, update and delete will not work. If an administrator can make one, adopt it with the client_id: it goes into the same record.';

/** The key that the client signs with: the one here that the server has, else the one that its registration sent. */
async function withOwnKey(
  records: ClientRecords,
  adopted: KeptRecord,
  dataFolder: string,
  sent: OwnKey | undefined,
): Promise<Result<KeptRecord>> {
  const { path, record } = adopted;
  if (record.kid !== undefined || record.private_key_file !== undefined) return success(adopted);
  const key = (await findOwnKey(dataFolder, record.client.metadata)) ?? sent;
  if (key === undefined || Object.keys(key).length === 0) return success(adopted);
  const opened = await records.openRecord(path);
  if (!opened.ok) return opened;
  try {
    const after = { ...opened.value.kept.record, ...key };
    const written = await opened.value.keepRecord(after);
    return written.ok ? success({ path, record: after }) : written;
  } finally {
    await opened.value.close();
  }
}

function serverOf(flags: AnswerFlags, allowHttp: boolean): Result<AuthorizationServer> {
  const gathering: Gathering = { input: { flags, allowHttp, now: now() }, sources: {}, findings: [], problems: [] };
  const server = plannedServer(gathering);
  if (gathering.problems.length > 0) return failed(problemsFailure(gathering.problems));
  return server
    ? success(server)
    : failed({ kind: 'missing-answer', question: 'the server that the client is at', needs: '--server URL' });
}

async function readAnswer(file: string): Promise<Result<string>> {
  if (file !== '-') {
    const given = await readGivenFile(WHAT, file, MOST_BYTES);
    if (!given.ok) return given;
    const { bytes, openToOthers } = given.value;
    if (openToOthers !== undefined) process.stderr.write(`${openToOthers}\n`);
    return success(bytes.toString('utf8'));
  }
  if (process.stdin.isTTY) process.stderr.write('Paste the answer, then Enter and Ctrl+D.\n');
  const given = await readStandardInput(WHAT, process.stdin, MOST_BYTES);
  return given.ok ? success(given.value.toString('utf8')) : given;
}

type Judged = { client: ClientInformation; deviations: string[]; answer: RawAnswer };

function judgedAnswer(text: string): Result<Judged> {
  const { isCut, ...answer } = pastedAnswer(text, now().wall);
  const request = { stage: 'register', method: 'POST', url: '' } as const;
  const judged = judgeRegistrationAnswer(
    answer,
    {},
    { request, requestId: '', sentAt: answer.receivedAt },
    answer.receivedAt,
  );
  if (judged.ok) {
    const cut = isCut ? ['the answer broke off: only its whole members are kept'] : [];
    return success({ client: judged.client, deviations: [...judged.deviations, ...cut], answer });
  }
  return failed({
    kind: 'not-valid',
    problem:
      answer.status >= 400
        ? `that answer is a refusal (${answer.status}): it registered no client`
        : 'there is no client in that answer: it has no client_id',
    hint: 'It has to be the JSON that the server answered, or the whole answer as curl -i shows it.',
  });
}

/** A client that has a record here gets the newer credentials; any other gets a record. */
async function kept(records: ClientRecords, server: AuthorizationServer, judged: Judged): Promise<Result<KeptRecord>> {
  const { records: known } = await records.listRecords();
  const before = known.findLast(
    ({ record }) =>
      record.client.client_id === judged.client.client_id && serverKey(record.server.url) === serverKey(server.url),
  );
  return before ? renewed(records, before.path, judged) : recorded(records, server, judged);
}

async function renewed(
  records: ClientRecords,
  path: string,
  { client, deviations, answer }: Judged,
): Promise<Result<KeptRecord>> {
  const opened = await records.openRecord(path);
  if (!opened.ok) return opened;
  const open = opened.value;
  try {
    const { record } = open.kept;
    const at = new Date(answer.receivedAt).toISOString();
    const after = recordAfter(
      { ...record, deviations: [...new Set([...record.deviations, ...deviations])] },
      { client, at },
    );
    const written = await open.keepRecord(after.record);
    return written.ok ? success({ path, record: after.record }) : written;
  } finally {
    await open.close();
  }
}

async function recorded(
  records: ClientRecords,
  { url, issuer, registration_endpoint, preset }: AuthorizationServer,
  { client, deviations, answer }: Judged,
): Promise<Result<KeptRecord>> {
  const at = new Date(answer.receivedAt).toISOString();
  const draft = {
    run: newRunId(answer.receivedAt),
    server: {
      url,
      // A relative registration_client_uri needs something to start from.
      registration_endpoint: registration_endpoint ?? url,
      ...(issuer !== undefined && { issuer }),
      ...(preset !== undefined && { preset }),
    },
    // What was asked for, nobody here knows.
    asked: {},
    request_id: '',
    sent_at: at,
  };
  const place = await records.placeRecord(draft);
  if (!place.ok) return place;
  const onDisk = await place.value.keepAnswer(answer);
  const written = onDisk.ok ? await place.value.keepClient(client, deviations, answer.receivedAt) : onDisk;
  if (!written.ok) {
    await place.value.release();
    return written;
  }
  return success({
    path: place.value.path,
    record: { schema_version: 1, ...draft, registered_at: at, client, deviations },
  });
}
