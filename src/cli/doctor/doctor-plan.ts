import { type Check, NOT_LOOKED_AT } from '../../domain/evidence/check.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import { preset } from '../../domain/server/presets.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import { environmentValues } from '../../runbook/plan/gathering.ts';
import { type Plan, plan } from '../../runbook/plan/plan.ts';
import { findRunbook } from '../../store/runbook-files.ts';
import { now } from '../clock.ts';
import type { Command } from '../command.ts';
import { runbookPlaces } from '../package-folder.ts';
import { problemsFailure } from '../runs/prepare.ts';
import type { ToExamine } from './examined.ts';

/** What is to be examined, and what there is to say about the runbook itself. */
export type DoctorPlan = ToExamine & { checks: Check[] };

type DoctorCommand = Extract<Command, { name: 'doctor' }>;

/** A runbook's server; or the one that a flag or variable names, where no runbook is named. */
export async function doctorPlan(command: DoctorCommand, dataFolder: string): Promise<Result<DoctorPlan>> {
  const environment = environmentValues(process.env);
  const isNamed = (command.flags['server.url'] ?? environment['server.url']) !== undefined;
  const runbook = command.runbook ?? (isNamed ? undefined : 'bff-server');
  const planned = await plannedRun(command, runbook, dataFolder);
  if (!planned.ok) return planned;
  const { known, findings } = planned.value;
  const { server } = known;
  if (server === undefined) {
    return failed({ kind: 'not-valid', problem: 'no server is named', hint: 'Name one with --server URL.' });
  }
  const { template, metadata, redirectUris } = known;
  return success({
    checks: [
      runbookCheck(runbook, planned.value),
      { layer: 'configuration', check: 'server', status: 'ok', seen: addresses(server) },
      ...findings.map(
        ({ message, cause }): Check => ({
          layer: 'configuration',
          check: 'endpoints',
          status: 'warning',
          seen: message,
          ...(cause !== undefined && { cause }),
        }),
      ),
    ],
    server,
    ...(runbook !== undefined && known.registers && { asked: askedMetadata({ template, metadata, redirectUris }) }),
    ...(runbook === undefined && server.preset === undefined && { guesses: guessesFor(server.url) }),
  });
}

async function plannedRun(
  { flags, options }: DoctorCommand,
  runbook: string | undefined,
  dataFolder: string,
): Promise<Result<Plan>> {
  const given = {
    flags,
    environment: environmentValues(process.env),
    now: now(),
    allowHttp: options.allowHttp,
  };
  const found = runbook === undefined ? undefined : await findRunbook(runbook, runbookPlaces(dataFolder));
  if (found && !found.ok) return found;
  const parsed = found && parseRunbook(found.value.text, found.value.file);
  if (parsed && 'problems' in parsed) return failed(problemsFailure(parsed.problems));
  const file = found?.value.file;
  const planned = plan({
    ...given,
    ...parsed,
    ...(found && { runbookName: found.value.name }),
    ...(file !== undefined && { file }),
  });
  return 'problems' in planned ? failed(problemsFailure(planned.problems)) : success(planned.plan);
}

function runbookCheck(runbook: string | undefined, { title, runbookName }: Plan): Check {
  const named = { layer: 'configuration', check: 'runbook' } as const;
  if (runbook === undefined) {
    return { ...named, status: 'skipped', seen: NOT_LOOKED_AT, because: 'none was named, only a server' };
  }
  return { ...named, status: 'ok', seen: `${runbookName ?? runbook} is valid: ${title}` };
}

function addresses(server: AuthorizationServer): string {
  const parts = [
    server.url,
    server.issuer && `issuer ${server.issuer}`,
    server.initial_access_token_endpoint && `mint ${server.initial_access_token_endpoint}`,
    `registration ${server.registration_endpoint ?? 'to be discovered'}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The paths that the documented flow has; a server that is only named may well be of that kind. */
function guessesFor(url: string): NonNullable<DoctorPlan['guesses']> {
  const { initial_access_token_endpoint: mint, registration_endpoint: registration } = preset('empowernow') ?? {};
  return {
    ...(mint !== undefined && { initial_access_token_endpoint: new URL(mint, url).href }),
    ...(registration !== undefined && { registration_endpoint: new URL(registration, url).href }),
  };
}
