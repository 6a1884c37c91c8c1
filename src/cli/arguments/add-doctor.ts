import type { Command as Commander } from 'commander';
import { questions } from '../../runbook/questions.ts';
import { DOCTOR_EXIT_CODES } from '../help-text.ts';
import { type RunOption, runOptions } from '../options.ts';
import type { Found, Values } from './found.ts';
import { questionOption, runOption } from './run-flags.ts';
import { answerFlags, runOptionValues } from './run-values.ts';

/** No token is sent, so none can go to another origin. */
const NOT_HERE = ['allow-origin'];
const TIMEOUT_HELP = 'bounds one probe (4), and all of them (9)';
const PRINTING = ['json', 'color'];

export function addDoctor(program: Commander, found: Found): void {
  const doctor = program
    .command('doctor')
    .description('is the way to the server open, layer by layer; nothing is minted or registered')
    .argument('[runbook]', 'a name or a path (bff-server; with --server none)')
    .addHelpText('after', DOCTOR_EXIT_CODES)
    .action((runbook: string | undefined, values: Values) =>
      found({
        name: 'doctor',
        flags: answerFlags(values),
        options: runOptionValues(values),
        ...(runbook !== undefined && { runbook }),
      }),
    );
  for (const question of questions.filter(({ step }) => step === 'server')) {
    for (const option of questionOption(question)) doctor.addOption(option);
  }
  for (const option of (runOptions as readonly RunOption[]).filter(isHere)) {
    doctor.addOption(runOption(option.flag === 'timeout' ? { ...option, help: TIMEOUT_HELP } : option));
  }
}

function isHere({ flag, group }: RunOption): boolean {
  return PRINTING.includes(flag) || (group === 'Connection' && !NOT_HERE.includes(flag));
}
