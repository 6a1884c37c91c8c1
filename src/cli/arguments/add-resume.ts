import { type Command as Commander, Option } from 'commander';
import { EXIT_CODES } from '../help-text.ts';
import type { Found, Values } from './found.ts';
import { addResumeFlags, grouped } from './run-flags.ts';
import { answerFlags, runOptionValues } from './run-values.ts';

export function addResume(program: Commander, found: Found): void {
  const list = new Option('--list', 'show the interrupted runs').conflicts('neverHappened');
  const neverHappened = new Option('--never-happened', 'the client is not there: close the run');
  const resume = program
    .command('resume')
    .description('go on with an interrupted run; tokens are asked for again, every other answer is kept')
    .argument('[run]', 'its id, as --list shows it; left out: the newest one')
    .addOption(grouped('Runs', list))
    .addOption(grouped('Runs', neverHappened))
    .addHelpText('after', EXIT_CODES)
    .action((run: string | undefined, values: Values) => {
      const json = values['json'] === true;
      const named = run === undefined ? {} : { run };
      if (values['list'] === true) found({ name: 'resume-list', json });
      else if (values['neverHappened'] === true) found({ name: 'never-happened', ...named, json });
      else found({ name: 'resume', ...named, flags: answerFlags(values), options: runOptionValues(values) });
    });
  addResumeFlags(resume);
}
