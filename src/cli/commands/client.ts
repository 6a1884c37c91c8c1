import type { JsonObject } from '../../domain/json.ts';
import type { KeptRecord } from '../../domain/management/client-record.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { plainText } from '../../domain/plain-text.ts';
import { folders } from '../../store/files/folders.ts';
import { chooseRecord } from '../../store/records/choose-record.ts';
import type { Command } from '../command.ts';
import { keptRecords } from '../runs/kept-records.ts';
import { clientMember } from '../telling/document.ts';
import { endWithFailure, printJson } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';

type CommandOf<N extends Command['name']> = Extract<Command, { name: N }>;

export async function listClients({ json }: CommandOf<'client-list'>): Promise<number> {
  const found = folders(process.env);
  if (!found.ok) return endWithFailure(found.failure, json);
  const records = await keptRecords(found.value.data);
  if (json) return printJson({ schema_version: 1, clients: records.map(listed) });
  if (records.length === 0) {
    process.stderr.write('No client was registered from here yet.\n');
    return 0;
  }
  const width = Math.max(...records.map(({ record }) => record.client.client_id.length));
  for (const [index, kept] of records.entries()) {
    const { client_id, client_name, server, registered_at } = listed(kept);
    const number = String(index + 1).padStart(3);
    const name = plainText(String(client_name ?? '(no name)'), 40);
    const practice = kept.record.practice ? '  practice' : '';
    process.stdout.write(
      `${number}  ${plainText(String(client_id), 200).padEnd(width)}  ${name}  ${server}  ${registered_at}${practice}\n`,
    );
  }
  return 0;
}

export async function showClient({ client, json, reveal }: CommandOf<'client-show'>): Promise<number> {
  const found = folders(process.env);
  if (!found.ok) return endWithFailure(found.failure, json);
  const chosen = chooseRecord(await keptRecords(found.value.data), client);
  if (!chosen.ok) return endWithFailure(chosen.failure, json);
  const { path, record } = chosen.value;
  const document = {
    schema_version: 1,
    client: {
      ...record.client.metadata,
      ...clientMember(record.client, printSecret(reveal)),
      ...(record.private_key_file !== undefined && { private_key_file: record.private_key_file }),
      ...(record.kid !== undefined && { kid: record.kid }),
      record: path,
    },
    server: record.server,
    asked: record.asked,
    registered_at: record.registered_at,
    ...(record.updated_at !== undefined && { updated_at: record.updated_at }),
    ...(record.deletion_sent_at !== undefined && { deletion_sent_at: record.deletion_sent_at }),
    run: record.run,
    ...(record.practice && { practice: true }),
    deviations: record.deviations,
  };
  if (json) return printJson(document);
  for (const [member, value] of Object.entries(document.client)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    process.stdout.write(`${member.padEnd(28)} ${plainText(text, 2000)}\n`);
  }
  const gone = record.practice ? '  (practice)' : '';
  process.stdout.write(
    `${'server'.padEnd(28)} ${record.server.url}${gone}\n${'registered_at'.padEnd(28)} ${record.registered_at}\n`,
  );
  for (const deviation of record.deviations)
    process.stdout.write(`${'deviation'.padEnd(28)} ${plainText(deviation)}\n`);
  return 0;
}

function listed({ path, record }: KeptRecord): JsonObject {
  const name = clientName(record.client.metadata) ?? clientName(record.asked);
  return {
    client_id: record.client.client_id,
    ...(name !== undefined && { client_name: name }),
    server: record.server.url,
    record: path,
    registered_at: record.registered_at,
    ...(record.practice && { practice: true }),
  };
}
