import { type Check, outcomeOfChecks, tallyOf } from '../../domain/evidence/check.ts';
import type { Json } from '../../domain/json.ts';
import { folders } from '../../store/files/folders.ts';
import type { Command } from '../command.ts';
import { checkLines } from '../doctor/check-lines.ts';
import { doctorPlan } from '../doctor/doctor-plan.ts';
import { examined, stopped } from '../doctor/examined.ts';
import { printJson } from '../telling/report.ts';
import { wantsColor, wantsUnicode } from '../terminal/terminal-abilities.ts';

type DoctorCommand = Extract<Command, { name: 'doctor' }>;

/**
 * Looks at every layer between here and a registration. Plain lines, each printed as soon as it is known and never
 * redrawn: they stay in the scrollback, read well aloud, and go into a pipe or a ticket as they are.
 */
export async function runDoctor(command: DoctorCommand): Promise<number> {
  const { json, color } = command.options;
  const { env, stdout } = process;
  const look = {
    color: wantsColor(color, env, stdout.isTTY),
    unicode: wantsUnicode(env),
    columns: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
  };
  const seen: { server?: string; checks: Check[] } = { checks: [] };
  for await (const check of allChecks(command, url => {
    seen.server = url;
  })) {
    seen.checks.push(check);
    const home = seen.server && new URL(seen.server).origin;
    if (!json) stdout.write(`${checkLines(check, look, home).join('\n')}\n`);
  }
  const { outcome, exitCode } = outcomeOfChecks(seen.checks);
  if (json) {
    printJson({
      schema_version: 1,
      outcome,
      exit_code: exitCode,
      ...(seen.server !== undefined && { server: seen.server }),
      checks: seen.checks.map(written),
    });
  } else stdout.write(`${tallyOf(seen.checks)}\n`);
  return leave(exitCode);
}

async function* allChecks(command: DoctorCommand, onServer: (url: string) => void): AsyncGenerator<Check> {
  const places = folders(process.env);
  if (!places.ok) return yield* stopped('folders', places.failure);
  const planned = await doctorPlan(command, places.value.data);
  if (!planned.ok) return yield* stopped('runbook', planned.failure);
  onServer(planned.value.server.url);
  yield* planned.value.checks;
  yield* examined(planned.value, command.options, places.value);
}

function written({ tookMs, ...check }: Check): { [member: string]: Json } {
  return { ...check, ...(tookMs !== undefined && { took_ms: tookMs }) };
}

/** The system cannot be told to stop looking for a name, and a search that goes on would keep the process for its time. */
function leave(exitCode: number): Promise<never> {
  return new Promise(() => process.stdout.write('', () => process.exit(exitCode)));
}
