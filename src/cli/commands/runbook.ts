import { exampleFindings } from '../../domain/findings/example-addresses.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { requestFindings } from '../../domain/findings/request-findings.ts';
import { managedClient } from '../../domain/management/managed-client.ts';
import { EXIT } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { jsonSchema } from '../../runbook/file/json-schema.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import type { PlanInput } from '../../runbook/plan/gathering.ts';
import { type Plan, plan } from '../../runbook/plan/plan.ts';
import { render } from '../../runbook/render/render.ts';
import { folders } from '../../store/files/folders.ts';
import { chooseRecord } from '../../store/records/choose-record.ts';
import {
  findRunbook,
  type ListedRunbook,
  listRunbooks,
  type RunbookPlaces,
  type RunbookText,
} from '../../store/runbook-files.ts';
import { now } from '../clock.ts';
import type { AnswerFlags, Command } from '../command.ts';
import { runbookPlaces } from '../package-folder.ts';
import { keptRecords } from '../runs/kept-records.ts';
import { problemsFailure } from '../runs/prepare.ts';
import { endWithFailure, printJson } from '../telling/report.ts';

type CommandOf<N extends Command['name']> = Extract<Command, { name: N }>;

export async function listRunbookFiles({ json }: CommandOf<'runbook-list'>): Promise<number> {
  const listed = await listRunbooks(knownPlaces());
  const runbooks = listed.map(row => ({ name: row.name, title: titleOf(row), from: row.from, file: row.file }));
  if (json) return printJson({ schema_version: 1, runbooks });
  const width = Math.max(...runbooks.map(({ name }) => name.length));
  for (const { name, title, from, file } of runbooks) {
    process.stdout.write(`${name.padEnd(width)}  ${title}${from === 'package' ? '' : `  (${file})`}\n`);
  }
  return EXIT.done;
}

function titleOf({ text, file, shadowedBy }: ListedRunbook): string {
  if (shadowedBy) return `hidden by the one of that name (${shadowedBy})`;
  const parsed = parseRunbook(text, file);
  return 'problems' in parsed ? 'not valid: see runbook check' : (parsed.runbook.title ?? '');
}

export async function showRunbook({ runbook, format, flags }: CommandOf<'runbook-show'>): Promise<number> {
  const planned = await plannedRunbook(runbook, flags);
  if (!planned.ok) return endWithFailure(planned.failure, false);
  const { known } = planned.value.plan;
  if (known.wantedClient !== undefined && known.target === undefined) {
    process.stderr.write(
      `No client here is called ${plainText(known.wantedClient, 80)}, so its requests cannot be shown.\n`,
    );
  }
  process.stdout.write(render(planned.value.plan, format, findingsOf(planned.value.plan)));
  return 0;
}

/** Says all that is wrong or doubtful. Only what a server would likely refuse, or what cannot be sent, is exit 2. */
export async function checkRunbook({ runbook, json }: CommandOf<'runbook-check'>): Promise<number> {
  const planned = await plannedRunbook(runbook, {});
  if (!planned.ok) return endWithFailure(planned.failure, json);
  const findings = [...findingsOf(planned.value.plan), ...examplesIn(planned.value.plan)];
  const isValid = findings.every(({ severity }) => severity === 'hint');
  if (json) {
    printJson({ schema_version: 1, valid: isValid, findings: findings.map(finding => ({ ...finding })) });
  } else {
    const marks = { 'cannot-send': 'cannot be sent', 'refusal-likely': 'a refusal is likely', hint: 'worth knowing' };
    for (const { severity, message } of findings) process.stdout.write(`${marks[severity]}: ${message}\n`);
    const some = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    const count = findings.length === 0 ? 'nothing to say about it' : some;
    process.stdout.write(
      `${planned.value.text.file ?? runbook}: ${isValid ? 'a valid runbook' : 'a runbook with trouble ahead'}, ${count}\n`,
    );
  }
  return isValid ? EXIT.done : EXIT.notValid;
}

export async function printSchema(): Promise<number> {
  return printJson(jsonSchema());
}

export function knownPlaces(): RunbookPlaces {
  const found = folders(process.env);
  return runbookPlaces(found.ok ? found.value.data : undefined);
}

async function plannedRunbook(name: string, flags: AnswerFlags): Promise<Result<{ plan: Plan; text: RunbookText }>> {
  const found = await findRunbook(name, knownPlaces());
  if (!found.ok) return found;
  const parsed = parseRunbook(found.value.text, found.value.file);
  if ('problems' in parsed) return failed(problemsFailure(parsed.problems));
  const { file } = found.value;
  const input: PlanInput = {
    ...parsed,
    flags,
    runbookName: found.value.name,
    now: now(),
    ...(file !== undefined && { file }),
  };
  const planned = plan(input);
  if ('problems' in planned) return failed(problemsFailure(planned.problems));
  return success({ plan: await withItsRequests(input, planned.plan), text: found.value });
}

/** The requests of a change are known where the client that is meant has a record here; the rest is known anyway. */
async function withItsRequests(input: PlanInput, planned: Plan): Promise<Plan> {
  const { wantedClient, server } = planned.known;
  const found = folders(process.env);
  if (wantedClient === undefined || !found.ok) return planned;
  const chosen = chooseRecord(await keptRecords(found.value.data), wantedClient, server?.url);
  const exact = chosen.ok ? plan({ ...input, target: managedClient(chosen.value) }) : undefined;
  return exact && 'plan' in exact ? exact.plan : planned;
}

/** About the runbook as a whole, and about the request that it makes. */
function findingsOf({ findings, known }: Plan): Finding[] {
  if (!known.registers) return findings;
  const { template, metadata, redirectUris, keys, server } = known;
  return [...findings, ...requestFindings(askedMetadata({ template, metadata, redirectUris }), { keys, server })];
}

/** What a runbook to start from leaves to fill in. A run says nothing of it: what a request asks for is another matter. */
function examplesIn({ known }: Plan): Finding[] {
  const redirectUris = known.redirectUris ?? known.changes?.redirectUris?.uris;
  return exampleFindings({ ...known, ...(redirectUris && { redirectUris }) });
}
