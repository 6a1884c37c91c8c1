import type { Failure } from '../domain/failure.ts';
import { failed, type Result, success } from '../domain/result.ts';
import { environmentValues } from '../runbook/gathering.ts';
import type { KeptPlan } from '../runbook/kept-plan.ts';
import { parseRunbook } from '../runbook/parse-runbook.ts';
import { type Plan, plan } from '../runbook/plan.ts';
import { type Problem, problemText } from '../runbook/problem.ts';
import { findRunbook, type RunbookText } from '../store/runbook-files.ts';
import { now } from './clock.ts';
import type { Command } from './command.ts';
import { keptPlanOf } from './kept-run.ts';
import { runbookPlaces } from './package-folder.ts';
import { type Practice, practised } from './practice-run.ts';
import { readTokens } from './tokens.ts';

export type Prepared = { plan: Plan; text: RunbookText; kept: KeptPlan; warnings: string[] };
type RunCommand = Extract<Command, { name: 'run' }>;

/**
 * Runbook, flags, variables and tokens to a plan; nothing is sent, and nothing is written. `earlier`: what the journal
 * of an earlier process keeps in the place of runbook and variables.
 */
export async function prepare(
  command: RunCommand,
  dataFolder: string,
  practice: Practice | undefined,
  earlier?: KeptPlan,
): Promise<Result<Prepared>> {
  const { runbook = 'bff-server', flags, options } = command;
  const twice = standardInputTwice([earlier ? undefined : runbook, flags['admin-token'], flags.iat].flat());
  if (twice) return failed(twice);
  const found = earlier ? success(earlier.runbook) : await findRunbook(runbook, runbookPlaces(dataFolder));
  if (!found.ok) return found;
  const parsed = parseRunbook(found.value.text, found.value.file);
  if ('problems' in parsed) return failed(problemsFailure(parsed.problems));

  // What practises is to work alike on every machine, so variables that were set for a real server do not count.
  const environment = practice ? {} : process.env;
  const answered = earlier?.environment ?? environmentValues(environment);
  const tokens = await readTokens(practice ? {} : flags, environment);
  if (!tokens.ok) return tokens;
  const { warnings, ...given } = tokens.value;
  const planned = plan({
    ...(practice ? practised(parsed, flags, practice) : { ...parsed, flags, environment: answered }),
    ...given,
    ...(practice && { adminToken: practice.adminToken }),
    runbookName: found.value.name,
    ...(found.value.file !== undefined && { file: found.value.file }),
    now: now(),
    ...(options.until !== undefined && { until: options.until }),
    ...(options.from !== undefined && { from: options.from }),
    yes: options.yes,
    sendAnyway: options.sendAnyway || practice?.server.drill?.sendAnyway === true,
    allowHttp: options.allowHttp,
    allowedOrigins: options.allowOrigin,
  });
  if ('problems' in planned) return failed(problemsFailure(planned.problems));
  const kept = earlier ?? keptPlanOf(command, found.value, answered);
  return success({ plan: planned.plan, text: found.value, kept, warnings });
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
