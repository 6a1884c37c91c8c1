import { managedClient, nameOf } from '../../domain/management/managed-client.ts';
import { EXIT } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { folders } from '../../store/files/folders.ts';
import { chooseRecord } from '../../store/records/choose-record.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import type { Command } from '../command.ts';
import { keptRecords } from '../runs/kept-records.ts';
import { managed } from '../telling/document.ts';
import { endWithFailure, printJson } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';
import { askLine } from '../terminal/ask-line.ts';
import { terminalFor } from '../terminal/interactive.ts';
import { clientIn } from '../world.ts';

/** Removes the record of a client. It stays at the server, and nobody can manage it from here any more. */
export async function forgetClient({ client, yes, json }: Command & { name: 'client-forget' }): Promise<number> {
  const found = folders(process.env);
  if (!found.ok) return endWithFailure(found.failure, json);
  const { data } = found.value;
  const chosen = chooseRecord(await keptRecords(data), client);
  if (!chosen.ok) return endWithFailure(chosen.failure, json);
  const target = managedClient(chosen.value);
  const name = plainText(nameOf(target), 80);
  const terminal = terminalFor({ yes, noInput: false, dryRun: false, json }, process);
  const { practice } = chosen.value.record;
  const stays = practice ? 'its practice server is gone' : `the client stays at ${target.server.url}`;
  const question = `Only this record has the credentials of ${name}; ${stays}. Type y to forget it:`;
  if (terminal && !/^y(es)?$/i.test((await askLine(terminal, question)).trim())) {
    return endWithFailure({ kind: 'not-valid', problem: 'nothing was forgotten' }, json);
  }
  const opened = await createClientRecords(data, clientIn).openRecord(chosen.value.path);
  if (!opened.ok) return endWithFailure(opened.failure, json);
  const removed = await opened.value.remove();
  await opened.value.close();
  if (!removed.ok) return endWithFailure(removed.failure, json);
  const { record, ...gone } = target;
  const keyFile = gone.private_key_file;
  const notes = keyFile === undefined ? [] : [`its private key is still in ${keyFile}`];
  if (json) {
    const shown = managed(gone, printSecret(false));
    const warnings = notes.length > 0 ? { warnings: notes } : {};
    return printJson({
      schema_version: 1,
      outcome: 'forgotten',
      exit_code: EXIT.done,
      server: target.server.url,
      client: shown,
      ...warnings,
    });
  }
  process.stderr.write(`${name} is forgotten here: ${record} is gone; ${stays}.\n`);
  for (const note of notes) process.stderr.write(`${note}\n`);
  return EXIT.done;
}
