import { dirname } from 'node:path';
import type { Failure } from '../../domain/failure.ts';
import { EXIT } from '../../domain/outcome.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { schemaText } from '../../runbook/file/json-schema.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import { FILL_IN, startingText } from '../../runbook/file/starting-text.ts';
import { readUrl } from '../../runbook/plan/read-answer.ts';
import { problemText } from '../../runbook/problem.ts';
import { createFile, replaceFile } from '../../store/files/private-file.ts';
import { findRunbook, type RunbookText } from '../../store/runbook-files.ts';
import { placeSchema } from '../../store/schema-file.ts';
import type { Command } from '../command.ts';
import { endWithFailure } from '../telling/report.ts';
import { knownPlaces } from './runbook.ts';

type Init = Extract<Command, { name: 'runbook-init' }>;

/** Writes a runbook to start from, and the schema beside it, where its first line tells editors to look. */
export async function initRunbook({ file, from, server, force }: Init): Promise<number> {
  const found = await findRunbook(from, knownPlaces());
  if (!found.ok) return endWithFailure(found.failure, false);
  const text = begun(found.value, server);
  if (!text.ok) return endWithFailure(text.failure, false);
  const written = await (force ? replaceFile(file, text.value, { mode: 0o644 }) : createFile(file, text.value));
  if (!written.ok) return endWithFailure(withHint(written.failure, file), false);
  const schema = await placeSchema(dirname(file), schemaText());
  if (!schema.ok) return endWithFailure(schema.failure, false);
  process.stdout.write(`${file}\n`);
  process.stderr.write(`Written from ${from}; editors find the format in ${schema.value.file} beside it.\n`);
  if (schema.value.isOther) {
    process.stderr.write(
      `That file was there and says something else than this version: dcr-runbook runbook schema > ${schema.value.file} renews it.\n`,
    );
  }
  const examples = text.value.split(FILL_IN).length - 1;
  const check = `dcr-runbook runbook check ${file}`;
  const places = examples === 1 ? 'the place that says' : `the ${examples} places that say`;
  process.stderr.write(examples === 0 ? `Look through it: ${check}\n` : `Fill in ${places} FILL IN, then: ${check}\n`);
  return EXIT.done;
}

function begun({ name, text, file }: RunbookText, server: string | undefined): Result<string> {
  if (server === undefined) return success(startingText(text));
  const read = readUrl(server);
  if ('message' in read) {
    return failed({ kind: 'not-valid', problem: problemText({ path: '--server', ...read }) });
  }
  const parsed = parseRunbook(text, file);
  if (!('problems' in parsed) && parsed.runbook.server?.url !== undefined) return success(startingText(text, server));
  return failed({
    kind: 'not-valid',
    problem: `${name} names no server.url, so --server has no place in it`,
    hint: 'Write it without --server, and add server.url by hand.',
  });
}

function withHint(failure: Failure, file: string): Failure {
  if (failure.kind !== 'not-written' || failure.code !== 'EEXIST') return failure;
  return {
    kind: 'not-valid',
    problem: `${file} is there already`,
    hint: 'Name another file, or replace it with --force.',
  };
}
