import { type Command as Commander, Option } from 'commander';
import { SHOW_FORMATS, type ShowFormat } from '../command.ts';
import type { Found } from './found.ts';
import { questionOptions } from './run-flags.ts';
import { answerFlags } from './run-values.ts';

export function addRunbook(program: Commander, found: Found): void {
  const runbook = program.command('runbook').description('runbook files');
  runbook
    .command('list')
    .description('the runbooks that are known by name')
    .option('--json', 'one JSON document')
    .action(({ json = false }) => found({ name: 'runbook-list', json }));
  const show = runbook
    .command('show')
    .description('a runbook as a page to read, or as commands to paste')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .addOption(new Option('--format <format>', 'how').choices(SHOW_FORMATS).default('markdown'))
    .action((name, values) =>
      found({ name: 'runbook-show', runbook: name, format: values.format as ShowFormat, flags: answerFlags(values) }),
    );
  for (const option of questionOptions()) show.addOption(option);
  runbook
    .command('check')
    .description('is a runbook valid, and what would a server say')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .option('--json', 'one JSON document')
    .action((name, { json = false }) => found({ name: 'runbook-check', runbook: name, json }));
  runbook
    .command('schema')
    .description('the JSON Schema of runbook files, for editors')
    .action(() => found({ name: 'runbook-schema' }));
  runbook
    .command('init')
    .description('write a runbook of your own to start from')
    .argument('[file]', 'where', 'runbook.yaml')
    .option('--from <runbook>', 'start from this one', 'bff-server')
    .option('--server <URL>', 'base URL of your server; without it the examples are marked to be filled in')
    .option('--force', 'replace the file')
    .action((file, { from, server, force = false }) =>
      found({ name: 'runbook-init', file, from, force, ...(server !== undefined && { server }) }),
    );
}
