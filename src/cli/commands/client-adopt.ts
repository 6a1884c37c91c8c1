import { FROM_WORDS } from '../../domain/management/adoptable.ts';
import { managedClient, nameOf } from '../../domain/management/managed-client.ts';
import { EXIT } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { redact } from '../../domain/secrets/secret.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import type { Runbook } from '../../runbook/file/schema.ts';
import type { Gathering } from '../../runbook/plan/gathering.ts';
import { plannedServer } from '../../runbook/plan/plan-server.ts';
import { folders } from '../../store/files/folders.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import { now } from '../clock.ts';
import type { AnswerFlags, Command } from '../command.ts';
import { readAdoptable } from '../management/adoptable-file.ts';
import { keepAdopted, withOwnKey } from '../management/adopted-record.ts';
import { problemsFailure } from '../runs/prepare.ts';
import { settleFound } from '../runs/settle-found.ts';
import { managed } from '../telling/document.ts';
import { endWithFailure } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';
import { clientIn } from '../world.ts';

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
  const read = await readAdoptable(file);
  if (!read.ok) return endWithFailure(read.failure, json);
  const { from, run } = read.value;
  const server = serverOf(flags, read.value.server, allowHttp);
  if (!server.ok) return endWithFailure(server.failure, json);
  const records = createClientRecords(found.value.data, clientIn);
  const adopted = await keepAdopted(records, server.value, read.value);
  if (!adopted.ok) return endWithFailure(adopted.failure, json);

  const settled = await settleFound(adopted.value, found.value, records, run);
  const known = await withOwnKey(records, adopted.value, found.value.data, settled?.key ?? read.value.key);
  if (!known.ok) return endWithFailure(known.failure, json);
  const target = managedClient(known.value);
  const { deviations } = known.value.record;
  const warnings = [
    ...(adopted.value.isOlder ? [OLDER] : []),
    ...(target.client.registration_access_token === undefined ? [UNMANAGED] : []),
  ];
  if (json) {
    const document = {
      ...{ schema_version: 1, outcome: 'adopted', exit_code: EXIT.done, server: target.server.url },
      client: managed(target, printSecret(reveal)),
      adopted_from: from,
      deviations,
      ...(settled !== undefined && { settled_run: settled.run }),
      ...(warnings.length > 0 && { warnings }),
    };
    const text = JSON.stringify(document, null, 2);
    process.stdout.write(`${reveal ? text : redact(text)}\n`);
    return EXIT.done;
  }
  if (from !== 'answer') {
    const whose = run === undefined ? '' : ` of run ${plainText(run, 100)}`;
    process.stderr.write(`Taken from ${FROM_WORDS[from]}${whose}.\n`);
  }
  for (const deviation of deviations) process.stderr.write(`worth knowing: ${plainText(redact(deviation))}\n`);
  process.stderr.write(
    `"${plainText(nameOf(target), 80)}" is kept in ${target.record}.${target.client.registration_access_token === undefined ? '' : ' Compare it: client verify'}\n`,
  );
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  if (settled !== undefined) {
    process.stderr.write(
      `Run ${settled.run} sent its registration, and its outcome was unknown: that is settled now.\n`,
    );
    process.stderr.write(`Its hand-over is still to do: dcr-runbook resume ${settled.run}\n`);
  }
  process.stdout.write(`${plainText(target.client.client_id, 1000)}\n`);
  return EXIT.done;
}

const OLDER =
  'The record is newer than that: its own secret and registration access token stand, and those of the file are kept beside them as earlier ones.';

const UNMANAGED =
  'It has no registration access token, so client verify, update and delete will not work. If an administrator can make one, adopt it with the client_id: it goes into the same record.';

/** What is said now wins over what the file has of it. */
function serverOf(
  flags: AnswerFlags,
  inFile: Runbook['server'] | undefined,
  allowHttp: boolean,
): Result<AuthorizationServer> {
  const runbook: Runbook = { version: 1, ...(inFile && { server: inFile }) };
  const gathering: Gathering = {
    input: { flags, runbook, allowHttp, now: now() },
    sources: {},
    findings: [],
    problems: [],
  };
  const server = plannedServer(gathering);
  if (gathering.problems.length > 0) return failed(problemsFailure(gathering.problems));
  return server
    ? success(server)
    : failed({ kind: 'missing-answer', question: 'the server that the client is at', needs: '--server URL' });
}
