import { type Command as Commander, Option } from 'commander';
import { DIAGNOSED_STAGES } from '../command.ts';
import type { Found } from './found.ts';

export function addDiagnose(program: Commander, found: Found): void {
  program
    .command('diagnose')
    .description('why did it fail: a pasted answer, HAR, curl output, log or stack trace -> ranked causes')
    .argument('[file]', 'a file; - or nothing reads standard input')
    .addOption(
      new Option('--stage <stage>', 'which exchange it was, where the text does not say').choices(DIAGNOSED_STAGES),
    )
    .option('--json', 'one JSON document')
    .option('--accessible', 'plain text, no screen')
    .addOption(
      new Option('--color <when>', 'auto, always or never').choices(['auto', 'always', 'never']).default('auto'),
    )
    .action((file, { stage, json = false, accessible = false, color }) =>
      found({ name: 'diagnose', file: file ?? '-', json, accessible, color, ...(stage !== undefined && { stage }) }),
    );
}
