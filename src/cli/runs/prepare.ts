import type { Failure } from '../../domain/failure.ts';
import type { ComposeServices } from '../../domain/hand-over.ts';
import { managedClient } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import type { KeptPlan } from '../../runbook/kept/kept-plan.ts';
import { environmentValues, type PlanInput } from '../../runbook/plan/gathering.ts';
import { type Plan, plan } from '../../runbook/plan/plan.ts';
import { composeWithoutService } from '../../runbook/plan/plan-hand-over.ts';
import { type Problem, problemText } from '../../runbook/problem.ts';
import type { Folders } from '../../store/files/folders.ts';
import { servicesIn } from '../../store/hand-over/hand-over.ts';
import { chooseRecord } from '../../store/records/choose-record.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import { findRunbook, type RunbookText } from '../../store/runbook-files.ts';
import { now } from '../clock.ts';
import type { Command } from '../command.ts';
import { practiceIsOver } from '../management/practice-is-over.ts';
import { runbookPlaces } from '../package-folder.ts';
import { clientIn } from '../world.ts';
import { keptPlanOf } from './kept-run.ts';
import { drilled, type Practice, practised } from './practice-run.ts';
import { readTokens } from './tokens.ts';

export type Prepared = { plan: Plan; text: RunbookText; kept: KeptPlan; warnings: string[] };
type RunCommand = Extract<Command, { name: 'run' }>;

/**
 * Runbook, flags, variables and tokens to a plan; nothing is sent, and nothing is written. `earlier`: what the journal
 * of an earlier process keeps in the place of runbook and variables.
 */
export async function prepare(
  command: RunCommand,
  folders: Folders,
  practice: Practice | undefined,
  earlier?: KeptPlan,
): Promise<Result<Prepared>> {
  const { runbook = 'bff-server', updates = false, flags, options } = command;
  const twice = standardInputTwice([earlier ? undefined : runbook, flags['admin-token'], flags.iat].flat());
  if (twice) return failed(twice);
  const found = earlier
    ? success(earlier.runbook)
    : updates
      ? success(UPDATE)
      : await findRunbook(runbook, runbookPlaces(folders.data));
  if (!found.ok) return found;
  const parsed = parseRunbook(found.value.text, found.value.file);
  if ('problems' in parsed) return failed(problemsFailure(parsed.problems));

  // What practises is to work alike on every machine, so variables that were set for a real server do not count.
  const environment = practice ? {} : process.env;
  const answered = earlier?.environment ?? environmentValues(environment);
  const tokens = await readTokens(practice ? {} : flags, environment);
  if (!tokens.ok) return tokens;
  const { warnings, ...given } = tokens.value;
  const input: PlanInput = {
    ...(practice ? practised(parsed, flags, practice) : { ...parsed, flags, environment: answered }),
    ...given,
    ...(practice && { adminToken: practice.adminToken }),
    ...(!updates && { runbookName: found.value.name }),
    ...(found.value.file !== undefined && { file: found.value.file }),
    composeServices: await servicesByFile(flags.hand_over),
    now: now(),
    ...(options.until !== undefined && { until: options.until }),
    ...(options.from !== undefined && { from: options.from }),
    yes: options.yes,
    sendAnyway: options.sendAnyway || practice?.server.drill?.sendAnyway === true,
    allowHttp: options.allowHttp,
    allowedOrigins: options.allowOrigin,
  };
  const planned = await plannedWithTarget(input, folders, { warnings, practice });
  if (!planned.ok) return planned;
  const kept = earlier ?? keptPlanOf(command, found.value, answered);
  const made = practice ? drilled(planned.value, practice) : planned.value;
  return success({ plan: made, text: found.value, kept, warnings });
}

/** What `client update` has for a runbook: all is said by flags. */
const UPDATE: RunbookText = {
  name: 'client update',
  from: 'package',
  text: 'version: 1\ntitle: Change a registered client\nupdate: {}\n',
};

/** A plan that changes a client says how it is called; with its record found, what that means is planned. */
async function plannedWithTarget(
  input: PlanInput,
  folders: Folders,
  { warnings, practice }: { warnings: string[]; practice: Practice | undefined },
): Promise<Result<Plan>> {
  const planned = plan(input);
  if ('problems' in planned) return failed(problemsFailure(planned.problems));
  const { wantedClient, server } = planned.plan.known;
  if (wantedClient === undefined) return success(planned.plan);
  if (practice?.register) {
    const made = await practice.register(wantedClient);
    if (!made.ok) return made;
    warnings.push(`in practice "${plainText(wantedClient, 80)}" was registered first, so that there is one to change`);
  }
  const { records, problems } = await createClientRecords(folders.data, clientIn).listRecords();
  warnings.push(...problems);
  const chosen = chooseRecord(records, wantedClient, server?.url);
  if (!chosen.ok) return chosen;
  const gone = practice ? undefined : await practiceIsOver(chosen.value, folders);
  if (gone) return failed(gone);
  const again = plan({ ...input, target: managedClient(chosen.value) });
  return 'problems' in again ? failed(problemsFailure(again.problems)) : success(again.plan);
}

/** Read here, since a plan reads nothing. */
async function servicesByFile(saveTo: string | string[] = []): Promise<Record<string, ComposeServices>> {
  const files = [saveTo].flat().flatMap(text => composeWithoutService(text) ?? []);
  return Object.fromEntries(await Promise.all(files.map(async file => [file, await servicesIn(file)] as const)));
}

function standardInputTwice(readers: (string | undefined)[]): Failure | undefined {
  if (readers.filter(reader => reader === '-').length < 2) return undefined;
  return {
    kind: 'not-valid',
    problem: 'standard input (-) can be read once only: for the runbook or for one token',
    hint: 'Give the others as files.',
  };
}

/** All that is wrong, each with its place; only missing answers are no fault of the runbook. */
export function problemsFailure(problems: readonly Problem[]): Failure {
  const lacks = problems.flatMap(({ missing }) => (missing ? [missing] : []));
  if (lacks.length === problems.length) {
    const listed = (member: 'question' | 'needs') => lacks.map(lack => lack[member]).join('; ');
    return { kind: 'missing-answer', question: listed('question'), needs: listed('needs') };
  }
  return { kind: 'not-valid', problem: problems.map(problemText).join('\n') };
}
