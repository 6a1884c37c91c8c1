import type { Command as Commander } from 'commander';
import { EXIT_CODES } from '../help-text.ts';
import type { Found, Values } from './found.ts';
import { addRunFlags } from './run-flags.ts';
import { runCommand } from './run-values.ts';

export function addRun(program: Commander, found: Found): void {
  const run = program
    .command('run')
    .description('replay a runbook; with --yes headless, no question asked')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .addHelpText('after', EXIT_CODES)
    .action((runbook: string, values: Values) => found(runCommand(runbook, values, 'replay')));
  addRunFlags(run);
}
