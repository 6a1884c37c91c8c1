import { resolve } from 'node:path';
import { type KeptPlan, keepableFlags } from '../../runbook/kept/kept-plan.ts';
import type { EnvironmentValues } from '../../runbook/plan/gathering.ts';
import type { RunbookText } from '../../store/runbook-files.ts';
import type { AnswerFlags, Command } from '../command.ts';
import type { RunOptions } from '../options.ts';

type RunCommand = Extract<Command, { name: 'run' }>;

/** What the journal keeps of how a run was begun, so that `resume` comes to the same plan. */
export function keptPlanOf(
  { flags, options, replays }: RunCommand,
  { name, from, file, text }: RunbookText,
  environment: EnvironmentValues,
): KeptPlan {
  const { flags: keepable, leftOut } = keepableFlags(flags);
  const { timeoutMs, cacert, cert, key, proxy } = options;
  return {
    runbook: { name, from, ...(file !== undefined && { file }), text },
    flags: keepable,
    environment,
    ...(options.until !== undefined && { until: options.until }),
    ...(options.from !== undefined && { from: options.from }),
    send_anyway: options.sendAnyway,
    again: options.again,
    replays,
    allow_http: options.allowHttp,
    allow_origin: options.allowOrigin,
    connection: {
      ...(timeoutMs !== undefined && { timeout_ms: timeoutMs }),
      ...(cacert !== undefined && { cacert }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(proxy !== undefined && !hasUser(proxy) && { proxy }),
    },
    folder: process.cwd(),
    left_out: leftOut,
  };
}

/** A password in a proxy's address is a secret, and the journal is no place for it. */
function hasUser(proxy: string): boolean {
  return proxy.includes('@');
}

/** The command that began the run, with what was given anew. Paths given anew begin where they were given. */
export function keptCommand(kept: KeptPlan, given: { flags: AnswerFlags; options: RunOptions }): RunCommand {
  const { options } = given;
  const { connection } = kept;
  const { timeoutMs = connection.timeout_ms, proxy = connection.proxy } = options;
  const path = (name: 'cacert' | 'cert' | 'key') =>
    options[name] === undefined ? connection[name] : resolve(options[name]);
  const optional = Object.entries({
    until: kept.until,
    from: kept.from,
    timeoutMs,
    cacert: path('cacert'),
    cert: path('cert'),
    key: path('key'),
    proxy,
  }).filter(([, value]) => value !== undefined);
  return {
    name: 'run',
    practice: false,
    replays: kept.replays,
    flags: { ...kept.flags, ...tokenFiles(given.flags) },
    options: {
      ...options,
      ...Object.fromEntries(optional),
      again: kept.again || options.again,
      sendAnyway: kept.send_anyway || options.sendAnyway,
      allowHttp: kept.allow_http || options.allowHttp,
      allowOrigin: [...kept.allow_origin, ...options.allowOrigin],
    },
  };
}

/** Of what was given anew, only these are no answer that the run has already. */
function tokenFiles(given: AnswerFlags): AnswerFlags {
  const files: AnswerFlags = {};
  for (const name of ['admin-token', 'iat'] as const) {
    const path = [given[name]].flat().at(-1);
    if (path !== undefined) files[name] = path === '-' ? path : resolve(path);
  }
  return files;
}
